#include "client/audit/audit.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "client/audit/failure.h"
#include "client/audit/findings.h"
#include "client/audit/join.h"
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

// Of a release. What is unsafe hides behind no list of certificates that are missing.
struct Audited {
  Findings history;
  Findings predicate;
  Findings certificates;
};

// Tables of a family that agree with a release and all before it.
struct Agreeing {
  size_t release = 0;
  std::vector<Counts> tables;
};

// The same tables in the atoms of an earlier release, with which they agree as well.
std::vector<Counts> Translate(const Agreeing& later, const std::vector<Release>& releases,
                              size_t release, const Family& family) {
  if (later.tables.empty()) return {};
  const std::vector<size_t> earlier = EarlierOf(releases, later.release, family.name);
  const auto past = std::find(earlier.begin(), earlier.end(), release) - earlier.begin();
  const Family& now = releases[later.release].families.at(family.name);
  std::vector<Counts> tables;
  for (const Counts& counts : later.tables) {
    Counts& then = tables.emplace_back(family.atoms.size(), 0);
    for (size_t i = 0; i < counts.size(); ++i) {
      const int was = now.atoms[i].was[static_cast<size_t>(past)];
      if (was >= 0) then[static_cast<size_t>(was)] += counts[i];
    }
  }
  return tables;
}

// What is listed as disclosed by earlier releases follows from them alone.
void CheckDisclosed(const Joint& joint, Findings& findings) {
  if (joint.disclosed.empty()) return;
  const Joint only = WithoutOwn(joint);
  std::set<size_t> open;
  for (const Failed& failed : Judge(only, only.requirements.size()).failed) {
    open.insert(failed.requirement);
  }
  for (size_t i = 0; i < only.requirements.size(); ++i) {
    if (open.count(i) > 0) continue;
    findings.Add(joint.parts.back().release->name,
                 joint.Describe(only.requirements[i]) +
                     ": is listed as disclosed, and does not follow from earlier releases");
  }
}

// How many requirements there are. `later`: of the release of the family that was audited before.
size_t AuditFamily(const std::vector<Release>& releases, size_t last, const Family& family,
                   Agreeing& later, Audited& audited) {
  if (family.old && !CheckHistory(releases, last, family, audited.history)) return 0;
  const std::optional<Joint> joined =
      family.old ? JoinOld(releases, last, family) : Join(releases, last, family, audited.history);
  if (!joined) return 0;
  const Joint& joint = *joined;
  Findings& findings = audited.predicate;
  try {
    Judged judged = Judge(joint, Findings::kMax,
                          family.old ? Translate(later, releases, last, family) : family.witnesses);
    if (family.old) later = {last, std::move(judged.tables)};
    for (const Failed& failed : judged.failed) {
      ReportFailed(joint, failed, findings);
    }
    CheckDisclosed(joint, findings);
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
  Findings chain;
  Findings agreement;
  const bool in_order = CheckChain(releases, chain);
  CheckNonces(releases, chain);
  for (const Release& release : releases) CheckAgreement(release, agreement);
  // Rows without cells and the like can't be judged; what a broken chain holds can.
  const bool judged = in_order && agreement.lines().empty();
  std::vector<Audited> audited(releases.size());
  for (size_t i = 0; i < releases.size(); ++i) CheckCorrection(releases, i, audited[i].history);
  std::vector<size_t> requirements(releases.size());
  std::map<std::string, Agreeing> agreeing;               // by family
  for (size_t i = releases.size(); judged && i-- > 0;) {  // tables of the last serve all
    for (const auto& [name, family] : releases[i].families) {
      requirements[i] += AuditFamily(releases, i, family, agreeing[name], audited[i]);
    }
  }
  Verdict verdict;
  for (size_t i = 0; i < releases.size(); ++i) {
    verdict.releases.push_back(releases[i].name + ": n " + std::to_string(releases[i].n) +
                               ", base " + std::to_string(releases[i].base) + ", " +
                               (judged ? std::to_string(requirements[i]) : "no") +
                               " requirements, " + std::to_string(releases[i].tables.size()) +
                               " tables");
  }
  const auto report = [&](const Findings& findings) {
    for (const std::string& line : findings.lines()) {
      if (verdict.unsafe.size() < Findings::kMax) verdict.unsafe.push_back(line);
    }
  };
  report(agreement);
  report(chain);
  for (const auto kind : {&Audited::history, &Audited::predicate, &Audited::certificates}) {
    for (const Audited& one : audited) report(one.*kind);
  }
  return verdict;
}

}  // namespace kansrijk::audit
