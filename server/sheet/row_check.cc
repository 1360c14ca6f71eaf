#include "server/sheet/row_check.h"

#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/track.pb.h"

namespace kansrijk::sheet {
namespace {

// A number of minutes up to this is rather one of hours.
constexpr int64_t kHoursMax = 2;

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

enum class Filled { kAlways, kNever };

// In this state, this cell is always or never filled; the other way round is refused or warned of.
struct StateRule {
  File file;
  int state;
  const char* column;
  Filled filled;
  const FindingKind* kind;
};

constexpr StateRule kStateRules[] = {
    {File::kTracks, v1::TRACK_STATE_APPLIED, "gestart_op", Filled::kNever, &kStateWithDate},
    {File::kTracks, v1::TRACK_STATE_INTAKE, "gestart_op", Filled::kNever, &kStateWithDate},
    {File::kTracks, v1::TRACK_STATE_WAITING, "gestart_op", Filled::kNever, &kStateWithDate},
    {File::kTracks, v1::TRACK_STATE_ACTIVE, "gestart_op", Filled::kAlways, &kStateWithoutDate},
    {File::kTracks, v1::TRACK_STATE_PAUSED, "gestart_op", Filled::kAlways, &kStateWithoutDate},
    {File::kTracks, v1::TRACK_STATE_AFTERCARE, "gestart_op", Filled::kAlways, &kStateWithoutDate},
    {File::kTracks, v1::TRACK_STATE_APPLIED, "afgesloten_op", Filled::kNever, &kStateWithDate},
    {File::kTracks, v1::TRACK_STATE_INTAKE, "afgesloten_op", Filled::kNever, &kStateWithDate},
    {File::kTracks, v1::TRACK_STATE_WAITING, "afgesloten_op", Filled::kNever, &kStateWithDate},
    {File::kTracks, v1::TRACK_STATE_ACTIVE, "afgesloten_op", Filled::kNever, &kStateWithDate},
    {File::kTracks, v1::TRACK_STATE_PAUSED, "afgesloten_op", Filled::kNever, &kStateWithDate},
    {File::kTracks, v1::TRACK_STATE_CLOSED, "afgesloten_op", Filled::kAlways, &kStateWithoutDate},
    {File::kTracks, v1::TRACK_STATE_DROPPED_OUT, "afgesloten_op", Filled::kAlways,
     &kStateWithoutDate},
    // Only a draft, or what was withdrawn as one, was never sent.
    {File::kReferrals, v1::REFERRAL_STATE_DRAFT, "verzonden_op", Filled::kNever, &kDraftWasSent},
    {File::kReferrals, v1::REFERRAL_STATE_SENT, "verzonden_op", Filled::kAlways,
     &kStateWithoutDate},
    {File::kReferrals, v1::REFERRAL_STATE_RECEIVED, "verzonden_op", Filled::kAlways,
     &kStateWithoutDate},
    {File::kReferrals, v1::REFERRAL_STATE_ACCEPTED, "verzonden_op", Filled::kAlways,
     &kStateWithoutDate},
    {File::kReferrals, v1::REFERRAL_STATE_HANDED_OVER, "verzonden_op", Filled::kAlways,
     &kStateWithoutDate},
    {File::kReferrals, v1::REFERRAL_STATE_STARTED, "verzonden_op", Filled::kAlways,
     &kStateWithoutDate},
    {File::kReferrals, v1::REFERRAL_STATE_COMPLETED, "verzonden_op", Filled::kAlways,
     &kStateWithoutDate},
    {File::kReferrals, v1::REFERRAL_STATE_DECLINED, "verzonden_op", Filled::kAlways,
     &kStateWithoutDate},
    {File::kReferrals, v1::REFERRAL_STATE_EXPIRED, "verzonden_op", Filled::kAlways,
     &kStateWithoutDate},
    {File::kReferrals, v1::REFERRAL_STATE_NOT_STARTED, "verzonden_op", Filled::kAlways,
     &kStateWithoutDate},
};

constexpr StateRule kStateDoubts[] = {
    {File::kGoals, v1::GOAL_STATE_ACHIEVED, "behaald_op", Filled::kAlways, &kAchievedWithoutDate},
    {File::kGoals, v1::GOAL_STATE_AGREED, "behaald_op", Filled::kNever, &kDateWithoutAchievement},
    {File::kGoals, v1::GOAL_STATE_IN_PROGRESS, "behaald_op", Filled::kNever,
     &kDateWithoutAchievement},
    {File::kGoals, v1::GOAL_STATE_STOPPED, "behaald_op", Filled::kNever, &kDateWithoutAchievement},
    {File::kGoals, v1::GOAL_STATE_POSTPONED, "behaald_op", Filled::kNever,
     &kDateWithoutAchievement},
    {File::kGoals, v1::GOAL_STATE_AGREED, "waardering_euro", Filled::kNever,
     &kIncentiveWithoutAchievement},
    {File::kGoals, v1::GOAL_STATE_IN_PROGRESS, "waardering_euro", Filled::kNever,
     &kIncentiveWithoutAchievement},
    {File::kGoals, v1::GOAL_STATE_STOPPED, "waardering_euro", Filled::kNever,
     &kIncentiveWithoutAchievement},
    {File::kGoals, v1::GOAL_STATE_POSTPONED, "waardering_euro", Filled::kNever,
     &kIncentiveWithoutAchievement},
};

std::optional<v1::ImportFinding> CheckDates(const Row& row) {
  for (const DateOrder& order : kDateOrders) {
    if (order.file != row.table().file) continue;
    const std::string& later = row.Text(order.later);
    const std::string& earlier = row.Text(order.earlier);
    if (later.empty() || earlier.empty() || later >= earlier) continue;
    return Finding(*order.kind, order.later,
                   {order.later, DutchDate(later), order.earlier, DutchDate(earlier)});
  }
  return std::nullopt;
}

// An amount of 0 is none.
bool IsFilled(const Row& row, absl::string_view column) {
  const bool is_amount = row.table().columns[PlaceIn(row.table(), column)].kind == Kind::kEuros;
  return is_amount ? row.Number(column) != 0 : !row.Text(column).empty();
}

// `rule` is about the file of the row.
bool Contradicts(const StateRule& rule, const Row& row) {
  return rule.state == row.Number("status") &&
         IsFilled(row, rule.column) != (rule.filled == Filled::kAlways);
}

v1::ImportFinding About(const StateRule& rule, const Row& row) {
  const absl::string_view blamed = rule.kind == &kDraftWasSent ? "status" : rule.column;
  return Finding(*rule.kind, blamed, {"status", Quoted(row.Text("status")), rule.column});
}

std::optional<v1::ImportFinding> CheckState(const Row& row) {
  for (const StateRule& rule : kStateRules) {
    if (rule.file == row.table().file && Contradicts(rule, row)) return About(rule, row);
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

std::optional<v1::ImportFinding> CheckConsent(const Row& row) {
  if (row.table().file != File::kReferrals) return std::nullopt;
  if (row.Text("verzonden_op").empty() || !row.Text("toestemming_op").empty()) return std::nullopt;
  return Finding(kNoConsent, "toestemming_op", {"toestemming_op"});
}

// See FillIn().
std::optional<v1::ImportFinding> CheckFilledIn(const Row& row) {
  const auto columns = row.table().columns;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].fills_itself || !row.cells()[i].text.empty()) continue;
    return Finding(kMissingValue, columns[i].name, {columns[i].name});
  }
  return std::nullopt;
}

bool MayBeHours(const Row& row) {
  if (row.table().file != File::kSessions || row.Number("aanwezig") == 0) return false;
  return row.Number("minuten") > 0 && row.Number("minuten") <= kHoursMax;
}

}  // namespace

void FillIn(const Table& table, std::vector<Cell>& cells) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (!table.columns[i].fills_itself || !cells[i].text.empty()) continue;
    if (cells[PlaceIn(table, "aanwezig")].number == 0) cells[i] = {"0", 0};
  }
}

std::optional<v1::ImportFinding> CheckRowAlone(const Row& row) {
  for (const auto check : {&CheckFilledIn, &CheckLevels, &CheckConsent, &CheckDates, &CheckState}) {
    if (auto finding = check(row)) return finding;
  }
  return std::nullopt;
}

std::vector<v1::ImportFinding> DoubtsAboutRow(const Row& row) {
  std::vector<v1::ImportFinding> doubts;
  for (const StateRule& rule : kStateDoubts) {
    if (rule.file == row.table().file && Contradicts(rule, row)) doubts.push_back(About(rule, row));
  }
  if (MayBeHours(row)) {
    doubts.push_back(Finding(kFewMinutes, "minuten", {"minuten", Quoted(row.Text("minuten"))}));
  }
  return doubts;
}

}  // namespace kansrijk::sheet
