// Whether releases are one unbroken history, and each agrees with itself.
#ifndef KANSRIJK_CLIENT_AUDIT_LEDGER_H_
#define KANSRIJK_CLIENT_AUDIT_LEDGER_H_

#include <string>
#include <vector>

#include "client/audit/findings.h"
#include "client/audit/release.h"

namespace kansrijk::audit {

// Sequences, the chain of hashes, and the hash of every file. False: the releases are not in order,
// and can't be compared.
bool CheckChain(const std::vector<Release>& releases, Findings& findings);

// Every nonce is used once.
void CheckNonces(const std::vector<Release>& releases, Findings& findings);

// A correction shows no figure that was withheld when its row was last published.
void CheckCorrection(const std::vector<Release>& releases, size_t last, Findings& findings);

// release.json, the tables and the families' files say the same.
void CheckAgreement(const Release& release, Findings& findings);

// The earlier releases, by position, in which the family occurs.
std::vector<size_t> EarlierOf(const std::vector<Release>& releases, size_t last,
                              const std::string& family);

// Today's atoms continue those of all earlier releases of the family. False: they can't be judged
// together. Malformed: an atom refers to one that is not there.
bool CheckHistory(const std::vector<Release>& releases, size_t last, const Family& family,
                  Findings& findings);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_LEDGER_H_
