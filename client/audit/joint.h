// All releases of a family as one linear system in today's atoms, and what it may not give away.
#ifndef KANSRIJK_CLIENT_AUDIT_JOINT_H_
#define KANSRIJK_CLIENT_AUDIT_JOINT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "client/audit/family.h"
#include "client/audit/release.h"
#include "client/audit/system.h"

namespace kansrijk::audit {

struct ColumnsHash {
  size_t operator()(const Columns& columns) const;
  size_t operator()(const Form& form) const;
};

// A release of the family, in today's atoms.
struct Part {
  const Release* release = nullptr;
  const Family* family = nullptr;
  std::vector<Columns> atoms;  // per atom of its own file, today's atoms that were it
  std::vector<Columns> cells;  // likewise per cell
};

// Where a row of the system comes from.
struct Source {
  Multiplied::Kind kind = Multiplied::Kind::kGroup;
  int part = 0;  // for a cell
  int index = 0;
};

// What a sum of atoms is: a cell or an atom of a part, or a cell less another.
struct Origin {
  enum class Kind { kCell, kAtom, kDifference, kRest };
  Kind kind = Kind::kCell;
  int part = 0;
  int index = 0;
  int less_part = 0;
  int less_index = 0;
};

// A sum of atoms of which nobody may learn too much.
struct Requirement {
  Form form;
  int64_t denominator = 0;
  Origin origin;
  bool plain = false;  // what is published of it, or of the two rows that it lies between, suffices
  bool one_sided = false;
  // One-sided, of one table: its outcomes before; the rest of the denominator is the most that it
  // can be.
  std::optional<Columns> before = {};
};

struct Joint {
  bool old = false;
  int64_t n = 0;
  std::vector<Part> parts;  // by release; the last is today's
  System system;
  std::vector<Source> sources;  // of each row of the system
  std::vector<Requirement> requirements;
  std::vector<Requirement> disclosed;  // by earlier releases, as the file says; none any more

  const Family& family() const { return *parts.back().family; }
  // "2023-H1 off-assistance.csv row 3 = 25"
  std::string DescribeRow(int row) const;
  // "off-assistance.csv row 14 (BEIJUM,T,event,2023-H2)"
  std::string Describe(const Requirement& requirement) const;
};

// Of the first releases. CheckHistory() has passed.
Joint JoinOld(const std::vector<Release>& releases, size_t last, const Family& family);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_JOINT_H_
