#include "tests/rpc/request.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "kansrijk/v1/options.pb.h"
#include "server/rpc/method.h"
#include "tests/testing/client.h"

namespace kansrijk::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

struct Addition {
  const char* rpc;
  const char* text;  // text format; $Type stands for the name of that thing, $unique for a new word
};

// What no rule of a field can tell.
constexpr Addition kAdditions[] = {
    {"AccountService/CreateAccount", "account { role: ROLE_TRAINER handle: '$unique' }"},
    {"AccountService/SetNoticeEmail", "email: 'test@kansrijk.example'"},
    {"AppointmentService/CreateAppointment", "appointment { date: '2029-12-31' }"},
    {"AppointmentService/TransitionAppointment", "verb: APPOINTMENT_VERB_CANCEL"},
    {"AssessmentService/CorrectAssessment",
     "assessment { scores { item: 'work' level: 2 } note: 'Test' } update_mask { paths: 'note' }"},
    {"AssessmentService/RecordAssessment",
     "assessment { moment: ASSESSMENT_MOMENT_HALFWAY scores { item: 'work' level: 3 } }"},
    {"BuddyService/UpdateBuddy", "update_mask { paths: 'family_name' }"},
    {"ConsentService/GiveConsent",
     "consent { recipient: '$Recipient' categories: DATA_CATEGORY_CONTACT subject_signed: true }"},
    {"CertificateService/UpdateCertificateRule", "rule { validity_months: 24 }"},
    {"EnrolmentService/RecordAttendance", "others_attended: true"},
    {"EnrolmentService/UpdateExternalParticipant", "update_mask { paths: 'display_name' }"},
    {"GoalService/CreateGoal", "goal { due_date: '2029-12-31' }"},
    {"GoalService/CreateStep", "step { due_date: '2029-12-31' }"},
    {"GoalService/UpdateGoal",
     "goal { measure: 'Test' due_date: '2029-12-31' } update_mask { paths: 'measure' }"},
    {"GoalService/UpdateStep", "step { due_date: '2029-12-31' } update_mask { paths: 'due_date' }"},
    {"HouseholdService/EndMembership", "leave_reason: LEAVE_REASON_MOVED_OUT"},
    {"HouseholdService/JoinHouseholds", "other: '$SpareHousehold'"},
    {"HouseholdService/LinkMembers", "other: '$SpareMember'"},
    {"HouseholdService/MoveHousehold", "neighbourhood: NEIGHBOURHOOD_OTHER"},
    {"HouseholdService/SearchHouseholds", "query: 'testdeelnemer'"},
    {"HouseholdService/SplitHousehold", "member_numbers: '$SpareMemberNumber'"},
    {"HouseholdService/TransferMember", "household: '$SpareHousehold'"},
    {"HouseholdService/UnlinkMembers", "other: '$SpareMember'"},
    {"HouseholdService/UpdateHousehold", "update_mask { paths: 'type' }"},
    {"HouseholdService/UpdateMember", "member { phone: '06' } update_mask { paths: 'phone' }"},
    {"ImportService/AddImportChunk", "file: 'huishoudens'"},
    {"InstrumentService/GetInstrument", "code: 'bridge'"},
    {"MatchService/CreateMatch", "match { buddy: '$SpareBuddy' }"},
    {"MatchService/HandOverTrack",
     "buddy: '$SpareBuddy' no_conflict_of_interest: true override_reason: 'Test'"},
    {"MatchService/LeaveBuddy",
     "to: '$SpareBuddy' no_conflict_of_interest: true override_reason: 'Test'"},
    {"MatchService/TransitionMatch", "verb: MATCH_VERB_END reason: 'Test'"},
    {"OrganisationService/CreateOrganisation", "organisation { code: '$unique' }"},
    {"OrganisationService/UpdateOrganisation", "update_mask { paths: 'display_name' }"},
    {"RecognitionService/RecordRecognition", "parent: '$ReachedGoal'"},
    {"ReferralService/DraftInboundReferral",
     "to: '$Recipient' payload { contact { given_name: 'Test' family_name: 'Test' "
     "birth_date: '1990-05-01' } question: 'Test' } consent { subject_signed: true }"},
    {"ReferralService/DraftReferral",
     "referral { to: '$Recipient' reason: REFERRAL_REASON_LANGUAGE question: 'Test' }"},
    {"ReferralService/TransitionReferral", "verb: REFERRAL_VERB_SEND"},
    {"ReferralService/UpdateReferral",
     "referral { question: 'Test' } update_mask { paths: 'question' }"},
    {"RouteService/SetRoute",
     "route { to: '$Recipient' etag: '$RouteEtag' reasons: REFERRAL_REASON_LANGUAGE }"},
    {"SessionService/AmendSession", "session { minutes: 30 } update_mask { paths: 'minutes' }"},
    {"SessionService/LogSession", "session { minutes: 30 buddy: '$Buddy' }"},
    {"SessionService/MoveSession", "track: '$SpareTrack'"},
    {"SettingsService/UpdateSettings",
     "settings { etag: '$SettingsEtag' days_waiting_max: 30 } update_mask { paths: "
     "'days_waiting_max' }"},
    {"SignalService/TransitionSignal", "verb: SIGNAL_VERB_MAP"},
    {"StatisticsService/GetAuditFile", "path: 'audit/started.json'"},
    {"StatisticsService/GetPublicFile", "path: 'public/release.json'"},
    {"StatisticsService/OpenPeriod", "code: '2019'"},
    {"StatisticsService/PreviewRelease", "code: '2019' tables: 'started'"},
    {"StatisticsService/PublishRelease", "code: '2019'"},
    {"SituationService/CorrectSituation",
     "wrong_date: '2026-01-05' situation { debt: DEBT_ARREARS } update_mask { paths: 'debt' }"},
    {"TrackService/CorrectDate", "wrong_date: '2199-09-15' date: '2026-01-05'"},
    {"TrackService/CreateTrack", "track { participant: '$SpareMember' }"},
    {"TrackService/TransitionTrack", "verb: TRACK_VERB_PAUSE"},
    {"TrainingService/CreateTraining", "training { code: '$unique' }"},
    {"TrainingService/PlanTrainingSession", "session { date: '2029-12-31' }"},
    {"TrainingService/UpdateTraining", "update_mask { paths: 'title' }"},
    {"TrainingService/UpdateTrainingSession",
     "session { capacity: 20 } update_mask { paths: 'capacity' }"},
    {"TrackService/UpdateTrack",
     "track { own_question: 'Test' } update_mask { paths: 'own_question' }"},
};

