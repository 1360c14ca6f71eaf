#include "server/rules/track/assessment.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/rules/track/instrument.h"
#include "server/rules/track/session.h"
#include "server/rules/track/track.h"

namespace kansrijk::rules {
namespace {

using Scores = google::protobuf::RepeatedPtrField<v1::Score>;

// As a sentence names it.
std::string ItemName(const std::string& code) { return absl::StrCat("items/", code); }

std::string CodesOf(const v1::Instrument& instrument) {
  return absl::StrJoin(instrument.items(), ", ", [](std::string* out, const auto& item) {
    out->append(ItemName(item.code()));
  });
}

const v1::Score* FindScore(const Scores& scores, const std::string& item) {
  for (const v1::Score& score : scores) {
    if (score.item() == item) return &score;
  }
  return nullptr;
}

Scores InOrder(const v1::Instrument& instrument, const Scores& scores) {
  Scores ordered;
  for (const v1::InstrumentItem& item : instrument.items()) {
    const v1::Score* const score = FindScore(scores, item.code());
    if (score == nullptr) continue;
    v1::Score& labelled = *ordered.Add();
    labelled.set_item(item.code());
    labelled.set_level(score->level());
    labelled.set_label(item.label());
    labelled.set_label_nl(item.label_nl());
    labelled.set_pillar(item.pillar());
  }
  return ordered;
}

void SetLevels(int from, int to, v1::ScoreChange& change) {
  change.set_from(from);
  change.set_to(to);
  change.set_difference(to - from);
}

absl::Status CheckComparable(const v1::Assessment& from, const v1::Assessment& to) {
  if (from.track() != to.track()) {
    return Error(kDifferentTracks,
                 {from.number(), from.track_number(), to.number(), to.track_number()});
  }
  if (from.instrument() != to.instrument()) {
    return Error(kDifferentInstruments,
                 {from.number(), from.instrument(), to.number(), to.instrument()});
  }
  if (from.instrument_version() != to.instrument_version()) {
    return Error(kDifferentVersions, {from.number(), from.instrument_version(), to.number(),
                                      to.instrument_version(), from.instrument()});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckAssessmentDate(const v1::Assessment& assessment, const v1::Track& track,
                                 absl::CivilDay today) {
  const std::string& date = assessment.date();
  if (date > FormatDate(today)) {
    return FieldError(kAssessmentInFuture, "assessment.date", {date, FormatDate(today)});
  }
  if (date < track.apply_date()) {
    return FieldError(kAssessmentBeforeApplication, "assessment.date",
                      {date, track.number(), track.apply_date()});
  }
  return absl::OkStatus();
}

absl::Status CheckScores(const v1::Assessment& assessment, const v1::Instrument& instrument) {
  std::vector<absl::Status> errors;
  std::set<std::string> seen;
  for (int i = 0; i < assessment.scores_size(); ++i) {
    const v1::Score& score = assessment.scores(i);
    const std::string path = absl::StrCat("assessment.scores[", i, "]");
    if (FindItem(instrument, score.item()) == nullptr) {
      errors.push_back(FieldError(kUnknownItem, absl::StrCat(path, ".item"),
                                  {instrument.code(), instrument.version(), CodesOf(instrument)}));
      continue;
    }
    if (!seen.insert(score.item()).second) {
      errors.push_back(
          FieldError(kRepeatedItem, absl::StrCat(path, ".item"), {ItemName(score.item())}));
    }
    if (score.level() < instrument.level_min() || score.level() > instrument.level_max()) {
      errors.push_back(FieldError(kLevelOutOfRange, absl::StrCat(path, ".level"),
                                  {ItemName(score.item()), absl::StrCat(instrument.level_min()),
                                   absl::StrCat(instrument.level_max())}));
    }
  }
  return errors.empty() ? absl::OkStatus() : JoinFieldErrors(errors);
}

absl::Status CheckTrackTakesAssessment(const v1::Track& track, const v1::Assessment& assessment) {
  const v1::TrackState state = track.state();
  const bool ended = IsFinal(state);
  if (ended && assessment.date() > track.close_date()) {
    return Error(kAssessedTrackHasEnded, {track.number(), state, track.close_date()});
  }
  // After the end, the planned end of aftercare tells that there was any.
  const bool had_aftercare = ended && !track.aftercare_end_date().empty();
  const bool of_aftercare = assessment.moment() == v1::ASSESSMENT_MOMENT_AFTERCARE;
  if (of_aftercare && state != v1::TRACK_STATE_AFTERCARE && !had_aftercare) {
    return Error(kNotInAftercare, {track.number(), state});
  }
  return absl::OkStatus();
}

v1::Assessment MergeScores(const v1::Instrument& instrument, const v1::Assessment& current,
                           v1::Assessment corrected) {
  Scores merged;
  for (const v1::Score& score : corrected.scores()) {
    if (score.level() != 0 || instrument.level_min() == 0) *merged.Add() = score;
  }
  for (const v1::Score& score : current.scores()) {
    if (FindScore(corrected.scores(), score.item()) == nullptr) *merged.Add() = score;
  }
  *corrected.mutable_scores() = std::move(merged);
  return corrected;
}

absl::Status CheckMoment(const v1::Assessment& assessment, const std::vector<OtherMoment>& others) {
  const v1::AssessmentMoment moment = assessment.moment();
  const std::string& date = assessment.date();
  for (const OtherMoment& other : others) {
    if (other.moment == moment) return Error(kSecondOfMoment, {other.number, other.date});
  }
  for (const OtherMoment& other : others) {
    // Moments are numbered in their order; dates compare as text.
    if (other.moment < moment ? other.date > date : other.date < date) {
      return Error(kMomentOutOfOrder, {date, other.number, other.date});
    }
  }
  return absl::OkStatus();
}

absl::Status CheckCorrectable(const v1::Assessment& assessment, absl::Time now) {
  const absl::Time recorded = absl::FromUnixMicros(MicrosOf(assessment.create_time()));
  if (IsCorrection(recorded, now)) return absl::OkStatus();
  return Error(kCorrectionTooLate, {assessment.number(), FormatDate(DayOf(recorded))});
}

v1::Assessment FillFromInstrument(const v1::Instrument& instrument, v1::Assessment assessment) {
  *assessment.mutable_scores() = InOrder(instrument, assessment.scores());
  for (v1::AssessmentVersion& version : *assessment.mutable_history()) {
    *version.mutable_scores() = InOrder(instrument, version.scores());
  }
  assessment.set_scored_items(assessment.scores_size());
  assessment.set_items(instrument.items_size());
  assessment.set_level_min(instrument.level_min());
  assessment.set_level_max(instrument.level_max());
  assessment.clear_total();
  if (assessment.scored_items() < assessment.items()) return assessment;
  int total = 0;
  for (const v1::Score& score : assessment.scores()) total += score.level();
  assessment.set_total(total);
  return assessment;
}

absl::StatusOr<v1::AssessmentComparison> Compare(const v1::Assessment& from,
                                                 const v1::Assessment& to) {
  RETURN_IF_ERROR(CheckComparable(from, to));
  ASSIGN_OR_RETURN(const auto* const instrument,
                   RequireInstrument(from.instrument(), from.instrument_version()));
  v1::AssessmentComparison comparison;
  comparison.set_household(from.household());
  comparison.set_from_number(from.number());
  comparison.set_from_moment(from.moment());
  comparison.set_from_date(from.date());
  comparison.set_to_number(to.number());
  comparison.set_to_moment(to.moment());
  comparison.set_to_date(to.date());
  comparison.set_instrument(from.instrument());
  comparison.set_instrument_version(from.instrument_version());
  for (const v1::InstrumentItem& item : instrument->items()) {
    v1::ScoreChange& change = *comparison.add_changes();
    change.set_item(item.code());
    change.set_label(item.label());
    change.set_label_nl(item.label_nl());
    const v1::Score* const before = FindScore(from.scores(), item.code());
    const v1::Score* const after = FindScore(to.scores(), item.code());
    if (before != nullptr && after != nullptr) SetLevels(before->level(), after->level(), change);
  }
  if (from.has_total() && to.has_total()) {
    v1::ScoreChange& total = *comparison.add_changes();
    total.set_item("total");
    total.set_label("Total");
    total.set_label_nl("Totaal");
    SetLevels(from.total(), to.total(), total);
  }
  return comparison;
}

}  // namespace kansrijk::rules
