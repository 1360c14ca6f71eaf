// audit/FAMILY.json: the system in which the tables of a family are judged, and its certificates.
#ifndef KANSRIJK_CLIENT_AUDIT_FAMILY_H_
#define KANSRIJK_CLIENT_AUDIT_FAMILY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/audit/system.h"

namespace kansrijk::audit {

// Scales and multipliers stay within it, so that sums of products fit 128 bits.
inline constexpr int64_t kMultiplierMax = int64_t{1} << 53;
inline constexpr size_t kBoundRowsMax = size_t{1} << 16;

// Units that share all that is told apart, in the first releases when they entered too.
struct Group {
  std::string table;  // the first of `tables`
  int64_t denominator = 0;
  std::vector<std::string> tables = {};
  std::map<std::string, std::string> values = {};  // by dimension
  std::map<std::string, int64_t> entries = {};     // how many had entered by a day
};

// Something that happened, on a day from `first` to `last`.
struct Event {
  std::string table;
  std::string outcome;
  int64_t first = 0;
  int64_t last = 0;
};

// A group with what its units came to.
struct Atom {
  int group = 0;
  std::vector<int> was = {};  // old: per earlier release of the family: an atom of its file, or -1
  std::vector<Event> events = {};
};

// The sum over `fewer` is at most that over `more`, and `plus`.
struct Implication {
  Columns fewer;
  Columns more;
  int64_t plus = 0;
};

// A published cell of an earlier release.
struct EarlierRow {
  int64_t release = 0;  // sequence
  std::string family;
  int cell = 0;
  Columns atoms;
  int64_t slack = 0;
};

struct FamilyCell {
  Columns atoms;
  std::string file;  // empty: nowhere shown
  int row = 0;       // 1 for the first line after the header
};

struct Multiplied {
  enum class Kind { kGroup, kImplication, kRow, kCell };
  Kind kind = Kind::kGroup;
  int64_t sequence = 0;  // of the release, for a cell of the first releases
  int64_t index = 0;
  int64_t multiplier = 0;
};

struct Bound {
  int64_t scale = 1;
  std::vector<Multiplied> rows;
};

// Of the first releases: either two witnesses or two bounds. Of today's: bounds.
struct Proof {
  Form form;
  bool by_bounds = false;
  int low = 0;
  int high = 0;
  std::optional<Bound> above = {};
  std::optional<Bound> below = {};
  std::optional<Bound> before = {};
};

struct Family {
  std::string path;
  std::string nonce;  // empty in format 1
  std::string name;
  int64_t n = 0;
  int64_t base = 1;
  // Of the first releases: atoms refer to those of earlier files, and what definitions say of time
  // is left out.
  bool old = false;
  Counts releases;
  std::vector<Group> groups;
  std::vector<Atom> atoms;
  std::vector<Implication> implications;
  std::vector<EarlierRow> rows;
  std::vector<FamilyCell> cells;
  std::vector<Form> disclosed;
  std::vector<Counts> witnesses;
  std::vector<Proof> proofs;
};

// `format` is that of the release. Malformed: with the file and the place.
Family ParseFamily(const std::string& path, const std::string& text, int format);

// The sum of the denominators of the groups that these atoms touch.
int64_t DenominatorOf(const Family& family, const Columns& atoms);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_FAMILY_H_
