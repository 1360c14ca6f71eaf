// The Buddy Academie for tests: a trainer, a coordinator, two buddies with accounts, a catalogue.
#ifndef KANSRIJK_TESTS_SERVICE_ACADEMIE_ACADEMIE_FIXTURE_H_
#define KANSRIJK_TESTS_SERVICE_ACADEMIE_ACADEMIE_FIXTURE_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kansrijk/v1/certificate.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"
#include "tests/testing/status.h"

namespace kansrijk::testing {

class AcademieFixture : public ::testing::Test {
 protected:
  AcademieFixture() {
    for (const char* code : {"A01", "A02"}) AddTraining(code, true);
    AddTraining("A03", false);
    for (const char* number : {"B01", "B02", "B03"}) buddies_.push_back(AddBuddy(carla_, number));
    layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
    piet_ = server_.AddAccount("piet", v1::ROLE_BUDDY, "KO", "B02");
  }

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const Client& client, const std::string& method, Request request) {
    if constexpr (requires { request.set_request_id(""); }) request.set_request_id(NewRequestId());
    return client.Call<Response>("kansrijk.v1." + method, request);
  }

  void AddTraining(const std::string& code, bool required) {
    v1::CreateTrainingRequest request;
    request.mutable_training()->set_code(code);
    request.mutable_training()->set_title("Training " + code);
    request.mutable_training()->set_programme(v1::PROGRAMME_BASIC);
    request.mutable_training()->set_required(required);
    EXPECT_OK(Call<v1::Training>(tess_, "TrainingService/CreateTraining", request));
  }

  v1::TrainingSession Plan(const std::string& code, int capacity,
                           const std::string& date = "2026-05-20") {
    v1::PlanTrainingSessionRequest request;
    request.mutable_session()->set_training("trainings/" + code);
    request.mutable_session()->set_date(date);
    request.mutable_session()->set_half_day(v1::HALF_DAY_MORNING);
    request.mutable_session()->set_capacity(capacity);
    const auto planned =
        Call<v1::TrainingSession>(tess_, "TrainingService/PlanTrainingSession", request);
    EXPECT_OK(planned);
    return *planned;
  }

  // Of the buddy with this number; the caller's own for "". A second after the one before: who
  // asked first is first in the row.
  absl::StatusOr<v1::Enrolment> Enrol(const Client& client, const v1::TrainingSession& session,
                                      const std::string& number = "") {
    server_.clock().Set(NoonOf(today_) + absl::Seconds(++enrolled_));
    v1::EnrolRequest request;
    request.set_parent(session.name());
    if (!number.empty()) request.set_buddy("buddies/" + number);
    return Call<v1::Enrolment>(client, "EnrolmentService/Enrol", request);
  }

  absl::StatusOr<v1::Enrolment> Cancel(const Client& client, const v1::Enrolment& enrolment) {
    v1::CancelEnrolmentRequest request;
    request.set_name(enrolment.name());
    request.set_etag(enrolment.etag());
    return Call<v1::Enrolment>(client, "EnrolmentService/CancelEnrolment", request);
  }

  absl::StatusOr<v1::Enrolment> Get(const Client& client, const std::string& name) {
    v1::GetEnrolmentRequest request;
    request.set_name(name);
    return Call<v1::Enrolment>(client, "EnrolmentService/GetEnrolment", request);
  }

  v1::TrainingSession Now(const v1::TrainingSession& session) {
    v1::GetTrainingSessionRequest request;
    request.set_name(session.name());
    return *Call<v1::TrainingSession>(tess_, "TrainingService/GetTrainingSession", request);
  }

  absl::StatusOr<v1::RecordAttendanceResponse> Record(const v1::TrainingSession& session,
                                                      const std::vector<std::string>& attended,
                                                      const std::vector<std::string>& missed,
                                                      bool others_attended = false) {
    v1::RecordAttendanceRequest request;
    request.set_parent(session.name());
    for (const std::string& number : attended) request.add_attended(number);
    for (const std::string& number : missed) request.add_missed(number);
    request.set_others_attended(others_attended);
    return Call<v1::RecordAttendanceResponse>(tess_, "EnrolmentService/RecordAttendance", request);
  }

  // A session of the training, today, that the buddy attended.
  v1::TrainingSession Attended(const std::string& code, const std::string& number) {
    const v1::TrainingSession session = Plan(code, 5);
    EXPECT_OK(Enrol(tess_, session, number));
    EXPECT_OK(Record(session, {number}, {}));
    return session;
  }

  absl::StatusOr<v1::Certificate> Issue(const Client& client, const std::string& number) {
    v1::IssueCertificateRequest request;
    request.set_programme(v1::PROGRAMME_BASIC);
    request.set_buddy("buddies/" + number);
    return Call<v1::Certificate>(client, "CertificateService/IssueCertificate", request);
  }

  absl::StatusOr<v1::CertificateCheck> Check(const Client& client, const std::string& number) {
    v1::CheckCertificateRequest request;
    request.set_number(number);
    return Call<v1::CertificateCheck>(client, "CertificateService/CheckCertificate", request);
  }

  // Noon on that day, which is later.
  void GoTo(const std::string& date) {
    today_ = date;
    server_.clock().Set(NoonOf(date));
  }

  TestServer server_;
  std::string today_ = "2026-05-20";
  Client carla_ = server_.AddAccount("carla", v1::ROLE_COORDINATOR);
  Client tess_ = server_.AddAccount("tess", v1::ROLE_TRAINER);
  std::vector<v1::Buddy> buddies_;
  int enrolled_ = 0;
  Client layla_ = server_.Anonymous();  // buddy B01
  Client piet_ = server_.Anonymous();   // buddy B02
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_SERVICE_ACADEMIE_ACADEMIE_FIXTURE_H_
