// Every field of a resource that a caller can set comes back: after it was made, and after it was
// changed. The resources, their fields and the rpcs are those of the descriptors, so that a new
// field that some layer forgets is found here.
#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/training.pb.h"
#include "server/base/mask.h"
#include "tests/rpc/noun.h"
#include "tests/rpc/plant.h"
#include "tests/rpc/request.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace kept_field_test {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// What no rule of a field can tell of the values to try; text format, where '$Type' stands for the
// name of that thing.
struct Sample {
  const char* type;
  const char* first;    // as it is made
  const char* other;    // as it is changed
  const char* without;  // fields left out, separated by blanks
};

constexpr Sample kSamples[] = {
    {"Account", "role: ROLE_BUDDY handle: 'lena' buddy: '$Buddy'", "", ""},
    {"Appointment", "buddy: '$Buddy'", "", ""},
    {"Assessment",
     "instrument: 'bridge-parts' instrument_version: '2' moment: ASSESSMENT_MOMENT_BEGIN "
     "date: '2026-01-20' scores { item: 'housing' level: 2 } scores { item: 'family' level: 3 }",
     "date: '2026-01-21' scores { item: 'housing' level: 1 } scores { item: 'family' level: 4 }",
     ""},
    {"Buddy", "number: 'B77' languages: ['nl', 'ar']", "languages: ['en', 'tr']", ""},
    {"CertificateRule", "programme: PROGRAMME_BASIC", "programme: PROGRAMME_BASIC", ""},
    {"Consent",
     "subject: '$Teenager' recipient: '$OtherOrganisation' parent: '$Member' subject_signed: true "
     "form: CONSENT_FORM_ORAL categories: [DATA_CATEGORY_CONTACT, DATA_CATEGORY_QUESTION]",
     "", "representative capacity"},
    {"Consent",
     "subject: '$Teenager' recipient: '$OtherOrganisation' subject_signed: true "
     "form: CONSENT_FORM_ORAL categories: [DATA_CATEGORY_QUESTION, DATA_CATEGORY_CONTACT]",
     "", "parent capacity"},
    {"Consent",
     "subject: '$Member' recipient: '$OtherOrganisation' capacity: CONSENT_CAPACITY_MENTOR "
     "form: CONSENT_FORM_ORAL categories: [DATA_CATEGORY_QUESTION]",
     "", "parent"},
    {"Household", "number: 'H-9001'", "", ""},
    {"Match", "buddy: '$SpareBuddy'", "", ""},
    {"Member", "number: 'L-9001' phone: '06-12345678' languages: ['nl', 'ar']",
     "phone: '06-87654321' languages: ['en', 'tr']", ""},
    {"Organisation", "code: 'GKB'", "", ""},
    {"Recognition", "kind: RECOGNITION_KIND_INCENTIVE date: '2026-05-20'", "", ""},
    {"Referral",
     "to: '$OtherOrganisation' reason: REFERRAL_REASON_DAY_ACTIVITIES "
     "categories: [DATA_CATEGORY_CONTACT, DATA_CATEGORY_QUESTION]",
     "to: '$ThirdOrganisation' reason: REFERRAL_REASON_LANGUAGE "
     "categories: [DATA_CATEGORY_CONTACT, DATA_CATEGORY_QUESTION, DATA_CATEGORY_GOALS]",
     ""},
    {"Route", "to: '$FourthOrganisation'", "from: '$Organisation' to: '$FourthOrganisation'", ""},
    {"Session", "buddy: '$Buddy'", "", ""},
    {"Settings", "notice_email: 'een@kansrijk.example'", "notice_email: 'twee@kansrijk.example'",
     ""},
    {"Step", "", "owner_member: '$OtherMember'", "owner_buddy"},
    {"Step", "", "", "owner_member"},
    {"Track", "number: 'T-9001' participant: '$OtherMember'", "", ""},
    {"Training", "code: 'A77'", "", ""},
    {"TrainingSession", "number: 'S-9001'", "", ""},
};

