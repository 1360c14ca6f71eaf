// Appointments through the API: made, kept by sessions, moved, and told of.
#include "kansrijk/v1/appointment.pb.h"
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

TEST_F(ToldAppointment, IsToldOfFromAWeekBeforeUntilItIsSettled) {
  MustMake("2026-05-28");
  EXPECT_THAT(Today(Layla()), IsEmpty());
  server_.clock().Set(NoonOf("2026-05-21"));
  EXPECT_THAT(Today(Layla()), ElementsAre("2026-05-28 F-0001"));
  server_.clock().Set(NoonOf("2026-06-02"));
  EXPECT_THAT(Today(Layla()), ElementsAre("2026-05-28! F-0001"));
  const v1::CaseloadEntry entry = Entry(coordinator_);
  EXPECT_EQ(entry.next_appointment_date(), "2026-05-28");
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

}  // namespace appointment_test
}  // namespace kansrijk::testing
