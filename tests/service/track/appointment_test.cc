// Appointments through the API: made, kept by sessions, moved, and told of.
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/overview.pb.h"
#include "tests/service/track/caseload_fixture.h"

namespace kansrijk::testing {
namespace appointment_test {

using absl::StatusCode;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AppointmentTest : public CaseloadFixture {
 protected:
  static v1::CreateAppointmentRequest On(const std::string& track, const std::string& date,
                                         const std::string& start_time = "") {
    v1::CreateAppointmentRequest request;
    request.set_parent(track);
    request.mutable_appointment()->set_date(date);
    request.mutable_appointment()->set_start_time(start_time);
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::Appointment> Make(const Client& client,
                                              const v1::CreateAppointmentRequest& request) {
    return client.Call<v1::Appointment>("kansrijk.v1.AppointmentService/CreateAppointment",
                                        request);
  }

  v1::Appointment MustMake(const std::string& date, const std::string& start_time = "") {
    const auto made = Make(Layla(), On(case_.track.name(), date, start_time));
    EXPECT_OK(made);
    return made.ok() ? *made : v1::Appointment();
  }

  static absl::StatusOr<v1::Appointment> Get(const Client& client, const std::string& name) {
    v1::GetAppointmentRequest request;
    request.set_name(name);
    return client.Call<v1::Appointment>("kansrijk.v1.AppointmentService/GetAppointment", request);
  }

  static v1::TransitionAppointmentRequest To(const v1::Appointment& appointment,
                                             v1::AppointmentVerb verb,
                                             const std::string& date = "") {
    v1::TransitionAppointmentRequest request;
    request.set_name(appointment.name());
    request.set_etag(appointment.etag());
    request.set_verb(verb);
    request.set_date(date);
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::Appointment> Go(const Client& client,
                                            const v1::TransitionAppointmentRequest& request) {
    return client.Call<v1::Appointment>("kansrijk.v1.AppointmentService/TransitionAppointment",
                                        request);
  }

  // "F-0001 2026-05-22 14:00", page after page.
  static std::vector<std::string> LinesOf(const Client& client,
                                          v1::ListAppointmentsRequest request) {
    std::vector<std::string> lines;
    do {
      const auto page = client.Call<v1::ListAppointmentsResponse>(
          "kansrijk.v1.AppointmentService/ListAppointments", request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const auto& one : page->appointments()) {
        lines.push_back(absl::StrCat(one.number(), " ", one.date(),
                                     one.start_time().empty() ? "" : " ", one.start_time()));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return lines;
  }

  static std::vector<std::string> LinesOf(const Client& client) {
    return LinesOf(client, v1::ListAppointmentsRequest());
  }

  // "2026-05-22 F-0001": what `today` tells of appointments; ! for what is overdue.
  static std::vector<std::string> Today(const Client& client, const std::string& buddy = "") {
    v1::ListTasksRequest request;
    request.set_buddy(buddy);
    const auto listed =
        client.Call<v1::ListTasksResponse>("kansrijk.v1.CaseloadService/ListTasks", request);
    EXPECT_OK(listed);
    std::vector<std::string> lines;
    if (!listed.ok()) return lines;
    for (const auto& task : listed->tasks()) {
      if (task.kind() != v1::TASK_KIND_APPOINTMENT) continue;
      lines.push_back(absl::StrCat(task.date(), task.overdue() ? "! " : " ", task.number()));
    }
    return lines;
  }

  v1::CaseloadEntry Entry(const Client& client) {
    const auto caseload = client.Call<v1::GetCaseloadResponse>(
        "kansrijk.v1.CaseloadService/GetCaseload", v1::GetCaseloadRequest());
    EXPECT_OK(caseload);
    return caseload.ok() && !caseload->entries().empty() ? caseload->entries(0)
                                                         : v1::CaseloadEntry();
  }

  v1::LogSessionRequest Session(const std::string& date,
                                v1::Channel channel = v1::CHANNEL_HOME_VISIT) {
    v1::LogSessionRequest request = SessionOn(case_.track.name(), date);
    request.mutable_session()->set_channel(channel);
    return request;
  }

  v1::Session MustLog(const v1::LogSessionRequest& request) {
    const auto logged = Log(Layla(), request);
    EXPECT_OK(logged);
    return logged.ok() ? *logged : v1::Session();
  }

  absl::StatusOr<v1::Session> Amend(const v1::Session& session, const std::string& path) {
    v1::AmendSessionRequest request;
    *request.mutable_session() = session;
    request.mutable_update_mask()->add_paths(path);
    request.set_reason("verzet");
    request.set_request_id(NewRequestId());
    return Layla().Call<v1::Session>("kansrijk.v1.SessionService/AmendSession", request);
  }

  absl::StatusOr<v1::Session> Void(const Client& client, const v1::Session& session) {
    v1::VoidSessionRequest request;
    request.set_name(session.name());
    request.set_etag(session.etag());
    request.set_reason("dubbel");
    request.set_request_id(NewRequestId());
    return client.Call<v1::Session>("kansrijk.v1.SessionService/VoidSession", request);
  }

  absl::StatusOr<v1::Session> MoveTo(const v1::Track& track, const v1::Session& session) {
    v1::MoveSessionRequest request;
    request.set_name(session.name());
    request.set_etag(session.etag());
    request.set_track(track.name());
    request.set_reason("verkeerd huishouden");
    request.set_request_id(NewRequestId());
    return Layla().Call<v1::Session>("kansrijk.v1.SessionService/MoveSession", request);
  }

  v1::Session Read(const v1::Session& session) {
    v1::GetSessionRequest request;
    request.set_name(session.name());
    const auto read = Layla().Call<v1::Session>("kansrijk.v1.SessionService/GetSession", request);
    EXPECT_OK(read);
    return read.ok() ? *read : v1::Session();
  }

  v1::LogSessionRequest SessionWithNext(const std::string& date, const std::string& next) {
    v1::LogSessionRequest request = Session(date);
    request.mutable_session()->set_next_appointment_date(next);
    return request;
  }

  v1::Appointment Now(const v1::Appointment& appointment) {
    const auto now = Get(coordinator_, appointment.name());
    EXPECT_OK(now);
    return now.ok() ? *now : v1::Appointment();
  }

  v1::Appointment ByNumber(const std::string& number) {
    const auto found = Get(coordinator_, "tracks/-/appointments/" + number);
    EXPECT_OK(found);
    return found.ok() ? *found : v1::Appointment();
  }

  Case case_ = AddCase(coordinator_, "H-0142", first_);
};

class CreateAppointment : public AppointmentTest {};
class ListAppointments : public AppointmentTest {};
class TransitionAppointment : public AppointmentTest {};
class KeptAppointment : public AppointmentTest {};
class NextAppointment : public AppointmentTest {};
class FreedAppointment : public AppointmentTest {};
class ToldAppointment : public AppointmentTest {};

TEST_F(CreateAppointment, KeepsAllThatWasSaidAndTellsWhoseItIs) {
  v1::CreateAppointmentRequest request = On("tracks/H-0142", "2026-05-22", "14:00");
  request.mutable_appointment()->set_minutes(90);
  request.mutable_appointment()->set_place("Heerdenhoes");
  request.mutable_appointment()->set_with("de GKB");
  const auto made = Make(Layla(), request);
  ASSERT_OK(made);
  EXPECT_EQ(made->number(), "F-0001");
  EXPECT_EQ(made->track(), case_.track.name());
  EXPECT_EQ(made->track_number(), case_.track.number());
  EXPECT_EQ(made->household(), case_.household.name());
  EXPECT_EQ(made->household_number(), "H-0142");
  EXPECT_EQ(made->participant_name(), "Noor Testdeelnemer");
  EXPECT_EQ(made->buddy(), first_.name());
  EXPECT_EQ(made->buddy_number(), "B01");
  EXPECT_EQ(made->date(), "2026-05-22");
  EXPECT_EQ(made->start_time(), "14:00");
  EXPECT_EQ(made->minutes(), 90);
  EXPECT_EQ(made->place(), "Heerdenhoes");
  EXPECT_EQ(made->with(), "de GKB");
  EXPECT_EQ(made->state(), v1::APPOINTMENT_STATE_PLANNED);
  EXPECT_EQ(Get(Layla(), "tracks/-/appointments/F-0001")->SerializeAsString(),
            made->SerializeAsString());
  ASSERT_EQ(made->events_size(), 1);
  EXPECT_EQ(made->events(0).account_handle(), "layla");
}

// Before any session, at intake: with the coordinator who makes it, or with the buddy to be.
TEST_F(CreateAppointment, IsPossibleBeforeAnyMatchOrSession) {
  const v1::Household household = AddHousehold(coordinator_, "H-0200");
  const v1::Track track =
      AddTrack(coordinator_, household, AddParticipant(coordinator_, household, "Sem"));
  const auto own = Make(coordinator_, On(track.name(), "2026-05-20"));
  ASSERT_OK(own);
  EXPECT_EQ(own->buddy(), "");
  EXPECT_EQ(own->coordinator_handle(), "coordinator");
  v1::CreateAppointmentRequest with_buddy = On(track.name(), "2026-05-21");
  with_buddy.mutable_appointment()->set_buddy(second_.name());
  EXPECT_THAT(Make(coordinator_, with_buddy), AllOf(HasCode(StatusCode::kFailedPrecondition),
                                                    HasReason("APPOINTMENT_WITHOUT_MATCH")));
  AddMatch(coordinator_, track, second_);
  with_buddy.set_request_id(NewRequestId());
  const auto first = Make(coordinator_, with_buddy);
  ASSERT_OK(first);
  EXPECT_EQ(first->buddy_number(), "B02");
  EXPECT_EQ(first->coordinator_handle(), "");
}

TEST_F(CreateAppointment, IsForTodayOrLaterOfATrackThatIsOpen) {
  EXPECT_THAT(Make(Layla(), On(case_.track.name(), "2026-05-19")),
              AllOf(HasCode(StatusCode::kInvalidArgument), BlamesField("appointment.date")));
  ASSERT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_DROP_OUT));
  EXPECT_THAT(Make(coordinator_, On(case_.track.name(), "2026-05-22")),
              HasReason("TRACK_HAS_ENDED"));
}

TEST_F(CreateAppointment, IsOutOfSightForOthers) {
  const v1::Appointment made = MustMake("2026-05-22");
  const Client other = server_.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02");
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  for (const Client& client : {other, stranger}) {
    EXPECT_THAT(Make(client, On(case_.track.name(), "2026-05-22")), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Get(client, made.name()), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Go(client, To(made, v1::APPOINTMENT_VERB_CANCEL)), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(LinesOf(client), IsEmpty());
    EXPECT_THAT(Today(client), IsEmpty());
  }
}

// While getting acquainted a buddy sees the appointments that are the own.
TEST_F(CreateAppointment, OfABuddyWhoIsMeetingShowsTheOwnOnly) {
  MustMake("2026-05-22");
  const Client yusuf = server_.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02");
  ASSERT_OK(Transition(coordinator_, AddMatch(coordinator_, case_.track, second_),
                       v1::MATCH_VERB_START_MEETING));
  v1::CreateAppointmentRequest request = On(case_.track.name(), "2026-05-23");
  request.mutable_appointment()->set_buddy(second_.name());
  ASSERT_OK(Make(coordinator_, request));
  EXPECT_THAT(Today(yusuf), ElementsAre("2026-05-23 F-0002"));
  EXPECT_THAT(Get(yusuf, "tracks/-/appointments/F-0001"), HasCode(StatusCode::kNotFound));
  EXPECT_OK(Get(yusuf, "tracks/-/appointments/F-0002"));
  EXPECT_THAT(Today(Layla()), ElementsAre("2026-05-22 F-0001", "2026-05-23 F-0002"));
}

TEST_F(ListAppointments, IsOfTheOwnEarliestFirstPageAfterPage) {
  MustMake("2026-05-25", "14:00");
  MustMake("2026-05-25", "09:00");
  MustMake("2026-05-21");
  const Case other = AddCase(coordinator_, "H-0001", second_);
  ASSERT_OK(Make(coordinator_, On(other.track.name(), "2026-05-20")));
  const std::vector<std::string> own = {"F-0003 2026-05-21", "F-0002 2026-05-25 09:00",
                                        "F-0001 2026-05-25 14:00"};
  for (const int page_size : {0, 1, 2, 3}) {
    v1::ListAppointmentsRequest request;
    request.set_page_size(page_size);
    EXPECT_EQ(LinesOf(Layla(), request), own) << page_size;
    EXPECT_THAT(LinesOf(coordinator_, request),
                ElementsAre("F-0004 2026-05-20", own[0], own[1], own[2]));
  }
  v1::ListAppointmentsRequest request;
  request.set_own(true);
  EXPECT_EQ(LinesOf(Layla(), request), own);
  EXPECT_THAT(LinesOf(coordinator_, request), ElementsAre("F-0004 2026-05-20"));
}

TEST_F(ListAppointments, IsOfATrackOrABuddyBetweenDaysAndOfWhatStands) {
  MustMake("2026-05-21");
  const v1::Appointment cancelled = MustMake("2026-05-22");
  ASSERT_OK(Go(Layla(), To(cancelled, v1::APPOINTMENT_VERB_CANCEL)));
  MustMake("2026-05-23");
  v1::ListAppointmentsRequest request;
  request.set_track("tracks/H-0142");
  EXPECT_THAT(LinesOf(coordinator_, request),
              ElementsAre("F-0001 2026-05-21", "F-0003 2026-05-23"));
  request.set_ended(true);
  EXPECT_THAT(LinesOf(Layla(), request),
              ElementsAre("F-0001 2026-05-21", "F-0002 2026-05-22", "F-0003 2026-05-23"));
  request.set_start_date("2026-05-22");
  request.set_end_date("2026-05-22");
  EXPECT_THAT(LinesOf(Layla(), request), ElementsAre("F-0002 2026-05-22"));
  request.set_buddy("buddies/B02");
  EXPECT_THAT(LinesOf(coordinator_, request), IsEmpty());
  request.clear_track();
  request.set_buddy("buddies/B01");
  EXPECT_THAT(LinesOf(coordinator_, request), ElementsAre("F-0002 2026-05-22"));
}

TEST_F(TransitionAppointment, MovesAndKeepsWhatItSaidBefore) {
  v1::CreateAppointmentRequest request = On(case_.track.name(), "2026-05-22", "14:00");
  request.mutable_appointment()->set_place("Heerdenhoes");
  const auto made = Make(Layla(), request);
  v1::TransitionAppointmentRequest move = To(*made, v1::APPOINTMENT_VERB_MOVE, "2026-05-29");
  move.set_note("Ziek kind");
  const auto moved = Go(Layla(), move);
  ASSERT_OK(moved);
  EXPECT_EQ(moved->date(), "2026-05-29");
  EXPECT_EQ(moved->start_time(), "14:00");
  EXPECT_EQ(moved->place(), "Heerdenhoes");
  EXPECT_EQ(moved->state(), v1::APPOINTMENT_STATE_PLANNED);
  ASSERT_EQ(moved->events_size(), 2);
  EXPECT_EQ(moved->events(0).date(), "2026-05-22");
  EXPECT_EQ(moved->events(1).verb(), v1::APPOINTMENT_VERB_MOVE);
  EXPECT_EQ(moved->events(1).date(), "2026-05-29");
  EXPECT_EQ(moved->events(1).note(), "Ziek kind");
  move.set_request_id(NewRequestId());
  EXPECT_THAT(Go(Layla(), move), HasCode(StatusCode::kAborted));
}

TEST_F(TransitionAppointment, ThatWasCancelledStaysSo) {
  const auto cancelled = Go(Layla(), To(MustMake("2026-05-22"), v1::APPOINTMENT_VERB_CANCEL));
  ASSERT_OK(cancelled);
  EXPECT_EQ(cancelled->state(), v1::APPOINTMENT_STATE_CANCELLED);
  EXPECT_THAT(Today(Layla()), IsEmpty());
  EXPECT_THAT(Go(Layla(), To(*cancelled, v1::APPOINTMENT_VERB_MOVE, "2026-05-29")),
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("ILLEGAL_TRANSITION")));
}

TEST_F(TransitionAppointment, OfAnIntakeIsHeldWithoutASession) {
  const Case made = AddCase(coordinator_, "H-0001", second_);
  const auto intake = Make(coordinator_, On(made.track.name(), "2026-05-21"));
  EXPECT_THAT(Go(coordinator_, To(*intake, v1::APPOINTMENT_VERB_HOLD)),
              HasReason("APPOINTMENT_TO_COME"));
  server_.clock().Set(NoonOf("2026-05-21"));
  const auto held = Go(coordinator_, To(*intake, v1::APPOINTMENT_VERB_HOLD));
  ASSERT_OK(held);
  EXPECT_EQ(held->state(), v1::APPOINTMENT_STATE_HELD);
}

TEST_F(TransitionAppointment, ThatWasHeldOrMissedByMistakeStandsAgain) {
  for (const auto verb : {v1::APPOINTMENT_VERB_HOLD, v1::APPOINTMENT_VERB_MISS}) {
    const auto ended = Go(Layla(), To(MustMake("2026-05-20"), verb));
    ASSERT_OK(ended);
    const auto again = Go(Layla(), To(*ended, v1::APPOINTMENT_VERB_REOPEN));
    ASSERT_OK(again);
    EXPECT_EQ(again->state(), v1::APPOINTMENT_STATE_PLANNED);
    EXPECT_EQ(again->events_size(), 3);
  }
}

// Whoever sees the appointment sees not always its track.
TEST_F(TransitionAppointment, ByABuddyWhoIsMeetingStandsAgain) {
  const Client yusuf = server_.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02");
  ASSERT_OK(Transition(coordinator_, AddMatch(coordinator_, case_.track, second_),
                       v1::MATCH_VERB_START_MEETING));
  v1::CreateAppointmentRequest request = On(case_.track.name(), "2026-05-20");
  request.mutable_appointment()->set_buddy(second_.name());
  const auto held = Go(yusuf, To(*Make(coordinator_, request), v1::APPOINTMENT_VERB_HOLD));
  ASSERT_OK(held);
  EXPECT_OK(Go(yusuf, To(*held, v1::APPOINTMENT_VERB_REOPEN)));
}

TEST_F(TransitionAppointment, StandsAgainOnlyWhereNoSessionTellsOfItAndTheTrackIsOpen) {
  const v1::Appointment made = MustMake("2026-05-20");
  MustLog(Session(""));
  EXPECT_THAT(Go(Layla(), To(Now(made), v1::APPOINTMENT_VERB_REOPEN)),
              HasReason("SESSION_TELLS_HOW_IT_ENDED"));
  const auto held = Go(Layla(), To(MustMake("2026-05-20"), v1::APPOINTMENT_VERB_HOLD));
  ASSERT_OK(held);
  ASSERT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_DROP_OUT));
  EXPECT_THAT(Go(coordinator_, To(*held, v1::APPOINTMENT_VERB_REOPEN)),
              HasReason("TRACK_HAS_ENDED"));
}

// The scenario: a chat in between takes it away.
TEST_F(KeptAppointment, StandsWhateverIsLoggedInBetween) {
  const v1::Appointment made = MustMake("2026-05-30");
  server_.clock().Set(NoonOf("2026-05-25"));
  for (const v1::Channel channel : {v1::CHANNEL_CHAT, v1::CHANNEL_PHONE, v1::CHANNEL_HOME_VISIT}) {
    MustLog(Session("2026-05-25", channel));
    EXPECT_EQ(Now(made).state(), v1::APPOINTMENT_STATE_PLANNED);
  }
  EXPECT_EQ(Entry(Layla()).next_appointment_date(), "2026-05-30");
  EXPECT_THAT(Today(Layla()), ElementsAre("2026-05-30 F-0001"));
  server_.clock().Set(NoonOf("2026-05-30"));
  MustLog(Session("2026-05-30", v1::CHANNEL_CHAT));
  EXPECT_THAT(Today(Layla()), ElementsAre("2026-05-30 F-0001"));
}

TEST_F(KeptAppointment, IsHeldByTheSessionOfItsDay) {
  const v1::Appointment made = MustMake("2026-05-22");
  server_.clock().Set(NoonOf("2026-05-22"));
  const v1::Session session = MustLog(Session(""));
  EXPECT_EQ(session.appointment_number(), "F-0001");
  const v1::Appointment held = Now(made);
  EXPECT_EQ(held.state(), v1::APPOINTMENT_STATE_HELD);
  EXPECT_EQ(held.session_number(), session.number());
  EXPECT_THAT(Today(Layla()), IsEmpty());
  EXPECT_EQ(Entry(Layla()).next_appointment_date(), "");
}

TEST_F(KeptAppointment, IsMissedByANoShowAndFollowsItsCorrection) {
  const v1::Appointment made = MustMake("2026-05-20");
  v1::LogSessionRequest request = Session("");
  request.mutable_session()->set_no_show(true);
  v1::Session session = MustLog(request);
  EXPECT_EQ(Now(made).state(), v1::APPOINTMENT_STATE_MISSED);
  session.set_no_show(false);
  const auto corrected = Amend(session, "no_show");
  ASSERT_OK(corrected);
  EXPECT_EQ(Now(made).state(), v1::APPOINTMENT_STATE_HELD);
  session = *corrected;
  session.set_note("Hij was er toch.");
  EXPECT_OK(Amend(session, "note"));
  EXPECT_EQ(Now(made).state(), v1::APPOINTMENT_STATE_HELD);
}

TEST_F(KeptAppointment, IsNotHeldByATelephoneCallBeforeIt) {
  const v1::Appointment made = MustMake("2026-05-20", "11:00");
  v1::LogSessionRequest call = Session("", v1::CHANNEL_PHONE);
  call.mutable_session()->set_start_time("09:00");
  call.mutable_session()->set_minutes(5);
  EXPECT_EQ(MustLog(call).appointment_number(), "");
  v1::LogSessionRequest visit = Session("");
  visit.mutable_session()->set_start_time("10:55");
  EXPECT_EQ(MustLog(visit).appointment_number(), "F-0001");
  EXPECT_EQ(Now(made).state(), v1::APPOINTMENT_STATE_HELD);
}

TEST_F(KeptAppointment, IsHeldByTheSessionThatNamesItWhateverTheDay) {
  const v1::Appointment made = MustMake("2026-05-20");
  server_.clock().Set(NoonOf("2026-05-22"));
  EXPECT_THAT(Today(Layla()), ElementsAre("2026-05-20! F-0001"));
  v1::LogSessionRequest request = Session("2026-05-21");
  request.set_appointment("tracks/-/appointments/F-0001");
  EXPECT_EQ(MustLog(request).appointment_number(), "F-0001");
  EXPECT_THAT(Today(Layla()), IsEmpty());
  request.set_request_id(NewRequestId());
  EXPECT_THAT(Log(Layla(), request), HasReason("ILLEGAL_TRANSITION"));
  const Case other = AddCase(coordinator_, "H-0001", first_, &Layla());
  v1::LogSessionRequest elsewhere = SessionOn(other.track.name(), "2026-05-21");
  elsewhere.set_appointment(made.name());
  EXPECT_THAT(Log(Layla(), elsewhere), HasReason("APPOINTMENT_OF_OTHER_TRACK"));
}

TEST_F(KeptAppointment, OfAnotherBuddyIsNotHeldByASessionOfTheDay) {
  const auto intake = Make(coordinator_, On(case_.track.name(), "2026-05-20"));
  ASSERT_OK(intake);
  EXPECT_EQ(MustLog(Session("")).appointment_number(), "");
  EXPECT_EQ(Now(*intake).state(), v1::APPOINTMENT_STATE_PLANNED);
}

TEST_F(KeptAppointment, IsCancelledWithItsTrackAndHandedOverWithIt) {
  const v1::Appointment made = MustMake("2026-05-22");
  v1::HandOverTrackRequest hand_over;
  hand_over.set_parent(case_.track.name());
  hand_over.set_buddy(second_.name());
  hand_over.set_reason("ziek");
  hand_over.set_no_conflict_of_interest(true);
  hand_over.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Match>("kansrijk.v1.MatchService/HandOverTrack", hand_over));
  EXPECT_EQ(Now(made).buddy_number(), "B02");
  EXPECT_THAT(Today(Layla()), IsEmpty());
  EXPECT_THAT(Today(server_.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02")),
              ElementsAre("2026-05-22 F-0001"));
  ASSERT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_DROP_OUT));
  EXPECT_EQ(Now(made).state(), v1::APPOINTMENT_STATE_CANCELLED);
}