// Fields that stay as they were made.
struct Fixed {
  const char* field;
  const char* why;
};
constexpr Fixed kFixed[] = {
    {"Assessment.instrument", "its scores are of that instrument"},
    {"Assessment.instrument_version", "its scores are of that version"},
    {"Assessment.moment", "each track has one of each moment"},
    {"Buddy.number", "people know it by that number"},
    {"CertificateRule.programme", "there is one for each programme"},
    {"Household.number", "people know it by that number"},
    {"Member.number", "people know it by that number"},
    {"Organisation.code", "people know it by that code"},
    {"Route.from", "there is one for each pair of organisations"},
    {"Route.to", "there is one for each pair of organisations"},
    {"Session.buddy", "who held it does not change by amending what took place"},
    {"Track.number", "people know it by that number"},
    {"Track.participant", "another participant has another track"},
    {"Training.code", "people know it by that code"},
    {"TrainingSession.number", "people know it by that number"},
    {"TrainingSession.training", "people have enrolled for that training"},
};

// Fields that clear another when they alone become true.
struct Clearing {
  const char* field;
  const char* other;
  const char* why;
};
constexpr Clearing kClearing[] = {
    {"Session.no_show", "minutes", "who did not come was there for no minutes"},
};

// Fields that what happened to the resource sets, which callers can correct after that.
struct Happened {
  const char* field;
  const char* by;
};
constexpr Happened kHappened[] = {
    {"Track.close_date", "TransitionTrack ends the track on it"},
    {"Track.exit_reason", "TransitionTrack ends the track for it"},
};

std::string NameOf(const FieldDescriptor& field) {
  return absl::StrCat(field.containing_type()->name(), ".", field.name());
}

bool IsFixed(const FieldDescriptor& field) {
  return std::any_of(std::begin(kFixed), std::end(kFixed),
                     [&](const Fixed& fixed) { return fixed.field == NameOf(field); });
}

bool HasToHappen(const FieldDescriptor& field) {
  return std::any_of(std::begin(kHappened), std::end(kHappened),
                     [&](const Happened& happened) { return happened.field == NameOf(field); });
}

// What is given when the resource is made.
std::vector<const FieldDescriptor*> GivenFields(const Descriptor& type) {
  auto fields = SettableFields(type);
  std::erase_if(fields, [](const FieldDescriptor* field) { return HasToHappen(*field); });
  return fields;
}

// Values for every field, which differ from field to field and between the variants 1 and 2.
class Filler {
 public:
  Filler(const Things& things, int variant) : things_(things), variant_(variant) {}

  void Fill(Message& message) const {
    for (const FieldDescriptor* field : GivenFields(*message.GetDescriptor())) {
      field->is_repeated() ? Add(message, *field) : Set(message, *field);
    }
  }

