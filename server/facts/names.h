// Resource names (AIP-122): households/{household}/members/{member}. The last segment is the id
// that the store knows; ids are UUIDs, unique over everything. MemberName(household_id, id) and its
// like come from the patterns that the protos declare.
#ifndef KANSRIJK_SERVER_FACTS_NAMES_H_
#define KANSRIJK_SERVER_FACTS_NAMES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "server/base/id.h"
#include "server/facts/resource_names.h"

namespace kansrijk {

// The last segment of a name; that of nothing of "".
inline Id IdOf(absl::string_view name) {
  const size_t slash = name.rfind('/');
  return Id(std::string(slash == absl::string_view::npos ? name : name.substr(slash + 1)));
}

// The id of what a thing belongs to, by its name: {track} of tracks/{track}/steps/{step}.
inline Id ParentIdOf(absl::string_view name) {
  const absl::string_view without_id = name.substr(0, name.rfind('/'));
  return IdOf(without_id.substr(0, without_id.rfind('/')));
}

// Whether people can name a thing by this number of theirs in a command: letters of the Latin
// alphabet and digits, with hyphens, dots, underscores and plus signs between; not what reads as an
// id. A slash would part it into a name and a parent, a space into two arguments; a character that
// nobody can see, or that only looks like a Latin letter, nobody would type.
bool IsNameable(absl::string_view number);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_NAMES_H_