// A buddy who no longer comes is not waited for.
TEST_F(KeptAppointment, IsCancelledWithTheReasonWhenItsMatchEnds) {
  const v1::Appointment today = MustMake("2026-05-20");
  const v1::Appointment later = MustMake("2026-05-25");
  const auto own = Make(coordinator_, On(case_.track.name(), "2026-05-26"));
  ASSERT_OK(own);
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END));
  EXPECT_EQ(Now(today).state(), v1::APPOINTMENT_STATE_PLANNED) << "the last day is the buddy's";
  EXPECT_EQ(Now(later).state(), v1::APPOINTMENT_STATE_CANCELLED);
  EXPECT_EQ(Now(later).events().rbegin()->note(), "test");
  EXPECT_EQ(Now(*own).state(), v1::APPOINTMENT_STATE_PLANNED);
}

TEST_F(KeptAppointment, IsCancelledWhenGettingAcquaintedIsOver) {
  const Client yusuf = server_.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02");
  const auto with_second = [&](const v1::Track& track) {
    v1::CreateAppointmentRequest request = On(track.name(), "2026-05-20");
    request.mutable_appointment()->set_buddy(second_.name());
    const auto made = Make(coordinator_, request);
    EXPECT_OK(made);
    return *made;
  };
  const v1::Match declined = Meet(coordinator_, case_.track, second_);
  const v1::Appointment first = with_second(case_.track);
  ASSERT_OK(Transition(coordinator_, declined, v1::MATCH_VERB_DECLINE));
  EXPECT_EQ(Now(first).state(), v1::APPOINTMENT_STATE_CANCELLED);

  const Case other = AddCase(coordinator_, "H-0001", first_);
  const v1::Match met = Meet(coordinator_, other.track, second_);
  const v1::Appointment second = with_second(other.track);
  v1::ReportConflictRequest report;
  report.set_name(met.name());
  report.set_reason("buren");
  report.set_request_id(NewRequestId());
  ASSERT_OK(yusuf.Call<v1::Match>("kansrijk.v1.MatchService/ReportConflict", report));
  EXPECT_EQ(Now(second).state(), v1::APPOINTMENT_STATE_CANCELLED);
  EXPECT_EQ(Now(second).events().rbegin()->note(), "buren");

  const Case third = AddCase(coordinator_, "H-0002", first_);
  Meet(coordinator_, third.track, second_);
  const v1::Appointment last = with_second(third.track);
  v1::GetBuddyRequest get;
  get.set_name(second_.name());
  v1::LeaveBuddyRequest leave;
  leave.set_name(second_.name());
  leave.set_etag(coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", get)->etag());
  leave.set_reason("verhuisd");
  leave.set_request_id(NewRequestId());
  ASSERT_OK(
      coordinator_.Call<v1::LeaveBuddyResponse>("kansrijk.v1.MatchService/LeaveBuddy", leave));
  EXPECT_EQ(Now(last).state(), v1::APPOINTMENT_STATE_CANCELLED);
}

TEST_F(KeptAppointment, IsNotHeldBeforeItsDayNorByAnotherBuddy) {
  const v1::Appointment later = MustMake("2026-05-25");
  v1::LogSessionRequest request = Session("2026-05-20");
  request.set_appointment(later.name());
  EXPECT_THAT(Log(Layla(), request), HasReason("APPOINTMENT_AFTER_SESSION"));
  MatchUp(coordinator_, case_.track, second_);
  v1::CreateAppointmentRequest others = On(case_.track.name(), "2026-05-20");
  others.mutable_appointment()->set_buddy(second_.name());
  const auto of_second = Make(coordinator_, others);
  ASSERT_OK(of_second);
  request.set_request_id(NewRequestId());
  request.set_appointment(of_second->name());
  EXPECT_THAT(Log(Layla(), request), HasReason("APPOINTMENT_OF_OTHER_BUDDY"));
  EXPECT_EQ(Now(later).state(), v1::APPOINTMENT_STATE_PLANNED);
  EXPECT_EQ(Now(*of_second).state(), v1::APPOINTMENT_STATE_PLANNED);
}

TEST_F(CreateAppointment, WarnsOfOneThatStandsThenAndThere) {
  EXPECT_EQ(MustMake("2026-05-22", "14:00").probable_doubles_size(), 0);
  const v1::Appointment twice = MustMake("2026-05-22", "14:00");
  EXPECT_THAT(twice.probable_doubles(), ElementsAre("F-0001"));
  EXPECT_EQ(Now(twice).probable_doubles_size(), 0);
  for (const char* time : {"15:00", ""}) {
    EXPECT_EQ(MustMake("2026-05-22", time).probable_doubles_size(), 0);
  }
  EXPECT_EQ(MustMake("2026-05-23", "14:00").probable_doubles_size(), 0);
}

// Whoever did not come did not come, whether a session or the appointment says so.
TEST_F(ToldAppointment, ThatWasMissedIsANoShow) {
  LogFor(case_, first_, "2026-05-20");
  const auto settle = [&](const std::string& date, v1::AppointmentVerb verb) {
    server_.clock().Set(NoonOf(date));
    ASSERT_OK(Go(Layla(), To(MustMake(date), verb)));
  };
  const auto kinds = [&] {
    std::vector<v1::FlagKind> found;
    const v1::CaseloadEntry entry = Entry(coordinator_);
    for (const v1::Flag& flag : entry.flags()) found.push_back(flag.kind());
    return found;
  };
  settle("2026-05-21", v1::APPOINTMENT_VERB_MISS);
  settle("2026-05-22", v1::APPOINTMENT_VERB_MISS);
  EXPECT_THAT(kinds(), IsEmpty());
  MustMake("2026-05-22");
  LogFor(case_, first_, "2026-05-22", "", /*no_show=*/true);  // and its appointment, once
  EXPECT_THAT(kinds(), ElementsAre(v1::FLAG_KIND_NO_SHOWS));
  EXPECT_THAT(Entry(coordinator_).flags(0).reason(), ::testing::HasSubstr("3 no-shows in a row"));
  const auto overview = coordinator_.Call<v1::Overview>("kansrijk.v1.OverviewService/GetOverview",
                                                        v1::GetOverviewRequest());
  ASSERT_OK(overview);
  EXPECT_EQ(overview->no_shows(), 3);
  settle("2026-05-23", v1::APPOINTMENT_VERB_HOLD);
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(NextAppointment, OfASessionIsAnAppointment) {
  v1::LogSessionRequest request = Session("2026-05-20");
  request.mutable_session()->set_next_appointment_date("2026-06-03");
  const v1::Session session = MustLog(request);
  EXPECT_EQ(session.next_appointment_number(), "F-0001");
  const v1::Appointment made = ByNumber("F-0001");
  EXPECT_EQ(made.date(), "2026-06-03");
  EXPECT_EQ(made.buddy(), first_.name());
  v1::GetSessionRequest get;
  get.set_name(session.name());
  const auto read = Layla().Call<v1::Session>("kansrijk.v1.SessionService/GetSession", get);
  EXPECT_EQ(read->SerializeAsString(), session.SerializeAsString());
}

TEST_F(NextAppointment, IsMovedOrCancelledByAmendingTheSessionHoweverLongAgo) {
  v1::LogSessionRequest request = Session("2026-05-20");
  request.mutable_session()->set_next_appointment_date("2026-06-17");
  v1::Session session = MustLog(request);
  session.set_next_appointment_date("2026-06-10");
  auto amended = Amend(session, "next_appointment_date");
  ASSERT_OK(amended);
  EXPECT_EQ(ByNumber("F-0001").date(), "2026-06-10");
  server_.clock().Set(NoonOf("2026-06-05"));  // beside the original by now
  session = *amended;
  session.set_next_appointment_date("2026-06-24");
  amended = Amend(session, "next_appointment_date");
  ASSERT_OK(amended);
  EXPECT_TRUE(amended->amended());
  EXPECT_EQ(ByNumber("F-0001").date(), "2026-06-24");
  EXPECT_EQ(Entry(Layla()).next_appointment_date(), "2026-06-24");
  session = *amended;
  ASSERT_EQ(session.next_appointment_date(), "2026-06-10") << "the original stands";
  amended = Amend(session, "next_appointment_date");
  ASSERT_OK(amended);
  EXPECT_EQ(ByNumber("F-0001").date(), "2026-06-10");
  session = *amended;
  session.set_note("Niets over de afspraak.");
  ASSERT_OK(Go(Layla(), To(ByNumber("F-0001"), v1::APPOINTMENT_VERB_MOVE, "2026-07-01")));
  amended = Amend(session, "note");
  ASSERT_OK(amended);
  EXPECT_EQ(ByNumber("F-0001").date(), "2026-07-01");
  session = *amended;
  session.clear_next_appointment_date();
  ASSERT_OK(Amend(session, "next_appointment_date"));
  EXPECT_EQ(ByNumber("F-0001").state(), v1::APPOINTMENT_STATE_CANCELLED);
}

TEST_F(NextAppointment, IsNotMadeTwiceForOneDay) {
  MustMake("2026-06-03", "14:00");
  v1::LogSessionRequest request = Session("2026-05-20");
  request.mutable_session()->set_next_appointment_date("2026-06-03");
  EXPECT_EQ(MustLog(request).next_appointment_number(), "");
  EXPECT_THAT(LinesOf(Layla()), ElementsAre("F-0001 2026-06-03 14:00"));
}

// Sessions of last week are logged in whichever order.
TEST_F(NextAppointment, ThatWasHeldMeanwhileIsHeld) {
  MustLog(Session("2026-05-18"));
  v1::LogSessionRequest before = Session("2026-05-11");
  before.mutable_session()->set_next_appointment_date("2026-05-18");
  MustLog(before);
  EXPECT_EQ(ByNumber("F-0001").state(), v1::APPOINTMENT_STATE_HELD);
  EXPECT_THAT(Today(Layla()), IsEmpty());
  v1::LogSessionRequest other = Session("2026-05-10");
  other.mutable_session()->set_next_appointment_date("2026-05-12");
  MustLog(other);
  EXPECT_THAT(Today(Layla()), ElementsAre("2026-05-12! F-0002"));
}

TEST_F(FreedAppointment, StandsAgainOnceTheSessionThatHeldOrMissedItIsVoid) {
  for (const bool no_show : {false, true}) {
    const v1::Appointment made = MustMake("2026-05-20");
    v1::LogSessionRequest request = Session("");
    request.mutable_session()->set_no_show(no_show);
    const v1::Session session = MustLog(request);
    ASSERT_EQ(session.appointment_number(), made.number());
    const auto voided = Void(Layla(), session);
    ASSERT_OK(voided);
    EXPECT_EQ(voided->appointment_number(), "");
    EXPECT_EQ(voided->SerializeAsString(), Read(session).SerializeAsString());
    const v1::Appointment now = Now(made);
    EXPECT_EQ(now.state(), v1::APPOINTMENT_STATE_PLANNED);
    EXPECT_EQ(now.session_number(), "");
    ASSERT_EQ(now.events_size(), 3);
    EXPECT_EQ(now.events(2).verb(), v1::APPOINTMENT_VERB_REOPEN);
    EXPECT_EQ(now.events(2).note(), "dubbel");
    EXPECT_THAT(Today(Layla()), ElementsAre("2026-05-20 " + made.number()));
    ASSERT_OK(Go(Layla(), To(now, v1::APPOINTMENT_VERB_CANCEL)));
  }
}

// Of a session that was logged twice the first is voided: it still took place.
TEST_F(FreedAppointment, IsHeldByTheOtherSessionOfItsDayThatCanHaveBeenIt) {
  const v1::Appointment made = MustMake("2026-05-20", "11:00");
  v1::LogSessionRequest before = Session("", v1::CHANNEL_PHONE);
  before.mutable_session()->set_start_time("09:00");
  before.mutable_session()->set_minutes(5);
  MustLog(before);
  const v1::Session first = MustLog(Session(""));
  const v1::Session twice = MustLog(Session(""));
  ASSERT_EQ(Now(made).session_number(), first.number());
  ASSERT_OK(Void(Layla(), first));
  EXPECT_EQ(Now(made).state(), v1::APPOINTMENT_STATE_HELD);
  EXPECT_EQ(Now(made).session_number(), twice.number());
  ASSERT_OK(Void(Layla(), twice));
  EXPECT_EQ(Now(made).state(), v1::APPOINTMENT_STATE_PLANNED) << "the call was before it";
}

TEST_F(FreedAppointment, OfATrackThatHasEndedIsCancelled) {
  const v1::Appointment made = MustMake("2026-05-20");
  const v1::Session session = MustLog(Session(""));
  ASSERT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_DROP_OUT));
  ASSERT_OK(Void(coordinator_, session));
  const v1::Appointment now = Now(made);
  EXPECT_EQ(now.state(), v1::APPOINTMENT_STATE_CANCELLED);
  EXPECT_EQ(now.session_number(), "");
}