 private:
  void Set(Message& message, const FieldDescriptor& field) const {
    const auto* reflection = message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection->SetString(&message, &field, TextFor(field));
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection->SetEnumValue(&message, &field, variant_);
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection->SetBool(&message, &field, variant_ == 1);
      case FieldDescriptor::CPPTYPE_INT32:
        return reflection->SetInt32(&message, &field, static_cast<int32_t>(NumberFor(field)));
      case FieldDescriptor::CPPTYPE_INT64:
        return reflection->SetInt64(&message, &field, NumberFor(field));
      default:
        ADD_FAILURE() << field.full_name() << " is of a type that this test cannot fill";
    }
  }

  // Those of a type whose values are no plain numbers or words stand in kSamples.
  void Add(Message& message, const FieldDescriptor& field) const {
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM) return;
    message.GetReflection()->AddEnumValue(&message, &field, variant_);
    message.GetReflection()->AddEnumValue(&message, &field, variant_ + 1);
  }

  int64_t NumberFor(const FieldDescriptor& field) const {
    const v1::Range& range = RulesOf(field).range();
    return range.min() + (2 * field.number() + variant_) % (range.max() - range.min() + 1);
  }

  std::string TextFor(const FieldDescriptor& field) const {
    const v1::FieldRules rules = RulesOf(field);
    if (!rules.resource().empty()) {
      const auto found = things_.find((variant_ == 1 ? "" : "Other") + rules.resource());
      return found == things_.end() ? "" : found->second.name;
    }
    if (rules.date() != v1::DATE_KIND_UNSPECIFIED) return DateFor(field, rules.date());
    if (rules.time_of_day()) return absl::StrFormat("%02d:%02d", 9 + variant_, field.number());
    if (rules.email()) return absl::StrCat(field.name(), variant_, "@example.org");
    return absl::StrCat(field.name(), " ", variant_).substr(0, rules.max_length());
  }

  std::string DateFor(const FieldDescriptor& field, v1::DateKind kind) const {
    const int day = field.number() % 28 + 1;
    if (kind == v1::DATE_KIND_BIRTH) return absl::StrFormat("199%d-05-%02d", variant_, day);
    const int month = kind == v1::DATE_KIND_HAPPENED ? variant_ + 1 : variant_ + 6;
    return absl::StrFormat("2026-%02d-%02d", month, day);
  }

  const Things& things_;
  const int variant_;
};

std::set<const FieldDescriptor*> LeftOut(const Sample& sample, const Descriptor& type) {
  std::set<const FieldDescriptor*> fields;
  for (const absl::string_view name : absl::StrSplit(sample.without, ' ', absl::SkipEmpty())) {
    fields.insert(type.FindFieldByName(std::string(name)));
  }
  EXPECT_FALSE(fields.contains(nullptr)) << type.name() << " lacks one of " << sample.without;
  return fields;
}

MessagePtr Valued(const Descriptor& type, const Things& things, int variant, const Sample& sample) {
  MessagePtr message = NewOf(type);
  Filler(things, variant).Fill(*message);
  MessagePtr given = NewOf(type);
  const std::string text = Expanded(variant == 1 ? sample.first : sample.other, things);
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, given.get())) << text;
  std::vector<const FieldDescriptor*> fields;
  given->GetReflection()->ListFields(*given, &fields);
  for (const FieldDescriptor* field : fields) {
    message->GetReflection()->ClearField(message.get(), field);
  }
  message->MergeFrom(*given);
  for (const FieldDescriptor* field : LeftOut(sample, type)) {
    message->GetReflection()->ClearField(message.get(), field);
  }
  return message;
}

std::vector<Sample> SamplesOf(const Descriptor& type) {
  std::vector<Sample> samples;
  std::copy_if(std::begin(kSamples), std::end(kSamples), std::back_inserter(samples),
               [&](const Sample& sample) { return type.name() == sample.type; });
  if (samples.empty()) samples.push_back({"", "", "", ""});
  return samples;
}

// Whether both are the same resource: by name, or by what never changes where it has none.
bool AreSame(const Message& a, const Message& b) {
  if (a.GetDescriptor() != b.GetDescriptor()) return false;
  if (!GetText(a, "name").empty()) return GetText(a, "name") == GetText(b, "name");
  const auto fields = SettableFields(*a.GetDescriptor());
  return std::all_of(fields.begin(), fields.end(), [&](const FieldDescriptor* field) {
    return !IsFixed(*field) || AgreeIn(*field, a, b);
  });
}