// Filters and choices that are left open: another field says what is meant.
constexpr const char* kLeftOpen[] = {
    "EnrolmentService/Enrol.external_participant",
    "EnrolmentService/ListEnrolments.buddy",
    "CertificateService/IssueCertificate.external_participant",
    "ReferralService/TransitionReferral.participant",
    "SessionService/LogSession.appointment",
};

std::string ShortPathOf(const MethodDescriptor& rpc) {
  return absl::StrCat(rpc.service()->name(), "/", rpc.name());
}

v1::FieldRules RulesOf(const FieldDescriptor& field) {
  return field.options().GetExtension(v1::field);
}

std::string NameIn(const Things& things, const std::string& type) {
  const auto found = things.find(type);
  return found == things.end() ? "" : found->second.name;
}

class Filler {
 public:
  Filler(const Things& things, std::string target) : things_(things), target_(std::move(target)) {}

  void Fill(Message& message, const std::string& prefix) {
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *message.GetDescriptor()->field(i);
      const std::string path = absl::StrCat(prefix, field.name());
      const v1::FieldRules rules = RulesOf(field);
      if (rules.output_only() && path != target_) continue;
      const bool filter = prefix.empty() && !rules.resource().empty();
      const bool wanted = rules.required() || filter || path == target_;
      if (wanted && !field.is_repeated()) Set(message, field, rules, path);
    }
    SetEtag(message, prefix);
  }

 private:
  void Set(Message& message, const FieldDescriptor& field, const v1::FieldRules& rules,
           const std::string& path) {
    const auto* reflection = message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection->SetString(&message, &field, TextFor(rules));
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection->SetEnumValue(&message, &field, 1);
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (field.message_type()->file()->package() == "kansrijk.v1") {
          Fill(*reflection->MutableMessage(&message, &field), absl::StrCat(path, "."));
        }
        return;
      default:
        return;
    }
  }

  std::string TextFor(const v1::FieldRules& rules) const {
    if (!rules.resource().empty()) return NameIn(things_, rules.resource());
    if (rules.uuid()) return NewRequestId();
    return rules.date() != v1::DATE_KIND_UNSPECIFIED ? "1990-05-01" : "Test";
  }

  // A message with an etag, beside the name of the target, carries the target's.
  void SetEtag(Message& message, const std::string& prefix) {
    const Descriptor& type = *message.GetDescriptor();
    const FieldDescriptor* name = type.FindFieldByName("name");
    const FieldDescriptor* etag = type.FindFieldByName("etag");
    if (name == nullptr || etag == nullptr || absl::StrCat(prefix, "name") != target_) return;
    const auto found = things_.find(RulesOf(*name).resource());
    if (found == things_.end()) return;
    message.GetReflection()->SetString(&message, etag, found->second.etag);
  }

  const Things& things_;
  const std::string target_;
};

