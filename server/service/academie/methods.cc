#include "server/service/methods.h"

#include "server/service/academie/attendance.h"
#include "server/service/academie/certificate.h"
#include "server/service/academie/certificate_rule.h"
#include "server/service/academie/enrolment.h"
#include "server/service/academie/external_participant.h"
#include "server/service/academie/training.h"
#include "server/service/academie/training_session.h"

namespace kansrijk::service {

void AddAcademieMethods(rpc::MethodTable& table) {
  table.Add<&CheckCertificate>("kansrijk.v1.CertificateService.CheckCertificate");
  table.Add<&GetCertificate>("kansrijk.v1.CertificateService.GetCertificate");
  table.Add<&IssueCertificate>("kansrijk.v1.CertificateService.IssueCertificate");
  table.Add<&ListCertificateNeeds>("kansrijk.v1.CertificateService.ListCertificateNeeds");
  table.Add<&ListCertificateRules>("kansrijk.v1.CertificateService.ListCertificateRules");
  table.Add<&ListCertificates>("kansrijk.v1.CertificateService.ListCertificates");
  table.Add<&RevokeCertificate>("kansrijk.v1.CertificateService.RevokeCertificate");
  table.Add<&UpdateCertificateRule>("kansrijk.v1.CertificateService.UpdateCertificateRule");
  table.Add<&CancelEnrolment>("kansrijk.v1.EnrolmentService.CancelEnrolment");
  table.Add<&CreateExternalParticipant>("kansrijk.v1.EnrolmentService.CreateExternalParticipant");
  table.Add<&Enrol>("kansrijk.v1.EnrolmentService.Enrol");
  table.Add<&GetExternalParticipant>("kansrijk.v1.EnrolmentService.GetExternalParticipant");
  table.Add<&UpdateExternalParticipant>("kansrijk.v1.EnrolmentService.UpdateExternalParticipant");
  table.Add<&GetEnrolment>("kansrijk.v1.EnrolmentService.GetEnrolment");
  table.Add<&ListEnrolments>("kansrijk.v1.EnrolmentService.ListEnrolments");
  table.Add<&ListExternalParticipants>("kansrijk.v1.EnrolmentService.ListExternalParticipants");
  table.Add<&RecordAttendance>("kansrijk.v1.EnrolmentService.RecordAttendance");
  table.Add<&CancelTrainingSession>("kansrijk.v1.TrainingService.CancelTrainingSession");
  table.Add<&CreateTraining>("kansrijk.v1.TrainingService.CreateTraining");
  table.Add<&GetTraining>("kansrijk.v1.TrainingService.GetTraining");
  table.Add<&GetTrainingSession>("kansrijk.v1.TrainingService.GetTrainingSession");
  table.Add<&ListTrainingSessions>("kansrijk.v1.TrainingService.ListTrainingSessions");
  table.Add<&ListTrainings>("kansrijk.v1.TrainingService.ListTrainings");
  table.Add<&PlanTrainingSession>("kansrijk.v1.TrainingService.PlanTrainingSession");
  table.Add<&UpdateTraining>("kansrijk.v1.TrainingService.UpdateTraining");
  table.Add<&UpdateTrainingSession>("kansrijk.v1.TrainingService.UpdateTrainingSession");
}

}  // namespace kansrijk::service