// `made` as it stands in `within`; null: nowhere.
const Message* Find(const Message& made, const Message& within) {
  if (AreSame(made, within)) return &within;
  std::vector<const FieldDescriptor*> fields;
  within.GetReflection()->ListFields(within, &fields);
  for (const FieldDescriptor* field : fields) {
    if (!IsOurs(*field)) continue;
    const int size = field->is_repeated() ? within.GetReflection()->FieldSize(within, field) : 1;
    for (int i = 0; i < size; ++i) {
      const Message* found = Find(
          made, field->is_repeated() ? within.GetReflection()->GetRepeatedMessage(within, field, i)
                                     : within.GetReflection()->GetMessage(within, field));
      if (found != nullptr) return found;
    }
  }
  return nullptr;
}

class KeptField : public ::testing::Test {
 protected:
  KeptField() {
    office_.AddOrganisation("GGD", v1::ORGANISATION_KIND_CARE);
    for (const char* recipient : {"BIB", "WIJ"}) {
      office_.OpenRoute("KO", recipient,
                        {v1::REFERRAL_REASON_DAY_ACTIVITIES, v1::REFERRAL_REASON_LANGUAGE});
    }
    training_ = AddTraining("A01");
    other_training_ = AddTraining("A02");
  }

  // A new case, and whatever else its resources can name.
  Things MakeThings() {
    const v1::Buddy buddy = AddBuddy(office_.coordinator, "");
    const Case made = AddCase(office_.coordinator, "", buddy);
    const v1::Buddy other_buddy = AddBuddy(office_.coordinator, "");
    MatchUp(office_.coordinator, made.track, other_buddy);
    return {
        {"Organisation", {OrganisationName("KO"), ""}},
        {"OtherOrganisation", {OrganisationName("BIB"), ""}},
        {"ThirdOrganisation", {OrganisationName("WIJ"), ""}},
        {"FourthOrganisation", {OrganisationName("GGD"), ""}},
        {"Account", {AccountName(office_.coordinator), ""}},
        {"OtherAccount", {AccountName(colleague_), ""}},
        {"Buddy", {buddy.name(), ""}},
        {"OtherBuddy", {other_buddy.name(), ""}},
        {"SpareBuddy", {AddBuddy(office_.coordinator, "").name(), ""}},
        {"Household", {made.household.name(), ""}},
        {"Member", {made.participant.name(), ""}},
        {"OtherMember", {AddParticipant(office_.coordinator, made.household, "Sem").name(), ""}},
        {"Teenager", {AddTeenager(made.household), ""}},
        {"Track", {made.track.name(), ""}},
        {"Goal", {AddGoal(made.track).name(), ""}},
        {"ReachedGoal", {Reach(AddGoal(made.track)).name(), ""}},
        {"Training", {training_, ""}},
        {"OtherTraining", {other_training_, ""}},
        {"Recipient", {OrganisationName("BIB"), ""}}};
  }

  std::string AddTeenager(const v1::Household& household) {
    v1::CreateMemberRequest request;
    request.set_parent(household.name());
    request.mutable_member()->set_given_name("Tess");
    request.mutable_member()->set_birth_date("2012-01-01");
    request.mutable_member()->set_relation(v1::MEMBER_RELATION_CHILD);
    return Must<v1::Member>(office_.coordinator, "HouseholdService/CreateMember", request).name();
  }

  v1::Goal AddGoal(const v1::Track& track) {
    v1::CreateGoalRequest request;
    request.set_parent(track.name());
    request.mutable_goal()->set_pillar(v1::PILLAR_WORK);
    request.mutable_goal()->set_text("Test");
    request.mutable_goal()->set_due_date("2029-12-31");
    return Must<v1::Goal>(office_.coordinator, "GoalService/CreateGoal", request);
  }

  v1::Goal Reach(v1::Goal goal) {
    for (const auto verb : {v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START, v1::GOAL_VERB_ACHIEVE}) {
      v1::TransitionGoalRequest request;
      request.set_name(goal.name());
      request.set_etag(goal.etag());
      request.set_verb(verb);
      goal = Must<v1::Goal>(office_.coordinator, "GoalService/TransitionGoal", request);
    }
    return goal;
  }

