#include "server/service/track/assessment.h"

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/assessment.h"
#include "server/rules/track/instrument.h"
#include "server/store/number.h"
#include "server/store/track/assessment.h"
#include "server/store/track/track.h"

namespace kansrijk::service {
namespace {

// The instrument that `assessment` was made with: versions stay in the catalogue.
absl::StatusOr<const v1::Instrument*> InstrumentOf(const v1::Assessment& assessment) {
  return rules::RequireInstrument(assessment.instrument(), assessment.instrument_version());
}

absl::StatusOr<v1::Assessment> RequireFilled(db::ReadTx& tx, const store::Scope& scope,
                                             const std::string& name) {
  ASSIGN_OR_RETURN(v1::Assessment assessment, store::RequireAssessment(tx, scope, name));
  ASSIGN_OR_RETURN(const auto* const instrument, InstrumentOf(assessment));
  assessment = rules::FillFromInstrument(*instrument, std::move(assessment));
  return assessment;
}

// What is there already under the same instrument and version must leave room for `assessment`.
absl::Status CheckMoment(rpc::WriteCall& call, const v1::Assessment& assessment) {
  ASSIGN_OR_RETURN(const auto done, store::MomentsBeside(call.tx, call.scope, assessment));
  std::vector<rules::OtherMoment> others;
  for (const store::MomentDone& each : done) {
    others.push_back({each.moment, each.date, each.number});
  }
  return rules::CheckMoment(assessment, others);
}

// `given` as a new assessment of the track, with everything but its number.
v1::Assessment NewAssessment(rpc::WriteCall& call, const v1::Track& track,
                             const v1::Instrument& instrument, const v1::Assessment& given) {
  v1::Assessment assessment = given;
  assessment.set_name(AssessmentName(IdOf(track.name()), call.ids.Next(call.now)));
  assessment.set_track(track.name());
  assessment.set_track_number(track.number());
  assessment.set_household(track.household());
  assessment.set_household_number(track.household_number());
  assessment.set_instrument(instrument.code());
  assessment.set_instrument_version(instrument.version());
  assessment.set_account_handle(call.caller.handle);
  if (assessment.date().empty()) assessment.set_date(FormatDate(DayOf(call.now)));
  return assessment;
}

}  // namespace

absl::StatusOr<v1::Assessment> RecordAssessment(rpc::WriteCall& call,
                                                const v1::RecordAssessmentRequest& request) {
  const v1::Assessment& given = request.assessment();
  ASSIGN_OR_RETURN(const auto track,
                   store::RequireTrack(call.tx, call.scope, IdOf(request.parent())));
  ASSIGN_OR_RETURN(const auto* const instrument,
                   rules::RequireInstrument(
                       given.instrument().empty() ? rules::kDefaultInstrument : given.instrument(),
                       given.instrument_version()));
  v1::Assessment assessment = NewAssessment(call, track, *instrument, given);
  RETURN_IF_ERROR(rules::CheckScores(assessment, *instrument));
  RETURN_IF_ERROR(rules::CheckAssessmentDate(assessment, track, DayOf(call.now)));
  RETURN_IF_ERROR(rules::CheckTrackTakesAssessment(track, assessment));
  RETURN_IF_ERROR(CheckMoment(call, assessment));
  assessment = rules::FillFromInstrument(*instrument, std::move(assessment));
  const Id organisation_id = IdOf(track.organisation());
  ASSIGN_OR_RETURN(*assessment.mutable_number(),
                   store::NextNumber(call.tx, kAssessmentNumber, organisation_id));
  return store::InsertAssessment(call.tx, std::move(assessment), organisation_id,
                                 absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::Assessment> CorrectAssessment(rpc::WriteCall& call,
                                                 const v1::CorrectAssessmentRequest& request) {
  const v1::Assessment& given = request.assessment();
  ASSIGN_OR_RETURN(const auto current, RequireFilled(call.tx, call.scope, given.name()));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  RETURN_IF_ERROR(rules::CheckCorrectable(current, call.now));
  ASSIGN_OR_RETURN(v1::Assessment corrected,
                   ApplyMask(current, given, request.update_mask(), {"date", "scores", "note"}));
  if (corrected.date().empty()) corrected.set_date(FormatDate(DayOf(call.now)));
  ASSIGN_OR_RETURN(const auto* const instrument, InstrumentOf(current));
  corrected = rules::MergeScores(*instrument, current, std::move(corrected));
  RETURN_IF_ERROR(rules::CheckScores(corrected, *instrument));
  ASSIGN_OR_RETURN(const auto track,
                   store::RequireTrack(call.tx, call.scope, IdOf(current.track())));
  RETURN_IF_ERROR(rules::CheckAssessmentDate(corrected, track, DayOf(call.now)));
  RETURN_IF_ERROR(CheckMoment(call, corrected));
  ASSIGN_OR_RETURN(corrected,
                   store::CorrectAssessment(call.tx, current, std::move(corrected),
                                            call.caller.handle, absl::ToUnixMicros(call.now)));
  corrected = rules::FillFromInstrument(*instrument, std::move(corrected));
  return corrected;
}

absl::StatusOr<v1::Assessment> GetAssessment(rpc::ReadCall& call,
                                             const v1::GetAssessmentRequest& request) {
  return RequireFilled(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListAssessmentsResponse> ListAssessments(
    rpc::ReadCall& call, const v1::ListAssessmentsRequest& request) {
  return ListPage<v1::ListAssessmentsResponse>(
      request, {kLastDate, "~"},
      [&](const Page& page) -> absl::StatusOr<std::vector<v1::Assessment>> {
        ASSIGN_OR_RETURN(auto assessments,
                         store::ListAssessments(call.tx, call.scope, IdOf(request.parent()), page));
        for (v1::Assessment& assessment : assessments) {
          ASSIGN_OR_RETURN(const auto* const instrument, InstrumentOf(assessment));
          assessment = rules::FillFromInstrument(*instrument, std::move(assessment));
        }
        return assessments;
      },
      &v1::ListAssessmentsResponse::mutable_assessments,
      [](const v1::Assessment& last) -> std::vector<std::string> {
        return {last.date(), IdOf(last.name()).text()};
      });
}

absl::StatusOr<v1::AssessmentComparison> CompareAssessments(
    rpc::ReadCall& call, const v1::CompareAssessmentsRequest& request) {
  ASSIGN_OR_RETURN(const auto from, RequireFilled(call.tx, call.scope, request.from()));
  ASSIGN_OR_RETURN(const auto to, RequireFilled(call.tx, call.scope, request.to()));
  return rules::Compare(from, to);
}

}  // namespace kansrijk::service
