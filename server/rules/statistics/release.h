// Rules of releases of statistics: which periods may be published, who decides on a proposal.
#ifndef KANSRIJK_SERVER_RULES_STATISTICS_RELEASE_H_
#define KANSRIJK_SERVER_RULES_STATISTICS_RELEASE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

// Smallest count shown to the public, and the base of rounding.
inline constexpr int32_t kPublicThreshold = 10;
inline constexpr int32_t kRoundingBase = 5;

inline constexpr ErrorKind kNoPeriod{
    "STATISTICS_NO_PERIOD", absl::StatusCode::kInvalidArgument,
    "$0 is not a period: name a quarter (2023-Q1), a half-year (2023-H1) or a year (2023)",
    "$0 is geen periode: noem een kwartaal (2023-Q1), een halfjaar (2023-H1) of een jaar (2023)"};
inline constexpr ErrorKind kNoSuchTable{
    "STATISTICS_NO_SUCH_TABLE", absl::StatusCode::kInvalidArgument,
    "there is no table $0: kansrijk statistics tables lists the tables",
    "er is geen tabel $0: kansrijk statistics tables toont welke er zijn"};
inline constexpr ErrorKind kPeriodOpen{
    "STATISTICS_PERIOD_OPEN", absl::StatusCode::kFailedPrecondition,
    "$0 is not over yet: it ends on $1, and can be published from the next day",
    "$0 is nog niet voorbij: de periode eindigt op $1 en kan vanaf de dag erna worden "
    "gepubliceerd"};
inline constexpr ErrorKind kReleaseStands{
    "STATISTICS_RELEASE_STANDS", absl::StatusCode::kFailedPrecondition,
    "$0 has already been published; publish a correction if it was wrong",
    "$0 is al gepubliceerd; publiceer een correctie als er iets niet klopte"};
inline constexpr ErrorKind kOutOfOrder{
    "STATISTICS_OUT_OF_ORDER", absl::StatusCode::kFailedPrecondition,
    "$0 ends before $1, which has already been published: a period between two releases would "
    "reveal the difference between them",
    "$0 eindigt voor $1, dat al is gepubliceerd: een periode tussen twee publicaties zou het "
    "verschil ertussen verraden"};
inline constexpr ErrorKind kNothingToCorrect{
    "STATISTICS_NOTHING_TO_CORRECT", absl::StatusCode::kFailedPrecondition,
    "$0 was never published, so there is nothing to correct",
    "$0 is nooit gepubliceerd, dus er is niets te corrigeren"};
inline constexpr ErrorKind kNoFigureChanges{
    "STATISTICS_NO_FIGURE_CHANGES", absl::StatusCode::kFailedPrecondition,
    "a correction of $0 would change no figure: smaller differences add up until they can be shown",
    "een correctie van $0 zou geen enkel cijfer veranderen: kleinere verschillen tellen op totdat "
    "ze getoond kunnen worden"};
inline constexpr ErrorKind kProposalWaits{
    "STATISTICS_PROPOSAL_WAITS", absl::StatusCode::kFailedPrecondition,
    "$0 is still waiting for a privacy officer: approve or reject it first",
    "$0 wacht nog op een functionaris gegevensbescherming: keur het eerst goed of wijs het af"};
inline constexpr ErrorKind kLedgerMoved{
    "STATISTICS_LEDGER_MOVED", absl::StatusCode::kAborted,
    "while $0 was being computed, another release was proposed or published: propose it again",
    "terwijl $0 werd berekend, is een andere publicatie voorgesteld of uitgebracht: stel het "
    "opnieuw voor"};
inline constexpr ErrorKind kNotOpened{
    "STATISTICS_NOT_OPENED", absl::StatusCode::kFailedPrecondition,
    "$0 is not open for previews: a privacy officer opens one period at a time, the next to be "
    "published (kansrijk statistics open $0)",
    "$0 is niet opengesteld om vooraf te bekijken: een functionaris gegevensbescherming stelt "
    "telkens "
    "een periode open, die het eerst wordt gepubliceerd (kansrijk statistics open $0)"};
inline constexpr ErrorKind kNotPublished{"STATISTICS_NOT_PUBLISHED",
                                         absl::StatusCode::kFailedPrecondition,
                                         "$0 is not published, so it has no files",
                                         "$0 is niet gepubliceerd en heeft dus geen bestanden"};
inline constexpr ErrorKind kNoProposal{
    "STATISTICS_NO_PROPOSAL", absl::StatusCode::kFailedPrecondition,
    "$0 is no longer a proposal: it was published or rejected",
    "$0 is geen voorstel meer: het is gepubliceerd of afgewezen"};

// Checks what is asked for against the releases so far (the published ones by sequence, then the
// proposal). `code` is a period that ends on `last_day`.
absl::Status CheckNewRelease(const std::string& code, const std::string& last_day, bool correction,
                             const std::vector<v1::Release>& standing, const std::string& today);

// Checks that nothing has been proposed or published since `made` was made, to follow the releases
// of that moment.
absl::Status CheckFollows(const v1::Release& made, const std::vector<v1::Release>& standing);

// FailedPrecondition unless it is published: before, nobody takes its files for those of a release.
absl::Status CheckIsPublished(const v1::Release& release);

// 2023-H1; 2023-H1-c1 for its first correction.
std::string ReleaseCode(const std::string& code, bool correction,
                        const std::vector<v1::Release>& standing);

// FailedPrecondition unless it waits for a decision.
absl::Status CheckIsProposal(const v1::Release& release);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_STATISTICS_RELEASE_H_
