#include "server/rules/statistics/release.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace kansrijk::rules {

absl::Status CheckNewRelease(const std::string& code, const std::string& last_day, bool correction,
                             const std::vector<v1::Release>& standing, const std::string& today) {
  if (last_day >= today) return Error(kPeriodOpen, {code, last_day});
  bool published = false;
  for (const v1::Release& release : standing) {
    if (release.state() == v1::RELEASE_STATE_PROPOSED) {
      return Error(kProposalWaits, {release.code()});
    }
    published |= release.code() == code;
    if (!correction && release.code() != code && release.closing_date() > last_day) {
      return Error(kOutOfOrder, {code, release.code()});
    }
  }
  if (correction && !published) return Error(kNothingToCorrect, {code});
  if (!correction && published) return Error(kReleaseStands, {code});
  return absl::OkStatus();
}

absl::Status CheckFollows(const v1::Release& made, const std::vector<v1::Release>& standing) {
  const bool follows = made.sequence() == static_cast<int64_t>(standing.size()) + 1 &&
                       (standing.empty() || standing.back().digest() == made.previous());
  return follows ? absl::OkStatus() : Error(kLedgerMoved, {made.code()});
}

std::string ReleaseCode(const std::string& code, bool correction,
                        const std::vector<v1::Release>& standing) {
  if (!correction) return code;
  const std::string stem = absl::StrCat(code, "-c");
  const auto before = std::count_if(standing.begin(), standing.end(), [&](const auto& release) {
    return absl::StartsWith(release.code(), stem);
  });
  return absl::StrCat(stem, before + 1);
}

absl::Status CheckIsPublished(const v1::Release& release) {
  if (release.state() == v1::RELEASE_STATE_PUBLISHED) return absl::OkStatus();
  return Error(kNotPublished, {release.code()});
}

absl::Status CheckIsProposal(const v1::Release& release) {
  if (release.state() == v1::RELEASE_STATE_PROPOSED) return absl::OkStatus();
  return Error(kNoProposal, {release.code()});
}

}  // namespace kansrijk::rules
