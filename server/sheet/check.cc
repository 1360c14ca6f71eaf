#include "server/sheet/check.h"

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/base/civil.h"

namespace kansrijk::sheet {
namespace {

// `later` must not be before `earlier`, when both are there.
struct DateOrder {
  File file;
  const char* later;
  const char* earlier;
  const FindingKind* kind;
};

constexpr DateOrder kDateOrders[] = {
    {File::kTracks, "gestart_op", "aangemeld_op", &kStartBeforeApplication},
    {File::kTracks, "afgesloten_op", "gestart_op", &kEndBeforeStart},
    {File::kTracks, "afgesloten_op", "aangemeld_op", &kEndBeforeStart},
    {File::kMatches, "tot", "van", &kEndBeforeStart},
    {File::kGoals, "streefdatum", "afgesproken_op", &kEndBeforeStart},
    {File::kGoals, "behaald_op", "afgesproken_op", &kEndBeforeStart},
    {File::kReferrals, "verzonden_op", "toestemming_op", &kSentBeforeConsent},
    {File::kReferrals, "afgerond_op", "verzonden_op", &kEndBeforeStart},
};

// As it stands in the file: 2023-01-31 is 31-01-2023.
std::string Dutch(absl::string_view date) {
  return absl::StrCat(date.substr(8), "-", date.substr(5, 2), "-", date.substr(0, 4));
}

std::optional<v1::ImportFinding> CheckReferences(const Row& row, const Book& book) {
  const auto columns = row.table().columns;
  for (size_t i = 0; i < columns.size(); ++i) {
    const std::string& code = row.cells()[i].text;
    if (!columns[i].refers_to.has_value() || code.empty()) continue;
    if (book.Find(*columns[i].refers_to, code) == nullptr) {
      return Finding(kUnknownReference, columns[i].name,
                     {columns[i].name, Quoted(code), TableOf(*columns[i].refers_to).name});
    }
  }
  if (row.table().file != File::kTracks) return std::nullopt;
  const Known* member = book.Find(File::kMembers, row.Text("deelnemer"));
  const Known* household = book.Find(File::kHouseholds, row.Text("huishouden"));
  if (member->household_id == household->id) return std::nullopt;
  return Finding(kNotOfHousehold, "deelnemer",
                 {"deelnemer", Quoted(row.Text("deelnemer")), row.Text("huishouden")});
}

std::optional<v1::ImportFinding> CheckDates(const Row& row) {
  for (const DateOrder& order : kDateOrders) {
    if (order.file != row.table().file) continue;
    const std::string& later = row.Text(order.later);
    const std::string& earlier = row.Text(order.earlier);
    if (later.empty() || earlier.empty() || later >= earlier) continue;
    return Finding(*order.kind, order.later,
                   {order.later, Dutch(later), order.earlier, Dutch(earlier)});
  }
  return std::nullopt;
}

std::optional<v1::ImportFinding> CheckLevels(const Row& row) {
  if (row.table().file != File::kAssessments) return std::nullopt;
  for (const LevelColumn& level : LevelColumns()) {
    if (!row.Text(level.column).empty()) return std::nullopt;
  }
  return Finding(kNoLevels, "");
}

// The importing organisation is one of the two sides.
std::optional<v1::ImportFinding> CheckSides(const Row& row, const Book& book) {
  const std::string& own = book.organisation_id();
  const std::string& from = book.Find(File::kOrganisations, row.Text("van"))->id;
  const std::string& to = book.Find(File::kOrganisations, row.Text("naar"))->id;
  if (from == to) return Finding(kLeadsNowhere, "naar", {"naar", "van"});
  if (from != own && to != own) return Finding(kReferralOfOthers, "van", {"van", "naar"});
  const bool unsent = row.Text("verzonden_op").empty();
  if (from != own && unsent) return Finding(kMissingValue, "verzonden_op", {"verzonden_op"});
  return std::nullopt;
}

// Only a draft, or what was withdrawn as one, was never sent.
std::optional<v1::ImportFinding> CheckSending(const Row& row) {
  const bool unsent = row.Text("verzonden_op").empty();
  if (!unsent && row.Text("toestemming_op").empty()) {
    return Finding(kNoConsent, "toestemming_op", {"toestemming_op"});
  }
  const int64_t state = row.Number("status");
  if (!unsent && state == v1::REFERRAL_STATE_DRAFT) {
    return Finding(kDraftWasSent, "status", {"status", Quoted(row.Text("status")), "verzonden_op"});
  }
  const bool may_be_unsent =
      state == v1::REFERRAL_STATE_DRAFT || state == v1::REFERRAL_STATE_WITHDRAWN;
  if (unsent && !may_be_unsent) return Finding(kMissingValue, "verzonden_op", {"verzonden_op"});
  return std::nullopt;
}

std::optional<v1::ImportFinding> CheckReferral(const Row& row, const Book& book) {
  if (row.table().file != File::kReferrals) return std::nullopt;
  if (auto finding = CheckSides(row, book)) return finding;
  return CheckSending(row);
}

}  // namespace

std::optional<v1::ImportFinding> CheckRow(const Row& row, const std::string& key,
                                          const Lines& lines, const Book& book) {
  if (const auto line = lines.find(key); !key.empty() && line != lines.end()) {
    return Finding(kDuplicate, row.table().key.front(), {row.Name(), absl::StrCat(line->second)});
  }
  if (auto finding = CheckReferences(row, book)) return finding;
  if (auto finding = CheckLevels(row)) return finding;
  if (auto finding = CheckReferral(row, book)) return finding;
  return CheckDates(row);
}

}  // namespace kansrijk::sheet
