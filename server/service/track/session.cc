#include "server/service/track/session.h"

#include <utility>

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/session.h"
#include "server/store/number.h"
#include "server/store/office/settings.h"
#include "server/store/track/session.h"

namespace kansrijk::service {
namespace {

constexpr ErrorKind kTrackOrBuddyRequired{
    "TRACK_OR_BUDDY_REQUIRED", absl::StatusCode::kInvalidArgument,
    "`track` or `buddy` is required: sessions are listed by track, by buddy, or by both",
    "`track` of `buddy` is verplicht: sessies worden getoond per traject, per buddy, of per beide"};

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
  call.subjects.push_back(session.household());
  v1::Session answer;
  answer.set_name(session.name());
  return answer;
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
  const auto ground = store::RequireSessionGround(call.tx, call.scope, session);
  if (absl::IsNotFound(ground.status())) return LogAfterMatch(call, std::move(session));
  RETURN_IF_ERROR(ground.status());
  RETURN_IF_ERROR(CheckMatched(*ground, session));
  session = SetGround(*ground, std::move(session));
  RETURN_IF_ERROR(CheckNoOverlap(call, session));
  return Insert(call, *ground, std::move(session));
}

absl::StatusOr<v1::Session> AmendSession(rpc::WriteCall& call,
                                         const v1::AmendSessionRequest& request) {
  const v1::Session& given = request.session();
  ASSIGN_OR_RETURN(v1::Session current, store::RequireSession(call.tx, call.scope, given.name()));
  const rpc::Caller& caller = call.caller;
  if (caller.role == v1::ROLE_BUDDY && current.buddy() != BuddyName(caller.buddy_id)) {
    return Error(rules::kNotOwnSession, {current.number()});
  }
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(v1::Session amended, ApplyMask(current, given, request.update_mask(),
                                                  {"date", "start_time", "minutes", "channel",
                                                   "no_show", "note", "next_appointment_date"}));
  if (amended.date().empty()) amended.set_date(FormatDate(DayOf(call.now)));
  RETURN_IF_ERROR(CheckAmended(call, current, amended));
  const store::SessionChange change{caller.handle, request.reason(), absl::ToUnixMicros(call.now)};
  const absl::Time logged = absl::FromUnixMicros(MicrosOf(current.create_time()));
  if (rules::IsCorrection(logged, call.now)) {
    return store::ReplaceSession(call.tx, current, std::move(amended), change);
  }
  return store::AddAmendment(call.tx, std::move(current), amended, change);
}

absl::StatusOr<v1::Session> GetSession(rpc::ReadCall& call, const v1::GetSessionRequest& request) {
  return store::RequireSession(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListSessionsResponse> ListSessions(rpc::ReadCall& call,
                                                      const v1::ListSessionsRequest& request) {
  if (request.track().empty() && request.buddy().empty()) {
    return FieldError(kTrackOrBuddyRequired, "track");
  }
  return ListPage<v1::ListSessionsResponse>(
      request, {kLastDate, "~"},
      [&](const Page& page) {
        return store::ListSessions(call.tx, call.scope, request.track(), request.buddy(), page);
      },
      &v1::ListSessionsResponse::mutable_sessions,
      [](const v1::Session& last) {
        return std::vector{last.date(), IdOf(last.name()).text()};
      });
}

}  // namespace kansrijk::service