  std::string AddTraining(const std::string& code) {
    v1::CreateTrainingRequest request;
    request.mutable_training()->set_code(code);
    request.mutable_training()->set_title("Test");
    request.mutable_training()->set_programme(v1::PROGRAMME_BASIC);
    return Must<v1::Training>(trainer_, "TrainingService/CreateTraining", request).name();
  }

  std::string OrganisationName(const std::string& code) {
    v1::GetOrganisationRequest request;
    request.set_name("organisations/" + code);
    const auto found = office_.coordinator.Call<v1::Organisation>(
        "kansrijk.v1.OrganisationService/GetOrganisation", request);
    EXPECT_OK(found);
    return found.ok() ? found->name() : "";
  }

  static std::string AccountName(const Client& client) {
    const auto found =
        client.Call<v1::WhoamiResponse>("kansrijk.v1.AccountService/Whoami", v1::WhoamiRequest());
    EXPECT_OK(found);
    return found.ok() ? found->account().name() : "";
  }

  const Client& CallerOf(const MethodDescriptor& rpc) const {
    const auto& roles = rpc.options().GetExtension(v1::policy).roles();
    const auto may = [&](v1::Role role) {
      return std::find(roles.begin(), roles.end(), role) != roles.end();
    };
    if (may(v1::ROLE_COORDINATOR)) return office_.coordinator;
    return may(v1::ROLE_TRAINER) ? trainer_ : operator_;
  }

  absl::StatusOr<MessagePtr> Call(const MethodDescriptor& rpc, const Message& request) const {
    const auto bytes = CallerOf(rpc).CallRaw(PathOf(rpc), request.SerializeAsString());
    if (!bytes.ok()) return bytes.status();
    MessagePtr response = NewOf(*rpc.output_type());
    EXPECT_TRUE(response->ParseFromString(*bytes));
    return response;
  }

  // `rpc` about `content`, with the paths of a mask where it takes one; `current` is what it
  // changes.
  absl::StatusOr<MessagePtr> Send(const MethodDescriptor& rpc, const Message& content,
                                  const Things& things, const std::vector<std::string>& mask,
                                  const Message& current) {
    const MessagePtr request = RequestOf(rpc, things);
    const FieldDescriptor* field = FieldOf(*rpc.input_type(), *content.GetDescriptor(), false);
    request->GetReflection()->MutableMessage(request.get(), field)->CopyFrom(content);
    if (const auto* paths = rpc.input_type()->FindFieldByName("update_mask"); paths != nullptr) {
      google::protobuf::FieldMask given;
      for (const std::string& path : mask) given.add_paths(path);
      request->GetReflection()->MutableMessage(request.get(), paths)->CopyFrom(given);
    }
    NameWrong(current, *request);
    return Call(rpc, *request);
  }

