#include "client/audit/audit.h"

#include <cstddef>

#include "client/audit/failure.h"
#include "client/audit/findings.h"
#include "client/audit/joint.h"
#include "client/audit/judge.h"
#include "client/audit/ledger.h"
#include "client/audit/proof.h"
#include "client/audit/release.h"

namespace kansrijk::audit {
namespace {

// More rows don't make a finding clearer.
constexpr size_t kReasonsMax = 12;

// Published rows first, then others if there are no published ones.
std::string DescribeReasons(const Joint& joint, const std::vector<int>& reasons) {
  std::vector<int> rows;
  for (const int row : reasons) {
    if (joint.sources[row].kind == Multiplied::Kind::kCell) rows.push_back(row);
  }
  if (rows.empty()) rows = reasons;
  std::string text;
  for (size_t i = 0; i < rows.size() && i < kReasonsMax; ++i) {
    text += (i > 0 ? ", " : "") + joint.DescribeRow(rows[i]);
  }
  if (rows.size() > kReasonsMax) text += ", ...";
  return text.empty() ? "the denominator alone" : text;
}

void ReportFailed(const Joint& joint, const Failed& failed, Findings& findings) {
  const Requirement& requirement = joint.requirements[failed.requirement];
  findings.Add(joint.parts.back().release->name,
               joint.Describe(requirement) + ": of " + std::to_string(requirement.denominator) +
                   (failed.exact ? ", between " : ", not shown to be safe: at most between ") +
                   std::to_string(failed.least) + " and " + std::to_string(failed.most) +
                   "; follows from: " + DescribeReasons(joint, failed.reasons));
}

// Of all releases. What is unsafe hides behind no list of certificates that are missing.
struct Audited {
  Findings history;
  Findings predicate;
  Findings certificates;
};

// How many requirements there are.
size_t AuditFamily(const std::vector<Release>& releases, size_t last, const Family& family,
                   Audited& audited) {
  if (!CheckHistory(releases, last, family, audited.history)) return 0;
  const Joint joint = Join(releases, last, family);
  Findings& findings = audited.predicate;
  try {
    for (const Failed& failed : Judge(joint, Findings::kMax)) {
      ReportFailed(joint, failed, findings);
    }
  } catch (const Contradiction& contradiction) {
    findings.Add(releases[last].name, family.path + ": " + contradiction.what());
  } catch (const Undecided& undecided) {  // what can't be shown to be safe is not
    findings.Add(releases[last].name, family.path + ": cannot be judged: " + undecided.what());
  }
  CheckWitnesses(joint, audited.certificates);
  CheckProofs(joint, audited.certificates);
  return joint.requirements.size();
}

}  // namespace

Verdict AuditReleases(const std::vector<std::string>& directories) {
  std::vector<Release> releases;
  for (const std::string& directory : directories) releases.push_back(ReadRelease(directory));
  Audited audited;
  Verdict verdict;
  Findings agreement;
  const bool in_order = CheckChain(releases, audited.history);
  for (const Release& release : releases) CheckAgreement(release, agreement);
  // Rows without cells and the like can't be judged; what a broken chain holds can.
  const bool judged = in_order && agreement.lines().empty();
  for (size_t i = 0; i < releases.size(); ++i) {
    size_t requirements = 0;
    for (const auto& [name, family] : releases[i].families) {
      if (judged) requirements += AuditFamily(releases, i, family, audited);
    }
    verdict.releases.push_back(releases[i].name + ": n " + std::to_string(releases[i].n) +
                               ", base " + std::to_string(releases[i].base) + ", " +
                               (judged ? std::to_string(requirements) : "no") + " requirements, " +
                               std::to_string(releases[i].tables.size()) + " tables");
  }
  for (const Findings& findings :
       {agreement, audited.history, audited.predicate, audited.certificates}) {
    for (const std::string& line : findings.lines()) {
      if (verdict.unsafe.size() < Findings::kMax) verdict.unsafe.push_back(line);
    }
  }
  return verdict;
}

}  // namespace kansrijk::audit