TEST_F(FreedAppointment, ThatWasMadeWithAVoidSessionIsCancelledUnlessItChangedSince) {
  ASSERT_OK(Void(Layla(), MustLog(SessionWithNext("2026-05-18", "2026-06-03"))));
  const v1::Appointment cancelled = ByNumber("F-0001");
  EXPECT_EQ(cancelled.state(), v1::APPOINTMENT_STATE_CANCELLED);
  EXPECT_EQ(cancelled.events(1).note(), "dubbel");
  const v1::Session moved = MustLog(SessionWithNext("2026-05-18", "2026-06-10"));
  ASSERT_OK(Go(Layla(), To(ByNumber("F-0002"), v1::APPOINTMENT_VERB_MOVE, "2026-06-11")));
  ASSERT_OK(Void(Layla(), moved));
  EXPECT_EQ(ByNumber("F-0002").state(), v1::APPOINTMENT_STATE_PLANNED);
  const v1::Session held = MustLog(SessionWithNext("2026-05-18", "2026-05-20"));
  MustLog(Session("2026-05-20"));
  ASSERT_OK(Void(Layla(), held));
  EXPECT_EQ(ByNumber("F-0003").state(), v1::APPOINTMENT_STATE_HELD);
}

TEST_F(FreedAppointment, OfWhichTheOtherOfTwoDoublesTellsStaysAndFollowsThatOne) {
  const v1::Session first = MustLog(SessionWithNext("2026-05-18", "2026-06-03"));
  const v1::Session twice = MustLog(SessionWithNext("2026-05-18", "2026-06-03"));
  ASSERT_EQ(twice.next_appointment_number(), "");
  ASSERT_OK(Void(Layla(), first));
  EXPECT_EQ(ByNumber("F-0001").state(), v1::APPOINTMENT_STATE_PLANNED);
  EXPECT_EQ(Read(first).next_appointment_number(), "");
  v1::Session kept = Read(twice);
  EXPECT_EQ(kept.next_appointment_number(), "F-0001");
  kept.set_next_appointment_date("2026-06-10");
  ASSERT_OK(Amend(kept, "next_appointment_date"));
  EXPECT_THAT(LinesOf(Layla()), ElementsAre("F-0001 2026-06-10"));
}

