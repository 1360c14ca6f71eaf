#include "server/service/track/session.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/period.h"
#include "server/rules/track/session.h"
#include "server/service/track/kept_appointment.h"
#include "server/store/number.h"
#include "server/store/office/settings.h"
#include "server/store/track/session.h"

namespace kansrijk::service {
namespace {

// Whose session it is. A buddy cannot name another: the other's record is out of scope.
absl::StatusOr<std::string> BuddyOf(const rpc::Caller& caller, const std::string& given) {
  if (caller.role == v1::ROLE_BUDDY) return BuddyName(caller.buddy_id);
  if (given.empty()) return FieldError(rules::kBuddyRequired, "session.buddy");
  return given;
}

// Most sessions have no start time: those cost no query.
bool TakesTime(const v1::Session& session) {
  return !session.start_time().empty() && session.minutes() > 0;
}

// FailedPrecondition when another session of the household overlaps.
absl::Status CheckNoOverlap(rpc::WriteCall& call, const v1::Session& session) {
  if (!TakesTime(session)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto others, store::SessionsAround(call.tx, session));
  const Slot* const overlap = rules::FindOverlap(session, others);
  if (overlap == nullptr) return absl::OkStatus();
  const auto other = store::RequireSession(call.tx, call.scope, overlap->name);
  if (!other.ok() && !absl::IsNotFound(other.status())) return other.status();
  return rules::OverlapError(*overlap, other.ok() ? other->number() : "");
}

// FailedPrecondition when another session of the household with this buddy overlaps: of others the
// buddy of an ended match is told nothing.
absl::Status CheckNoOwnOverlap(rpc::WriteCall& call, const v1::Session& session) {
  if (!TakesTime(session)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto around, store::OwnSessionsAround(call.tx, session));
  const bool overlaps = rules::FindOverlap(session, around) != nullptr;
  return overlaps ? Error(rules::kOverlapsOwnSession) : absl::OkStatus();
}

absl::Status CheckMatched(const store::SessionGround& ground, const v1::Session& session) {
  if (ground.matched) return absl::OkStatus();
  return Error(rules::kNoMatchOnDate, {ground.buddy_number, ground.track_number, session.date()});
}

v1::Session SetGround(const store::SessionGround& ground, v1::Session session) {
  session.set_track_number(ground.track_number);
  session.set_household(HouseholdName(ground.household_id));
  session.set_household_number(ground.household_number);
  session.set_buddy_number(ground.buddy_number);
  session.set_participant_name(ground.participant_name);
  session.set_buddy_name(ground.buddy_name);
  return session;
}

// Gives the session its number, etag and times.
absl::StatusOr<v1::Session> Insert(rpc::WriteCall& call, const store::SessionGround& ground,
                                   v1::Session session) {
  ASSIGN_OR_RETURN(*session.mutable_number(),
                   store::NextNumber(call.tx, kSessionNumber, ground.organisation_id));
  return store::InsertSession(call.tx, std::move(session), ground.organisation_id,
                              absl::ToUnixMicros(call.now));
}

// A session within a match of the caller's that ended. The answer is its name alone: the buddy does
// not see the track any more.
absl::StatusOr<v1::Session> LogAfterMatch(rpc::WriteCall& call, v1::Session session) {
  ASSIGN_OR_RETURN(const auto ended, store::RequireEndedGround(call.tx, call.scope, session));
  session = SetGround(ended.ground, std::move(session));
  std::vector<rules::EndedMatch> matches;
  for (const auto& match : ended.matches) {
    matches.push_back({match.covers, match.until, DayOf(absl::FromUnixMicros(match.recorded_us))});
  }
  ASSIGN_OR_RETURN(const auto settings, store::SettingsOf(call.tx, ended.ground.organisation_id));
  RETURN_IF_ERROR(rules::CheckLoggedAfterMatch(session, matches, settings.days_to_log_after_match(),
                                               DayOf(call.now)));
  RETURN_IF_ERROR(rules::CheckIsPastOnly(session));
  RETURN_IF_ERROR(CheckNoOwnOverlap(call, session));
  ASSIGN_OR_RETURN(session, Insert(call, ended.ground, std::move(session)));
  ASSIGN_OR_RETURN(session, KeepAppointment(call, /*named=*/"", std::move(session)));
  call.subjects.push_back(session.household());
  v1::Session answer;
  answer.set_name(session.name());
  return answer;
}

// The session with this name, which the caller may change: a buddy the own ones, and nobody one
// that is void. Aborted when the etag is stale.
absl::StatusOr<v1::Session> RequireChangeable(rpc::WriteCall& call, const std::string& name,
                                              const std::string& etag) {
  ASSIGN_OR_RETURN(v1::Session session, store::RequireSession(call.tx, call.scope, name));
  const rpc::Caller& caller = call.caller;
  if (caller.role == v1::ROLE_BUDDY && session.buddy() != BuddyName(caller.buddy_id)) {
    return Error(rules::kNotOwnSession, {session.number()});
  }
  RETURN_IF_ERROR(CheckEtag(session.number(), session.etag(), etag));
  RETURN_IF_ERROR(rules::CheckCounts(session));
  return session;
}

// What the session says of itself, wherever it was logged.
v1::Session ContentOf(const v1::Session& session) {
  v1::Session content;
  content.set_buddy(session.buddy());
  content.set_date(session.date());
  content.set_start_time(session.start_time());
  content.set_minutes(session.minutes());
  content.set_channel(session.channel());
  content.set_no_show(session.no_show());
  content.set_note(session.note());
  content.set_next_appointment_date(session.next_appointment_date());
  return content;
}

// Lets the session count nowhere any more, with moved_to_number as set, nor hold an appointment.
absl::StatusOr<v1::Session> Void(rpc::WriteCall& call, const std::string& reason,
                                 v1::Session session) {
  const store::SessionChange change{call.caller.handle, reason, absl::ToUnixMicros(call.now)};
  ASSIGN_OR_RETURN(session, store::VoidSession(call.tx, std::move(session), change));
  RETURN_IF_ERROR(FreeAppointments(call, session));
  return session;
}

// What an amended session must keep to. What did not change passed before, and is not judged anew:
// the match may have become active, or ended, since.
absl::Status CheckAmended(rpc::WriteCall& call, const v1::Session& current,
                          const v1::Session& amended) {
  RETURN_IF_ERROR(rules::CheckSessionTimes(amended, call.now));
  const bool moved = amended.date() != current.date();
  if (moved) {
    ASSIGN_OR_RETURN(const auto ground, store::RequireSessionGround(call.tx, call.scope, amended));
    RETURN_IF_ERROR(CheckMatched(ground, amended));
  }
  if (moved || amended.start_time() != current.start_time() ||
      amended.minutes() != current.minutes()) {
    RETURN_IF_ERROR(CheckNoOverlap(call, amended));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Session> LogSession(rpc::WriteCall& call, const v1::LogSessionRequest& request) {
  v1::Session session = request.session();
  ASSIGN_OR_RETURN(*session.mutable_buddy(), BuddyOf(call.caller, request.session().buddy()));
  session.set_name(SessionName(IdOf(request.parent()), call.ids.Next(call.now)));
  session.set_track(request.parent());
  if (session.date().empty()) session.set_date(FormatDate(DayOf(call.now)));
  RETURN_IF_ERROR(rules::CheckSessionTimes(session, call.now));
  RETURN_IF_ERROR(rules::CheckLength(session, request.long_session()));
  const auto ground = store::RequireSessionGround(call.tx, call.scope, session);
  if (absl::IsNotFound(ground.status())) return LogAfterMatch(call, std::move(session));
  RETURN_IF_ERROR(ground.status());
  RETURN_IF_ERROR(CheckMatched(*ground, session));
  session = SetGround(*ground, std::move(session));
  RETURN_IF_ERROR(CheckNoOverlap(call, session));
  ASSIGN_OR_RETURN(const auto doubles, store::SessionsLike(call.tx, call.scope, session));
  ASSIGN_OR_RETURN(session, Insert(call, *ground, std::move(session)));
  ASSIGN_OR_RETURN(session, KeepAppointment(call, request.appointment(), std::move(session)));
  ASSIGN_OR_RETURN(session, MakeNextAppointment(call, ground->organisation_id, std::move(session)));
  session.mutable_probable_doubles()->Assign(doubles.begin(), doubles.end());
  return session;
}

absl::StatusOr<v1::Session> AmendSession(rpc::WriteCall& call,
                                         const v1::AmendSessionRequest& request) {
  const v1::Session& given = request.session();
  ASSIGN_OR_RETURN(v1::Session current, RequireChangeable(call, given.name(), given.etag()));
  ASSIGN_OR_RETURN(v1::Session amended, ApplyMask(current, given, request.update_mask(),
                                                  {"date", "start_time", "minutes", "channel",
                                                   "no_show", "note", "next_appointment_date"}));
  if (amended.date().empty()) amended.set_date(FormatDate(DayOf(call.now)));
  const bool minutes_given = absl::c_linear_search(request.update_mask().paths(), "minutes");
  amended = rules::WithoutMinutesOfNoShow(current, minutes_given, std::move(amended));
  if (amended.minutes() != current.minutes()) {
    RETURN_IF_ERROR(rules::CheckLength(amended, request.long_session()));
  }
  RETURN_IF_ERROR(CheckAmended(call, current, amended));
  if (absl::c_linear_search(request.update_mask().paths(), "next_appointment_date")) {
    ASSIGN_OR_RETURN(amended,
                     MoveNextAppointment(call, current, request.reason(), std::move(amended)));
  }
  const store::SessionChange change{call.caller.handle, request.reason(),
                                    absl::ToUnixMicros(call.now)};
  if (rules::IsCorrection(rules::CorrectableFrom(current), call.now)) {
    RETURN_IF_ERROR(FollowNoShow(call, amended));
    return store::ReplaceSession(call.tx, current, std::move(amended), change);
  }
  current.set_next_appointment_number(amended.next_appointment_number());
  return store::AddAmendment(call.tx, std::move(current), amended, change);
}

absl::StatusOr<v1::Session> VoidSession(rpc::WriteCall& call,
                                        const v1::VoidSessionRequest& request) {
  ASSIGN_OR_RETURN(v1::Session session, RequireChangeable(call, request.name(), request.etag()));
  RETURN_IF_ERROR(rules::CheckMayVoid(session, call.caller.role, call.now));
  ASSIGN_OR_RETURN(session, Void(call, request.reason(), std::move(session)));
  return store::RequireSession(call.tx, call.scope, session.name());
}

absl::StatusOr<v1::Session> MoveSession(rpc::WriteCall& call,
                                        const v1::MoveSessionRequest& request) {
  ASSIGN_OR_RETURN(v1::Session wrong, RequireChangeable(call, request.name(), request.etag()));
  RETURN_IF_ERROR(rules::CheckMayVoid(wrong, call.caller.role, call.now));
  if (request.track() == wrong.track()) {
    return FieldError(rules::kMovedNowhere, "track", {wrong.number(), wrong.track_number()});
  }
  v1::Session right = ContentOf(wrong);
  right.set_name(SessionName(IdOf(request.track()), call.ids.Next(call.now)));
  right.set_track(request.track());
  ASSIGN_OR_RETURN(const auto ground, store::RequireSessionGround(call.tx, call.scope, right));
  RETURN_IF_ERROR(CheckMatched(ground, right));
  right = SetGround(ground, std::move(right));
  ASSIGN_OR_RETURN(*right.mutable_number(),
                   store::NextNumber(call.tx, kSessionNumber, ground.organisation_id));
  wrong.set_moved_to_number(right.number());
  RETURN_IF_ERROR(Void(call, request.reason(), std::move(wrong)).status());
  RETURN_IF_ERROR(CheckNoOverlap(call, right));
  ASSIGN_OR_RETURN(right, store::InsertSession(call.tx, std::move(right), ground.organisation_id,
                                               absl::ToUnixMicros(call.now)));
  ASSIGN_OR_RETURN(right, KeepAppointment(call, /*named=*/"", std::move(right)));
  return MakeNextAppointment(call, ground.organisation_id, std::move(right));
}

absl::StatusOr<v1::Session> GetSession(rpc::ReadCall& call, const v1::GetSessionRequest& request) {
  return store::RequireSession(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListSessionsResponse> ListSessions(rpc::ReadCall& call,
                                                      const v1::ListSessionsRequest& request) {
  RETURN_IF_ERROR(rules::CheckPeriod(request.start_date(), request.end_date()));
  const store::SessionFilter filter{IdOf(request.track()), IdOf(request.buddy()),
                                    request.start_date(), request.end_date()};
  return ListPage<v1::ListSessionsResponse>(
      request, {kLastDate, "~"},
      [&](const Page& page) { return store::ListSessions(call.tx, call.scope, filter, page); },
      &v1::ListSessionsResponse::mutable_sessions,
      [](const v1::Session& last) {
        return std::vector{last.date(), IdOf(last.name()).text()};
      });
}

}  // namespace kansrijk::service