// Who takes part is no secret, but to act for an organisation is its own people's.
bool IsForAll(const v1::FieldRules& rules, const std::string& path, const v1::Policy& policy) {
  const bool own = path == policy.target() && policy.relation() == v1::RELATION_ORGANISATION;
  return rules.resource() == "Organisation" && !own;
}

bool NamesThingsIn(const Descriptor& type, const std::string& prefix, const v1::Policy& policy) {
  const std::string& target = policy.target();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const v1::FieldRules rules = RulesOf(field);
    const std::string path = absl::StrCat(prefix, field.name());
    if (rules.output_only() && path != target) continue;
    if (IsForAll(rules, path, policy)) continue;
    if (!rules.resource().empty() && (prefix.empty() || rules.required() || path == target)) {
      return true;
    }
    if (rules.required() && field.type() == FieldDescriptor::TYPE_MESSAGE &&
        NamesThingsIn(*field.message_type(), absl::StrCat(path, "."), policy)) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string Expanded(std::string text, const Things& things) {
  for (const auto& [type, thing] : things) {
    text = absl::StrReplaceAll(
        text, {{absl::StrCat("'$", type, "'"), absl::StrCat("'", thing.name, "'")}});
  }
  return absl::StrReplaceAll(text, {{"$unique", NewRequestId().substr(24)}});
}

std::unique_ptr<Message> RequestOf(const MethodDescriptor& rpc, const Things& things) {
  std::unique_ptr<Message> request(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(rpc.input_type())->New());
  Filler(things, rpc.options().GetExtension(v1::policy).target()).Fill(*request, "");
  for (const Addition& addition : kAdditions) {
    if (ShortPathOf(rpc) != addition.rpc) continue;
    std::unique_ptr<Message> added(request->New());
    EXPECT_TRUE(
        google::protobuf::TextFormat::ParseFromString(Expanded(addition.text, things), added.get()))
        << addition.text;
    request->MergeFrom(*added);
  }
  for (const absl::string_view left : kLeftOpen) {
    const std::vector<std::string> parts = absl::StrSplit(left, '.');
    if (ShortPathOf(rpc) != parts[0]) continue;
    request->GetReflection()->ClearField(request.get(),
                                         request->GetDescriptor()->FindFieldByName(parts[1]));
  }
  return request;
}

bool NamesThings(const MethodDescriptor& rpc) {
  return NamesThingsIn(*rpc.input_type(), "", rpc.options().GetExtension(v1::policy));
}

std::vector<const MethodDescriptor*> Rpcs() {
  std::vector<const MethodDescriptor*> rpcs;
  for (const auto* service : rpc::MethodTable::Services()) {
    for (int i = 0; i < service->method_count(); ++i) rpcs.push_back(service->method(i));
  }
  std::sort(rpcs.begin(), rpcs.end(),
            [](const auto* a, const auto* b) { return a->full_name() < b->full_name(); });
  return rpcs;
}

std::string PathOf(const MethodDescriptor& rpc) {
  return absl::StrCat(rpc.service()->full_name(), "/", rpc.name());
}

}  // namespace kansrijk::testing