TEST_F(FreedAppointment, OfASessionThatIsMovedIsOfTheRightTrackSince) {
  const Case right = AddCase(coordinator_, "H-0001", first_, &Layla());
  const v1::Appointment wrong = MustMake("2026-05-20");
  ASSERT_OK(Make(Layla(), On(right.track.name(), "2026-05-20")));
  const v1::Session session = MustLog(SessionWithNext("2026-05-20", "2026-06-03"));
  ASSERT_EQ(session.next_appointment_number(), "F-0003");
  const auto moved = MoveTo(right.track, session);
  ASSERT_OK(moved);
  EXPECT_EQ(moved->appointment_number(), "F-0002");
  EXPECT_EQ(moved->next_appointment_number(), "F-0004");
  EXPECT_EQ(moved->SerializeAsString(), Read(*moved).SerializeAsString());
  EXPECT_EQ(Now(wrong).state(), v1::APPOINTMENT_STATE_PLANNED);
  EXPECT_EQ(ByNumber("F-0002").session_number(), moved->number());
  EXPECT_EQ(ByNumber("F-0003").state(), v1::APPOINTMENT_STATE_CANCELLED);
  EXPECT_EQ(ByNumber("F-0004").track(), right.track.name());
  EXPECT_EQ(ByNumber("F-0004").date(), "2026-06-03");
}

