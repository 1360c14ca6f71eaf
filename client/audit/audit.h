// The audit of a history of releases.
#ifndef KANSRIJK_CLIENT_AUDIT_AUDIT_H_
#define KANSRIJK_CLIENT_AUDIT_AUDIT_H_

#include <string>
#include <vector>

namespace kansrijk::audit {

struct Verdict {
  std::vector<std::string> releases;  // a line each: what was judged
  std::vector<std::string> unsafe;    // a line for each finding, the first ones; none: safe

  bool safe() const { return unsafe.empty(); }
};

// Of the directories of all releases, from the first one on. Malformed: a file can't be read or
// isn't as the format says.
Verdict AuditReleases(const std::vector<std::string>& directories);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_AUDIT_H_
