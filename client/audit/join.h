// A release of a family as a linear system: what its definitions imply, the rows of earlier
// releases that are in force, and its own; and what it may not give away. Worked out from what is
// public and from the groups and atoms of its file, which are checked on the way.
#ifndef KANSRIJK_CLIENT_AUDIT_JOIN_H_
#define KANSRIJK_CLIENT_AUDIT_JOIN_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "client/audit/findings.h"
#include "client/audit/joint.h"
#include "client/audit/release.h"

namespace kansrijk::audit {

// Not for files of the first releases. None: it can't be judged, for reasons that are findings.
std::optional<Joint> Join(const std::vector<Release>& releases, size_t last, const Family& family,
                          Findings& findings);

// With the rows of earlier releases alone, and only what the file says that they disclose.
Joint WithoutOwn(const Joint& joint);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_JOIN_H_