TEST_F(FreedAppointment, IsNotCarriedAlongToATrackWithoutOne) {
  const Case right = AddCase(coordinator_, "H-0001", first_, &Layla());
  const v1::Appointment wrong = MustMake("2026-05-20");
  const auto moved = MoveTo(right.track, MustLog(Session("")));
  ASSERT_OK(moved);
  EXPECT_EQ(moved->appointment_number(), "");
  EXPECT_EQ(moved->next_appointment_number(), "");
  EXPECT_EQ(Now(wrong).state(), v1::APPOINTMENT_STATE_PLANNED);
}

// After the end as well, when the number of the household is what people have.
TEST_F(ToldAppointment, OfAHouseholdIsThatOfAllOfItsTracks) {
  MustMake("2026-05-28");
  v1::ListAppointmentsRequest request;
  request.set_track(absl::StrCat("tracks/", case_.household.number()));
  request.set_ended(true);
  EXPECT_THAT(LinesOf(Layla(), request), ElementsAre("F-0001 2026-05-28"));
  ASSERT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_RECORD_DEATH));
  EXPECT_THAT(LinesOf(coordinator_, request), ElementsAre("F-0001 2026-05-28"));
  request.set_buddy("buddies/B01");
  EXPECT_THAT(LinesOf(coordinator_, request), ElementsAre("F-0001 2026-05-28"));
  request.set_buddy("buddies/B02");
  EXPECT_THAT(LinesOf(coordinator_, request), IsEmpty());
}