  // A correction says what is wrong by the value that it has: `wrong_date` by `date`.
  static void NameWrong(const Message& current, Message& request) {
    const Descriptor& type = *current.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      const std::string wrong = absl::StrCat("wrong_", type.field(i)->name());
      if (request.GetDescriptor()->FindFieldByName(wrong) == nullptr) continue;
      SetText(request, wrong.c_str(), GetText(current, type.field(i)->name().c_str()));
    }
  }

  // As it stands now; null, and a failure, when it cannot be read.
  MessagePtr Read(const Noun& noun, const Message& made, const Things& things) {
    Things named = things;
    named[noun.type->name()] = {GetText(made, "name"), ""};
    if (noun.type->name() == "Recognition") named["Goal"] = things.at("ReachedGoal");
    const MessagePtr request = RequestOf(*noun.read, named);
    const auto answer = Call(*noun.read, *request);
    EXPECT_OK(answer) << noun.read->full_name() << " " << request->ShortDebugString();
    if (!answer.ok()) return nullptr;
    const Message* found = Find(made, **answer);
    EXPECT_NE(found, nullptr) << noun.read->full_name() << " does not answer "
                              << made.ShortDebugString();
    if (found == nullptr) return nullptr;
    MessagePtr copy(found->New());
    copy->CopyFrom(*found);
    return copy;
  }

  // That it answers what was sent, and which fields those are.
  std::set<std::string> ExpectKept(const Message& sent, const Message& read) {
    std::set<std::string> kept;
    for (const FieldDescriptor* field : SettableFields(*sent.GetDescriptor())) {
      EXPECT_TRUE(AgreeIn(*field, sent, read))
          << NameOf(*field) << ": sent " << Only(*field, sent)->ShortDebugString()
          << ", and it answers " << Only(*field, read)->ShortDebugString();
      if (IsSet(*field, sent)) kept.insert(NameOf(*field));
    }
    return kept;
  }

  // As it stands after it was made; null, and a failure, when that was refused.
  MessagePtr Make(const Noun& noun, const Things& things, const Message& content) {
    if (noun.make == nullptr) return Begin(noun, things, content);
    const auto answer = Send(*noun.make, content, things, {}, content);
    EXPECT_OK(answer) << content.ShortDebugString();
    if (!answer.ok()) return nullptr;
    if ((*answer)->GetDescriptor() == noun.type) return Read(noun, **answer, things);
    const FieldDescriptor* field = FieldOf(*(*answer)->GetDescriptor(), *noun.type, false);
    return Read(noun, (*answer)->GetReflection()->GetMessage(**answer, field), things);
  }

  // What is always there gets its first values by a change.
  MessagePtr Begin(const Noun& noun, const Things& things, const Message& content) {
    const auto current = Call(*noun.read, *RequestOf(*noun.read, things));
    EXPECT_OK(current);
    return current.ok() ? Change(noun, things, **current, content, AllPaths(*noun.type)) : nullptr;
  }

  static std::vector<std::string> AllPaths(const Descriptor& type) {
    std::vector<std::string> paths;
    for (const FieldDescriptor* field : SettableFields(type)) paths.push_back(field->name());
    return paths;
  }

  MessagePtr Change(const Noun& noun, const Things& things, const Message& current,
                    const Message& content, const std::vector<std::string>& paths) {
    const auto answer = Send(*noun.change, *Versioned(content, current), things, paths, current);
    EXPECT_OK(answer) << content.ShortDebugString();
    return answer.ok() ? Read(noun, **answer, things) : nullptr;
  }

  static MessagePtr Versioned(const Message& content, const Message& current) {
    MessagePtr versioned(content.New());
    versioned->CopyFrom(content);
    SetText(*versioned, "name", GetText(current, "name"));
    SetText(*versioned, "etag", GetText(current, "etag"));
    return versioned;
  }

  // Whether a mask may name the field: tried with the value that it has.
  bool IsChangeable(const Noun& noun, const Things& things, const Message& current,
                    const FieldDescriptor& field) {
    if (!HasMask(*noun.change)) return !IsFixed(field);
    const auto answer = Send(*noun.change, current, things, {field.name()}, current);
    return ReasonOf(answer.status()) != kMaskUnknownPath.reason;
  }

  // Those that a mask may name, each tried with the value that it has, without what the sample
  // leaves out.
  std::vector<const FieldDescriptor*> ChangeableFields(const Noun& noun, const Things& things,
                                                       const Message& current,
                                                       const Sample& sample) {
    const auto left_out = LeftOut(sample, *noun.type);
    std::vector<const FieldDescriptor*> fields;
    for (const FieldDescriptor* field : GivenFields(*noun.type)) {
      if (left_out.contains(field)) continue;
      if (IsChangeable(noun, things, *Read(noun, current, things), *field)) fields.push_back(field);
    }
    return fields;
  }

  static void ClearWhatGoesAlong(const std::vector<const FieldDescriptor*>& fields,
                                 Message& expected) {
    for (const Clearing& clearing : kClearing) {
      for (const FieldDescriptor* field : fields) {
        if (NameOf(*field) != clearing.field) continue;
        const FieldDescriptor* const other =
            field->containing_type()->FindFieldByName(clearing.other);
        const bool holds = expected.GetReflection()->GetBool(expected, field);
        if (holds && !absl::c_linear_search(fields, other)) {
          expected.GetReflection()->ClearField(&expected, other);
        }
      }
    }
  }

  // Changes these fields to what `content` has, and sees that they alone became that; null when it
  // was refused.
  MessagePtr ChangeTo(const Message& content, const std::vector<const FieldDescriptor*>& fields,
                      const Noun& noun, const Things& things, const Message& current) {
    const MessagePtr before = Read(noun, current, things);
    MessagePtr expected(before->New());
    expected->CopyFrom(*before);
    std::vector<std::string> paths;
    for (const FieldDescriptor* field : fields) {
      expected->GetReflection()->ClearField(expected.get(), field);
      expected->MergeFrom(*Only(*field, content));
      paths.push_back(field->name());
    }
    ClearWhatGoesAlong(fields, *expected);
    SCOPED_TRACE(absl::StrJoin(paths, ", "));
    MessagePtr after = Change(noun, things, *before, *expected, paths);
    if (after != nullptr) ExpectKept(*expected, *after);
    return after;
  }

  Referring office_;
  Client trainer_ = office_.server.AddAccount("trainer", v1::ROLE_TRAINER);
  Client colleague_ = office_.server.AddAccount("colleague", v1::ROLE_COORDINATOR);
  Client operator_ = office_.server.Operator();
  std::string training_;
  std::string other_training_;
};

