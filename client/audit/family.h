// audit/FAMILY.json: the system in which the tables of a family are judged, and its certificates.
#ifndef KANSRIJK_CLIENT_AUDIT_FAMILY_H_
#define KANSRIJK_CLIENT_AUDIT_FAMILY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/audit/system.h"

namespace kansrijk::audit {

// Scales and multipliers stay within it, so that sums of products fit 128 bits.
inline constexpr int64_t kMultiplierMax = int64_t{1} << 53;
inline constexpr size_t kBoundRowsMax = size_t{1} << 16;

// Those who share all dimensions.
struct Group {
  std::string table;
  int64_t denominator = 0;
};

// A group with one outcome class.
struct Atom {
  int group = 0;
  std::vector<int> was;  // per earlier release of the family: an atom of its file, or -1
};

// The sum over `fewer` is at most that over `more`.
struct Implication {
  Columns fewer;
  Columns more;
};

struct FamilyCell {
  Columns atoms;
  std::string file;  // empty: nowhere shown
  int row = 0;       // 1 for the first line after the header
};

struct Multiplied {
  enum class Kind { kGroup, kImplication, kCell };
  Kind kind = Kind::kGroup;
  int64_t sequence = 0;  // of the release, for a cell
  int64_t index = 0;
  int64_t multiplier = 0;
};

struct Bound {
  int64_t scale = 1;
  std::vector<Multiplied> rows;
};

// Either two witnesses or two bounds.
struct Proof {
  Columns atoms;
  bool by_bounds = false;
  int low = 0;
  int high = 0;
  Bound above;
  Bound below;
};

struct Family {
  std::string path;
  std::string nonce;  // empty in format 1
  std::string name;
  int64_t n = 0;
  int64_t base = 1;
  Counts releases;
  std::vector<Group> groups;
  std::vector<Atom> atoms;
  std::vector<Implication> implications;
  std::vector<FamilyCell> cells;
  std::vector<Counts> witnesses;
  std::vector<Proof> proofs;
};

// `format` is that of the release. Malformed: with the file and the place.
Family ParseFamily(const std::string& path, const std::string& text, int format);

// The sum of the denominators of the groups that these atoms touch.
int64_t DenominatorOf(const Family& family, const Columns& atoms);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_FAMILY_H_
