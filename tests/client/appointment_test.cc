// Appointments on the command line: iCalendar, and what logging a session says beside its answer.
#include "client/screen/ical.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "tests/client/language.h"
#include "tests/client/read_ical.h"
#include "tests/client/running.h"

namespace kansrijk::client {
namespace appointment_test {

using grpc::Status;

v1::Appointment Planned(const std::string& number, const std::string& date,
                        const std::string& start_time) {
  v1::Appointment appointment;
  appointment.set_name("tracks/0/appointments/01" + number);
  appointment.set_number(number);
  appointment.set_household_number("H-0142");
  appointment.set_participant_name("Noor Kuipers");
  appointment.set_date(date);
  appointment.set_start_time(start_time);
  appointment.set_with("de schuldhulp");
  appointment.set_state(v1::APPOINTMENT_STATE_PLANNED);
  appointment.mutable_update_time()->set_seconds(1'798'761'600);  // 2027-01-01T00:00:00Z
  return appointment;
}

std::vector<v1::Appointment> Appointments() {
  std::vector<v1::Appointment> appointments = {Planned("F-0001", "2027-01-04", "14:00"),
                                               Planned("F-0002", "2027-07-05", "09:30"),
                                               Planned("F-0003", "2027-01-05", "")};
  appointments[0].set_place("Heerdenhoes, zaal 2");
  appointments[1].set_minutes(90);
  appointments[2].set_state(v1::APPOINTMENT_STATE_CANCELLED);
  return appointments;
}

TEST(AppointmentIcal, HasTimeAndPlaceAndNoNames) {
  InLanguage dutch(Language::kDutch);
  Entries entries;
  for (const auto& appointment : Appointments()) {
    entries.push_back(std::make_unique<v1::Appointment>(appointment));
  }
  EXPECT_EQ(
      ReadIcal(AppointmentIcalText(entries)),
      "calendar 2.0 -//Kansrijk//Afspraken//NL\n"
      "01F-0001@kansrijk|2027-01-04T13:00:00+00:00|2027-01-04T14:00:00+00:00|Afspraak H-0142|"
      "Heerdenhoes, zaal 2|CONFIRMED|2027-01-01T00:00:00+00:00|2027-01-01T00:00:00+00:00\n"
      "01F-0002@kansrijk|2027-07-05T07:30:00+00:00|2027-07-05T09:00:00+00:00|Afspraak H-0142||"
      "CONFIRMED|2027-01-01T00:00:00+00:00|2027-01-01T00:00:00+00:00\n"
      "01F-0003@kansrijk|2027-01-05|2027-01-06|Afspraak H-0142||CANCELLED|"
      "2027-01-01T00:00:00+00:00|2027-01-01T00:00:00+00:00\n");
}

class Appointment : public Running {};

TEST_F(Appointment, IcalIsOfTheOwnFromTodayOnWithThoseThatWereCancelled) {
  v1::ListAppointmentsRequest asked;
  server_.On<v1::ListAppointmentsRequest, v1::ListAppointmentsResponse>(
      "AppointmentService.ListAppointments", [&](auto& request, auto& page) {
        asked = request;
        for (const auto& appointment : Appointments()) *page.add_appointments() = appointment;
        return Status::OK;
      });
  EXPECT_EQ(Type({"appointment", "ical"}), 0) << err();
  EXPECT_TRUE(asked.own());
  EXPECT_TRUE(asked.ended());
  EXPECT_TRUE(asked.portable());
  EXPECT_EQ(asked.start_date().size(), 10u);
  EXPECT_EQ(out().rfind("BEGIN:VCALENDAR\r\n", 0), 0u) << out();
  EXPECT_EQ(Type({"appointment", "ical", "--from", "2027-01-01", "-o", "name"}), 0);
  EXPECT_EQ(asked.start_date(), "2027-01-01");
  EXPECT_EQ(out(),
            "tracks/0/appointments/01F-0001\ntracks/0/appointments/01F-0002\n"
            "tracks/0/appointments/01F-0003\n");
}

TEST_F(Appointment, IsMovedWithTheVersionThatItHas) {
  server_.On<v1::GetAppointmentRequest, v1::Appointment>("AppointmentService.GetAppointment",
                                                         [](auto&, auto& appointment) {
                                                           appointment.set_etag("e1");
                                                           return Status::OK;
                                                         });
  v1::TransitionAppointmentRequest sent;
  server_.On<v1::TransitionAppointmentRequest, v1::Appointment>(
      "AppointmentService.TransitionAppointment", [&](auto& request, auto&) {
        sent = request;
        return Status::OK;
      });
  EXPECT_EQ(Type({"appointment", "move", "F-0012", "--date", "2027-01-11"}), 0) << err();
  EXPECT_EQ(sent.name(), "tracks/-/appointments/F-0012");
  EXPECT_EQ(sent.verb(), v1::APPOINTMENT_VERB_MOVE);
  EXPECT_EQ(sent.etag(), "e1");
  EXPECT_EQ(sent.date(), "2027-01-11");
  EXPECT_EQ(sent.start_time(), "");
}

TEST_F(Appointment, ThatWasMadeTwiceIsWarnedOf) {
  server_.On<v1::CreateAppointmentRequest, v1::Appointment>(
      "AppointmentService.CreateAppointment", [&](auto&, auto& appointment) {
        appointment.set_number("F-0013");
        appointment.add_probable_doubles("F-0012");
        return Status::OK;
      });
  EXPECT_EQ(Type({"appointment", "make", "H-0142", "--date", "2027-01-11"}), 0) << err();
  EXPECT_EQ(err(),
            "Probably made twice: F-0013 has the same track, day, time and place as F-0012.\n");
}

TEST_F(Appointment, OfASessionThatIsLoggedCanBeNamed) {
  v1::LogSessionRequest sent;
  server_.On<v1::LogSessionRequest, v1::Session>("SessionService.LogSession",
                                                 [&](auto& request, auto& session) {
                                                   sent = request;
                                                   session.set_number("S-1089");
                                                   session.add_probable_doubles("S-1088");
                                                   return Status::OK;
                                                 });
  std::vector<std::string> words = {"session", "log",           "H-0142",     "--minutes",
                                    "450",     "--channel",     "home-visit", "--appointment",
                                    "F-0012",  "--long-session"};
  EXPECT_EQ(Type(words), 0) << err();
  EXPECT_EQ(sent.appointment(), "tracks/-/appointments/F-0012");
  EXPECT_TRUE(sent.long_session());
  EXPECT_EQ(err(),
            "Probably logged twice: S-1089 has the same track, day, length and channel as "
            "S-1088. If so, void it with kansrijk session void S-1089.\n");
  words.insert(words.end(), {"-o", "json"});
  EXPECT_EQ(Type(words), 0);
  EXPECT_EQ(err(), "");
}

}  // namespace appointment_test
}  // namespace kansrijk::client