TEST_F(KeptField, ComesBackAfterItsResourceWasMade) {
  for (const auto& [name, noun] : Nouns()) {
    SCOPED_TRACE(name);
    ASSERT_NE(noun.read, nullptr) << "nothing reads it; kReaders says what does";
    std::set<std::string> kept;
    for (const Sample& sample : SamplesOf(*noun.type)) {
      const Things things = MakeThings();
      const MessagePtr first = Valued(*noun.type, things, 1, sample);
      const MessagePtr made = Make(noun, things, *first);
      if (made != nullptr) kept.merge(ExpectKept(*first, *made));
    }
    for (const FieldDescriptor* field : GivenFields(*noun.type)) {
      EXPECT_TRUE(kept.contains(NameOf(*field))) << "no sample sets " << NameOf(*field);
    }
  }
}

TEST_F(KeptField, ComesBackAfterItsResourceWasChanged) {
  for (const auto& [name, noun] : Nouns()) {
    if (noun.change == nullptr) continue;
    SCOPED_TRACE(name);
    std::set<std::string> changed;
    for (const Sample& sample : SamplesOf(*noun.type)) {
      const Things things = MakeThings();
      const MessagePtr first = Valued(*noun.type, things, 1, sample);
      const MessagePtr other = Valued(*noun.type, things, 2, sample);
      MessagePtr current = Make(noun, things, *first);
      if (current == nullptr) continue;
      const auto fields = ChangeableFields(noun, things, *current, sample);
      current = ChangeTo(*other, fields, noun, things, *current);
      for (const FieldDescriptor* field : fields) {
        if (!AgreeIn(*field, *first, *other)) changed.insert(NameOf(*field));
        if (current == nullptr || !HasMask(*noun.change)) continue;
        current = ChangeTo(*first, {field}, noun, things, *current);
      }
    }
    for (const FieldDescriptor* field : GivenFields(*noun.type)) {
      EXPECT_NE(changed.contains(NameOf(*field)), IsFixed(*field))
          << NameOf(*field)
          << (IsFixed(*field) ? " is said to be fixed, and changes" : " is changed by no sample");
    }
  }
}

}  // namespace kept_field_test
}  // namespace kansrijk::testing
