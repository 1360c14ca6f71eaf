// From rows to resources. `book` holds everything that the row refers to; `id` becomes the last
// segment of the name.
#ifndef KANSRIJK_SERVER_SHEET_MAPPING_H_
#define KANSRIJK_SERVER_SHEET_MAPPING_H_

#include <optional>
#include <string>
#include <vector>

#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/recognition.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "server/base/id.h"
#include "server/sheet/check.h"

namespace kansrijk::sheet {

v1::Organisation OrganisationOf(const Row& row, const Id& id);
// Capacity 0 when the row doesn't say.
v1::Buddy BuddyOf(const Row& row, const Book& book, const Id& id);
v1::Household HouseholdOf(const Row& row, const Id& id);
v1::Member MemberOf(const Row& row, const Book& book, const Id& id);
// In the state that the row gives it, whatever led there; the planned ends are reckoned from the
// start as for any track, and the wait from the application.
v1::Track TrackOf(const Row& row, const Book& book, const Id& id);
// The application, and the state in which the track came in.
std::vector<v1::TrackEvent> TrackEventsOf(const v1::Track& track);
v1::Situation SituationOf(const Row& row, const Book& book, const Id& id);
// ACTIVE until it has an end.
v1::Match MatchOf(const Row& row, const Book& book, const Id& id);
// Without number, instrument and version; the levels that were given, by items of the Bridge.
v1::Assessment AssessmentOf(const Row& row, const Book& book, const Id& id);
// Of the adult, without number and who agreed; in the state that the row gives it.
v1::Goal GoalOf(const Row& row, const Book& book, const Id& id);
// The agreement, and the state in which the goal came in.
std::vector<v1::GoalEvent> GoalEventsOf(const v1::Goal& goal);
// The incentive that the row tells of, if any; without name. On the day that the goal was achieved,
// or, when nobody wrote that down, agreed.
std::optional<v1::Recognition> RecognitionOf(const Row& row, const v1::Goal& goal);
// Without number.
v1::Session SessionOf(const Row& row, const Book& book, const Id& id);
// Required when it is of the basic programme.
v1::Training TrainingOf(const Row& row, const Id& id);
// HELD when it was before `today` (YYYY-MM-DD), else PLANNED; the part of the day is not recorded.
v1::TrainingSession TrainingSessionOf(const Row& row, const Book& book, const Id& id,
                                      const std::string& today);
v1::Enrolment EnrolmentOf(const Row& row, const Book& book, const Id& id);
// The request, and the state in which the enrolment came in; what was done is not known.
std::vector<v1::EnrolmentEvent> EnrolmentEventsOf(const v1::Enrolment& enrolment);
// Without number, person, consent and due date; in the state that the row gives it.
v1::Referral ReferralOf(const Row& row, const Book& book, const Id& id);
// The draft or the sending, and the state in which the referral came in; what was done is not
// known.
std::vector<v1::ReferralEvent> ReferralEventsOf(const v1::Referral& referral);
// What the referral was sent under, if it was sent: of the organisation that refers, in writing,
// for a year, to share that there is a referral. Without number and person.
std::optional<v1::Consent> ConsentOf(const Row& row, const v1::Referral& referral, const Id& id);

}  // namespace kansrijk::sheet

#endif  // KANSRIJK_SERVER_SHEET_MAPPING_H_
