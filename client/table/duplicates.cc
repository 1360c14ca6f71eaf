#include "client/table/duplicates.h"

#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/table/print.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/training.pb.h"

namespace kansrijk::client {
namespace {

using Duplicates = google::protobuf::RepeatedPtrField<v1::ProbableDuplicate>;

void WarnAbout(const Duplicates& duplicates, std::ostream& err) {
  for (const auto& known : duplicates) {
    const auto text = [&](const char* field) { return CellText(known, field); };
    err << absl::Substitute(_("Probably known already: $0 $1 $2 ($3), $4%: $5"),
                            text("household_number"), text("member_number"), text("member_name"),
                            text("birth_date"), text("likeness"), text("reason"))
        << "\n";
  }
}

void WarnAbout(const v1::Member& member, std::ostream& err) {
  WarnAbout(member.probable_duplicates(), err);
}

void WarnAbout(const v1::Referral& referral, std::ostream& err) {
  WarnAbout(referral.probable_duplicates(), err);
}

void WarnAbout(const v1::Household& household, std::ostream& err) {
  for (const v1::Member& member : household.members()) WarnAbout(member, err);
}

void WarnAbout(const v1::ExternalParticipant& participant, std::ostream& err) {
  for (const auto& similar : participant.similar_participants()) {
    const auto text = [&](const char* field) { return CellText(similar, field); };
    err << absl::Substitute(_("Has a similar name: $0 $1 ($2)"), text("participant_number"),
                            text("participant_name"), text("organisation_code"))
        << "\n";
  }
}

void WarnAbout(const v1::Session& session, std::ostream& err) {
  if (session.probable_doubles().empty()) return;
  err << absl::Substitute(_("Probably logged twice: $0 has the same track, day, length and channel "
                            "as $1. If so, void it with kansrijk session void $0."),
                          session.number(), CellText(session, "probable_doubles"))
      << "\n";
}

void WarnAbout(const v1::Appointment& appointment, std::ostream& err) {
  if (appointment.probable_doubles().empty()) return;
  err << absl::Substitute(
             _("Probably made twice: $0 has the same track, day, time and place as $1."),
             appointment.number(), CellText(appointment, "probable_doubles"))
      << "\n";
}

void WarnAbout(const v1::TrainingSession& session, std::ostream& err) {
  if (session.probable_doubles().empty()) return;
  err << absl::Substitute(
             _("Probably planned twice: $0 has the same training, day, half day and place as $1."),
             session.number(), CellText(session, "probable_doubles"))
      << "\n";
}

void WarnAbout(const v1::Match& match, std::ostream& err) {
  if (match.buddy_absent_from().empty()) return;
  const auto text = [&](const char* field) { return CellText(match, field); };
  const bool known = !match.buddy_absent_until().empty();
  err << absl::Substitute(
             known ? _("Buddy $0 is absent from $1 until $2.") : _("Buddy $0 is absent since $1."),
             match.buddy_number(), text("buddy_absent_from"), text("buddy_absent_until"))
      << "\n";
}

// Calls WarnAbout() when `answer` is a Record.
template <typename Record>
void WarnIfIs(const Message& answer, std::ostream& err) {
  if (answer.GetDescriptor() != Record::descriptor()) return;
  WarnAbout(static_cast<const Record&>(answer), err);
}

}  // namespace

void WarnOfDuplicates(const Message& answer, std::ostream& err) {
  WarnIfIs<v1::Member>(answer, err);
  WarnIfIs<v1::Referral>(answer, err);
  WarnIfIs<v1::Household>(answer, err);
  WarnIfIs<v1::ExternalParticipant>(answer, err);
  WarnIfIs<v1::Session>(answer, err);
  WarnIfIs<v1::Appointment>(answer, err);
  WarnIfIs<v1::TrainingSession>(answer, err);
  WarnIfIs<v1::Match>(answer, err);
}

}  // namespace kansrijk::client