TEST_F(ToldAppointment, IsToldOfFromAWeekBeforeUntilItIsSettled) {
  MustMake("2026-05-28");
  EXPECT_THAT(Today(Layla()), IsEmpty());
  server_.clock().Set(NoonOf("2026-05-21"));
  EXPECT_THAT(Today(Layla()), ElementsAre("2026-05-28 F-0001"));
  server_.clock().Set(NoonOf("2026-06-02"));
  EXPECT_THAT(Today(Layla()), ElementsAre("2026-05-28! F-0001"));
  const v1::CaseloadEntry entry = Entry(coordinator_);
  EXPECT_EQ(entry.next_appointment_date(), "") << "nothing is ahead";
  ASSERT_GE(entry.flags_size(), 1);
  EXPECT_EQ(entry.flags(1).kind(), v1::FLAG_KIND_APPOINTMENT_PASSED);
}

TEST_F(ToldAppointment, OfTheComingWeekIsTheCoordinatorsOwnAndThatOfTheBuddyAskedFor) {
  MustMake("2026-05-20");
  MustMake("2026-05-22");
  ASSERT_OK(Make(coordinator_, On(case_.track.name(), "2026-05-23")));
  EXPECT_THAT(Today(coordinator_), ElementsAre("2026-05-20 F-0001", "2026-05-23 F-0003"));
  EXPECT_THAT(Today(coordinator_, "buddies/B01"),
              ElementsAre("2026-05-20 F-0001", "2026-05-22 F-0002", "2026-05-23 F-0003"));
}

