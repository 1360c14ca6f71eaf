// The safety predicate, computed anew: without the certificates of the release.
#ifndef KANSRIJK_CLIENT_AUDIT_JUDGE_H_
#define KANSRIJK_CLIENT_AUDIT_JUDGE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "client/audit/joint.h"

namespace kansrijk::audit {

// A requirement that isn't met.
struct Failed {
  size_t requirement = 0;
  int64_t least = 0;  // what is published leaves this
  int64_t most = 0;
  bool exact = true;         // false: at the most this, and no search shows that it is enough
  std::vector<int> reasons;  // the rows of the system from which it follows
};

struct Judged {
  std::vector<Failed> failed;  // or of which it can't be told that they are met
  std::vector<Counts> tables;  // that agree with what is published
};

// The first requirements that fail, up to `limit`. Those of `tables` that agree with what is
// published save searches. Contradiction: no table agrees. Undecided: not even that can be told.
Judged Judge(const Joint& joint, size_t limit, const std::vector<Counts>& tables = {});

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_JUDGE_H_
