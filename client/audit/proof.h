// Whether the certificates of a family's file hold, in integers alone.
#ifndef KANSRIJK_CLIENT_AUDIT_PROOF_H_
#define KANSRIJK_CLIENT_AUDIT_PROOF_H_

#include "client/audit/findings.h"
#include "client/audit/joint.h"

namespace kansrijk::audit {

// Every witness agrees with all that is published.
void CheckWitnesses(const Joint& joint, Findings& findings);

// Every requirement has a proof that holds.
void CheckProofs(const Joint& joint, Findings& findings);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_PROOF_H_