TEST_F(ToldAppointment, IsTheNextOneOfTheCaseloadWithItsTime) {
  MustMake("2026-05-29", "14:00");
  MustMake("2026-05-27", "10:30");
  EXPECT_EQ(Entry(Layla()).next_appointment_date(), "2026-05-27");
  EXPECT_EQ(Entry(Layla()).next_appointment_time(), "10:30");
  server_.clock().Set(NoonOf("2026-05-28"));
  EXPECT_EQ(Entry(Layla()).next_appointment_date(), "2026-05-29");
}

TEST_F(AppointmentTest, OfAShieldedHouseholdLeavesTheSystemWithoutItsPlace) {
  auto request = On(case_.track.name(), "2026-05-22", "14:00");
  request.mutable_appointment()->set_place("bibliotheek Beijum");
  request.mutable_appointment()->set_with("de opvang in Haren");
  ASSERT_OK(Make(Layla(), request));
  const auto listed = [&](bool portable) {
    v1::ListAppointmentsRequest list;
    list.set_own(true);
    list.set_portable(portable);
    const auto page = Layla().Call<v1::ListAppointmentsResponse>(
        "kansrijk.v1.AppointmentService/ListAppointments", list);
    EXPECT_OK(page);
    return page->appointments(0);
  };
  EXPECT_EQ(listed(true).place(), "bibliotheek Beijum");
  Shield(coordinator_, case_.household.name());
  EXPECT_EQ(listed(false).place(), "bibliotheek Beijum");
  EXPECT_TRUE(listed(false).shielded());
  EXPECT_EQ(listed(true).date(), "2026-05-22");
  EXPECT_EQ(listed(true).place(), "");
  EXPECT_EQ(listed(true).with(), "");
}

}  // namespace appointment_test
}  // namespace kansrijk::testing
