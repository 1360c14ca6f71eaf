// The Buddy Academie on the command line: calendar, iCalendar, and commands with forms of their
// own.
#include "client/screen/calendar.h"
#include "client/screen/ical.h"
#include "kansrijk/v1/certificate.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "tests/client/language.h"
#include "tests/client/read_ical.h"
#include "tests/client/running.h"

namespace kansrijk::client {
namespace training_test {

using grpc::Status;

v1::TrainingSession Planned(const std::string& number, const std::string& date,
                            v1::HalfDay half_day) {
  v1::TrainingSession session;
  session.set_name("trainingSessions/01" + number);
  session.set_number(number);
  session.set_date(date);
  session.set_half_day(half_day);
  session.set_training_code("A01");
  session.set_training_title("Motiverend luisteren");
  session.set_place("Buurthuis De Klimop");
  session.set_capacity(12);
  session.set_seats_taken(3);
  session.set_state(v1::TRAINING_SESSION_STATE_PLANNED);
  session.mutable_update_time()->set_seconds(1'798'761'600);  // 2027-01-01T00:00:00Z
  return session;
}

std::vector<v1::TrainingSession> Sessions() {
  std::vector<v1::TrainingSession> sessions = {
      Planned("S01", "2027-01-04", v1::HALF_DAY_MORNING),
      Planned("S02", "2027-01-04", v1::HALF_DAY_EVENING),
      Planned("S03", "2027-01-31", v1::HALF_DAY_AFTERNOON)};
  sessions[0].set_waiting(2);
  sessions[1].set_state(v1::TRAINING_SESSION_STATE_CANCELLED);
  return sessions;
}

Entries Listed(const std::vector<v1::TrainingSession>& sessions) {
  Entries entries;
  for (const auto& session : sessions) {
    entries.push_back(std::make_unique<v1::TrainingSession>(session));
  }
  return entries;
}

std::string Calendar(absl::CivilMonth month, const Entries& sessions) {
  std::ostringstream out;
  PrintCalendar(month, sessions, out);
  return out.str();
}

TEST(PrintCalendar, PutsNumbersBelowTheirDaysAndSaysWhatTheyAre) {
  InLanguage english(Language::kEnglish);
  EXPECT_EQ(
      Calendar(absl::CivilMonth(2027, 1), Listed(Sessions())),
      "January 2027\n"
      "\n"
      "Mon        Tue        Wed        Thu        Fri        Sat        Sun\n"
      "                                            1          2          3\n"
      "4          5          6          7          8          9          10\n"
      "S01\n"
      "(S02)\n"
      "11         12         13         14         15         16         17\n"
      "18         19         20         21         22         23         24\n"
      "25         26         27         28         29         30         31\n"
      "                                                                  S03\n"
      "\n"
      "Number  Date        Half-day   Training  Title                 Seats    Waiting  State\n"
      "S01     2027-01-04  morning    A01       Motiverend luisteren  3 of 12  2        planned\n"
      "S02     2027-01-04  evening    A01       Motiverend luisteren  3 of 12           cancelled\n"
      "S03     2027-01-31  afternoon  A01       Motiverend luisteren  3 of 12           planned\n");
}

TEST(PrintCalendar, BeginsAMonthOnAMondayWithoutAnEmptyWeek) {
  InLanguage dutch(Language::kDutch);
  const std::string february = Calendar(absl::CivilMonth(2027, 2), {});
  EXPECT_EQ(
      february.rfind("februari 2027\n\nma         di         wo         do         vr         "
                     "za         zo\n1          2          3 ",
                     0),
      0u)
      << february;
  EXPECT_NE(
      february.find("\n22         23         24         25         26         27         28\n"),
      std::string::npos)
      << february;
}

TEST(IcalText, IsReadByAnIndependentParser) {
  std::vector<v1::TrainingSession> sessions = Sessions();
  sessions.push_back(Planned("S04", "2027-07-05", v1::HALF_DAY_AFTERNOON));  // summer time
  sessions.push_back(Planned("S05", "2026-12-31", v1::HALF_DAY_UNSPECIFIED));
  sessions[2].set_training_title(
      "Geld, schaamte; en \\ stress: een lange titel over één gezin à la "
      "carte, met koffie en een tweede deel over zwijgen");
  sessions[2].set_place("Zaal 1\nboven\r\nBEGIN:VEVENT");
  EXPECT_EQ(
      ReadIcal(IcalText(Listed(sessions))),
      "calendar 2.0 -//Kansrijk//Buddy Academie//NL\n"
      "01S01@kansrijk|2027-01-04T08:00:00+00:00|2027-01-04T11:30:00+00:00|Motiverend luisteren "
      "(S01)|Buurthuis De Klimop|CONFIRMED|2027-01-01T00:00:00+00:00|2027-01-01T00:00:00+00:00\n"
      "01S02@kansrijk|2027-01-04T18:00:00+00:00|2027-01-04T20:30:00+00:00|Motiverend luisteren "
      "(S02)|Buurthuis De Klimop|CANCELLED|2027-01-01T00:00:00+00:00|2027-01-01T00:00:00+00:00\n"
      "01S03@kansrijk|2027-01-31T12:30:00+00:00|2027-01-31T16:00:00+00:00|Geld, schaamte; en \\ "
      "stress: een lange titel over één gezin à la carte, met koffie en een tweede deel over "
      "zwijgen (S03)|Zaal 1 boven BEGIN:VEVENT|CONFIRMED|2027-01-01T00:00:00+00:00|"
      "2027-01-01T00:00:00+00:00\n"
      "01S04@kansrijk|2027-07-05T11:30:00+00:00|2027-07-05T15:00:00+00:00|Motiverend luisteren "
      "(S04)|Buurthuis De Klimop|CONFIRMED|2027-01-01T00:00:00+00:00|2027-01-01T00:00:00+00:00\n"
      "01S05@kansrijk|2026-12-31|2027-01-01|Motiverend luisteren (S05)|Buurthuis De Klimop|"
      "CONFIRMED|2027-01-01T00:00:00+00:00|2027-01-01T00:00:00+00:00\n");
}

class Academie : public Running {
 protected:
  void HaveSessions() {
    server_.On<v1::ListTrainingSessionsRequest, v1::ListTrainingSessionsResponse>(
        "TrainingService.ListTrainingSessions", [this](auto& request, auto& page) {
          asked_ = request;
          for (const auto& session : Sessions()) *page.add_sessions() = session;
          return Status::OK;
        });
  }

  v1::ListTrainingSessionsRequest asked_;
};

TEST_F(Academie, ShowsTheMonthAskedForOrItsPlainList) {
  HaveSessions();
  EXPECT_EQ(Type({"training", "calendar", "--month", "2027-02"}), 0) << err();
  EXPECT_EQ(asked_.start_date(), "2027-02-01");
  EXPECT_EQ(asked_.end_date(), "2027-02-28");
  EXPECT_EQ(out().rfind("February 2027\n", 0), 0u) << out();
  EXPECT_EQ(Type({"training", "calendar", "--month", "2027-02", "-o", "table"}), 0);
  EXPECT_EQ(out().rfind("Number  Date ", 0), 0u) << out();
  EXPECT_EQ(Type({"training", "calendar", "--month", "soon"}), 2);
  EXPECT_EQ(err(), "kansrijk: --month: \"soon\" is not a month: write 2027-01\n");
}

TEST_F(Academie, WritesTheSameCalendarFileForTheSameSessions) {
  HaveSessions();
  EXPECT_EQ(Type({"training", "ical", "--from", "2027-01-01"}), 0) << err();
  const std::string first = out();
  EXPECT_EQ(first.rfind("BEGIN:VCALENDAR\r\n", 0), 0u) << first;
  EXPECT_EQ(Type({"training", "ical", "--from", "2027-01-01"}), 0);
  EXPECT_EQ(out(), first);
}

TEST_F(Academie, WritesNoCalendarFileWithoutSessions) {
  server_.On<v1::ListTrainingSessionsRequest, v1::ListTrainingSessionsResponse>(
      "TrainingService.ListTrainingSessions", [](auto&, auto&) { return Status::OK; });
  EXPECT_EQ(Type({"training", "ical"}), 0);
  EXPECT_EQ(out(), "");
  EXPECT_EQ(err(), "Nothing found.\n");
}

TEST_F(Academie, ChecksACertificateForAnyone) {
  server_.On<v1::CheckCertificateRequest, v1::CertificateCheck>(
      "CertificateService.CheckCertificate", [](auto& request, auto& check) {
        check.set_number(request.number());
        check.set_state(v1::CERTIFICATE_STATE_ISSUED);
        return Status::OK;
      });
  EXPECT_EQ(Type({"logout"}), 0);
  EXPECT_EQ(Type({"certificate", "check", "BA-7K3M-9QXT-2WFH"}), 0) << err();
  EXPECT_EQ(server_.last_authorization(), "");
  EXPECT_NE(out().find("for good"), std::string::npos) << out();
  EXPECT_EQ(Type({"certificate", "list"}), 3);
}

TEST_F(Academie, CancelsAnEnrolmentWithTheVersionThatItHas) {
  v1::CancelEnrolmentRequest sent;
  server_.On<v1::GetEnrolmentRequest, v1::Enrolment>(
      "EnrolmentService.GetEnrolment", [](auto& request, auto& enrolment) {
        EXPECT_EQ(request.name(), "trainingSessions/S01/enrolments/B03");
        enrolment.set_etag("7");
        return Status::OK;
      });
  server_.On<v1::CancelEnrolmentRequest, v1::Enrolment>("EnrolmentService.CancelEnrolment",
                                                        [&](auto& request, auto&) {
                                                          sent = request;
                                                          return Status::OK;
                                                        });
  EXPECT_EQ(Type({"training", "unenrol", "S01", "B03"}), 0) << err();
  EXPECT_EQ(sent.name(), "trainingSessions/S01/enrolments/B03");
  EXPECT_EQ(sent.etag(), "7");
}

TEST_F(Academie, RecordsTheAttendanceOfAGroupAndShowsIt) {
  v1::RecordAttendanceRequest sent;
  server_.On<v1::RecordAttendanceRequest, v1::RecordAttendanceResponse>(
      "EnrolmentService.RecordAttendance", [&](auto& request, auto& answer) {
        sent = request;
        auto* enrolment = answer.add_enrolments();
        enrolment->set_session_number("S01");
        enrolment->set_participant_number("B04");
        enrolment->set_state(v1::ENROLMENT_STATE_NO_SHOW);
        return Status::OK;
      });
  EXPECT_EQ(Type({"training", "attendance", "S01", "--attended", "B01,B02", "--attended", "X-0001",
                  "--missed", "B04", "--others-attended"}),
            0)
      << err();
  EXPECT_EQ(sent.attended_size(), 3);
  EXPECT_EQ(sent.attended(2), "X-0001");
  EXPECT_EQ(sent.missed(0), "B04");
  EXPECT_TRUE(sent.others_attended());
  EXPECT_FALSE(sent.request_id().empty());
  EXPECT_NE(out().find("no show"), std::string::npos) << out();
}

TEST_F(Academie, ChangesTheRuleOfTheProgrammeThatIsNamed) {
  v1::UpdateCertificateRuleRequest sent;
  server_.On<v1::ListCertificateRulesRequest, v1::ListCertificateRulesResponse>(
      "CertificateService.ListCertificateRules", [](auto&, auto& answer) {
        for (const auto programme : {v1::PROGRAMME_BASIC, v1::PROGRAMME_IN_DEPTH}) {
          auto* rule = answer.add_rules();
          rule->set_programme(programme);
          rule->set_etag(std::to_string(programme));
        }
        return Status::OK;
      });
  server_.On<v1::UpdateCertificateRuleRequest, v1::CertificateRule>(
      "CertificateService.UpdateCertificateRule", [&](auto& request, auto& rule) {
        sent = request;
        rule = request.rule();
        return Status::OK;
      });
  EXPECT_EQ(Type({"certificate", "rule", "--programme", "in-depth", "--validity-months", "24"}), 0)
      << err();
  EXPECT_EQ(sent.rule().etag(), "2");
  EXPECT_EQ(sent.rule().validity_months(), 24);
  EXPECT_NE(out().find("24 months"), std::string::npos) << out();
}

}  // namespace training_test
}  // namespace kansrijk::client
