// What keeps the server from starting: each thing that a proto can leave out, or say against
// itself, is left out or said in a sound one.
#include "server/rpc/declaration.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "server/rpc/method.h"
#include "server/store/office/resolve.h"

namespace kansrijk::rpc {
namespace declaration_test {

using google::protobuf::DescriptorPool;
using google::protobuf::DescriptorProto;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptor;
using google::protobuf::FileDescriptorProto;
using google::protobuf::MethodDescriptor;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kSound[] = R"pb(
  name: "sound.proto"
  package: "kansrijk.v1"
  message_type {
    name: "Track"
    field {
      name: "name"
      number: 1
      type: TYPE_STRING
      label: LABEL_OPTIONAL
      options {
        [kansrijk.v1.field] { resource: "Track" output_only: true subject: true }
      }
    }
    field { name: "number" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL }
    field {
      name: "outcome"
      number: 3
      type: TYPE_STRING
      label: LABEL_OPTIONAL
      options {
        [kansrijk.v1.field] { sensitivity: SENSITIVITY_SPECIAL }
      }
    }
    options {
      [kansrijk.v1.resource] {
        pattern: "tracks/{track}"
        scope: RELATION_CASELOAD
        number: "number"
        view: "visible_track"
      }
      [kansrijk.v1.sensitivity]: SENSITIVITY_PERSONAL
    }
  }
  message_type {
    name: "GetTrackRequest"
    field {
      name: "name"
      number: 1
      type: TYPE_STRING
      label: LABEL_OPTIONAL
      options {
        [kansrijk.v1.field] { required: true resource: "Track" }
      }
    }
    options {
      [kansrijk.v1.sensitivity]: SENSITIVITY_NONE
    }
  }
  message_type {
    name: "ListTracksResponse"
    field {
      name: "tracks"
      number: 1
      type_name: ".kansrijk.v1.Track"
      type: TYPE_MESSAGE
      label: LABEL_REPEATED
    }
    field { name: "next_page_token" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL }
    options {
      [kansrijk.v1.sensitivity]: SENSITIVITY_NONE
    }
  }
  message_type { name: "ListTracksRequest" }
  service {
    name: "TrackService"
    method {
      name: "GetTrack"
      input_type: ".kansrijk.v1.GetTrackRequest"
      output_type: ".kansrijk.v1.Track"
      options {
        [kansrijk.v1.policy] {
          roles: ROLE_BUDDY
          relation: RELATION_CASELOAD
          purpose: PURPOSE_COACHING
          target: "name"
        }
      }
    }
    method {
      name: "ListTracks"
      input_type: ".kansrijk.v1.ListTracksRequest"
      output_type: ".kansrijk.v1.ListTracksResponse"
      options {
        [kansrijk.v1.policy] {
          roles: ROLE_BUDDY
          relation: RELATION_CASELOAD
          purpose: PURPOSE_COACHING
        }
      }
    }
  }
)pb";

class Declaration : public ::testing::Test {
 protected:
  Declaration() {
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kSound, &file_));
    track_ = file_.mutable_message_type(0);
    list_ = file_.mutable_message_type(2);
    resource_ = track_->mutable_options()->MutableExtension(v1::resource);
    get_policy_ = PolicyOf(0);
    list_policy_ = PolicyOf(1);
  }

  static v1::FieldRules& RulesOf(FieldDescriptorProto& field) {
    return *field.mutable_options()->MutableExtension(v1::field);
  }
  static void Say(DescriptorProto& message, v1::Sensitivity sensitivity) {
    message.mutable_options()->SetExtension(v1::sensitivity, sensitivity);
  }

  // As the file stands now. Descriptors are kept, as those of the API are.
  const FileDescriptor& Built() {
    static auto& pools = *new std::vector<std::unique_ptr<DescriptorPool>>;
    pools.push_back(std::make_unique<DescriptorPool>());
    const FileDescriptor* const built = pools.back()->BuildFile(file_);
    EXPECT_NE(built, nullptr);
    return *built;
  }
  std::vector<std::string> InTrack() { return FaultsInMessage(*Built().message_type(0)); }
  std::vector<std::string> InList() { return FaultsInMessage(*Built().message_type(2)); }
  std::vector<std::string> InResource() { return FaultsInResource(*Built().message_type(0)); }
  std::vector<std::string> InGet() { return FaultsInMethod(*Built().service(0)->method(0)); }
  std::vector<std::string> InListing() { return FaultsInMethod(*Built().service(0)->method(1)); }

  FileDescriptorProto file_;
  DescriptorProto* track_;
  DescriptorProto* list_;
  v1::Resource* resource_;
  v1::Policy* get_policy_;
  v1::Policy* list_policy_;

 private:
  v1::Policy* PolicyOf(int method) {
    return file_.mutable_service(0)->mutable_method(method)->mutable_options()->MutableExtension(
        v1::policy);
  }
};

TEST_F(Declaration, IsSoundAsItStands) {
  EXPECT_THAT(InTrack(), IsEmpty());
  EXPECT_THAT(InList(), IsEmpty());
  EXPECT_THAT(InResource(), IsEmpty());
  EXPECT_THAT(InGet(), IsEmpty());
  EXPECT_THAT(InListing(), IsEmpty());
}

TEST_F(Declaration, SaysOfEveryFieldHowSensitiveItIs) {
  track_->mutable_options()->ClearExtension(v1::sensitivity);
  EXPECT_THAT(InTrack(), ElementsAre("name does not say how sensitive it is",
                                     "number does not say how sensitive it is"));
  RulesOf(*track_->mutable_field(0)).set_sensitivity(v1::SENSITIVITY_NONE);
  RulesOf(*track_->mutable_field(1)).set_sensitivity(v1::SENSITIVITY_NONE);
  EXPECT_THAT(InTrack(), IsEmpty()) << "NONE, once said, will do";
}

TEST_F(Declaration, HasNothingSensitiveInAMessageThatSaysNone) {
  Say(*track_, v1::SENSITIVITY_NONE);
  EXPECT_THAT(InTrack(), ElementsAre("outcome is sensitive in a message that says NONE"));
}

TEST_F(Declaration, SaysOfEachFieldThatItIsSpecialOrSecret) {
  for (const auto sensitivity : {v1::SENSITIVITY_SPECIAL, v1::SENSITIVITY_SECRET}) {
    Say(*track_, sensitivity);
    EXPECT_THAT(InTrack(), Contains(HasSubstr("are said of each field")));
  }
}

TEST_F(Declaration, LeavesAHeldMessageToItsFields) {
  RulesOf(*list_->mutable_field(0)).set_sensitivity(v1::SENSITIVITY_NONE);
  EXPECT_THAT(InList(), ElementsAre("tracks holds a message, whose fields say it"));
}

TEST_F(Declaration, GivesAResourceAScope) {
  resource_->clear_scope();
  EXPECT_THAT(InResource(), Contains("no scope"));
}

TEST_F(Declaration, GivesAResourceTheViewThatItsQueriesAsk) {
  resource_->set_view("visible_household");
  EXPECT_THAT(InResource(),
              ElementsAre("query resolve_track_by_id does not ask visible_household",
                          "query resolve_track_by_number does not ask visible_household",
                          "query resolve_track_by_household does not ask visible_household"));
  resource_->clear_view();
  EXPECT_THAT(InResource(), ElementsAre("it is looked up without a view that says who sees it"));
}

TEST_F(Declaration, GivesAResourceANumberThatItHasAndThatFindsIt) {
  resource_->set_number("code");
  EXPECT_THAT(InResource(), ElementsAre("its number code is no field of it"));
  resource_->clear_number();
  EXPECT_THAT(InResource(),
              ElementsAre("it has a number, or a query by number, without the other"));
}

TEST_F(Declaration, KnowsWhichResourcesAreOfAHousehold) {
  resource_->set_scope(v1::RELATION_ORGANISATION);
  EXPECT_THAT(InResource(),
              ElementsAre("scope and query disagree on whether it is of a household"));
}

TEST_F(Declaration, PromisesNoViewWhereNothingLooksUp) {
  const v1::Resource& declared = *resource_;
  EXPECT_THAT(store::LookupFaults("Diary", declared),
              ElementsAre("it is seen through visible_track, but no query looks one up"));
}

TEST_F(Declaration, GivesAMethodRolesRelationAndPurpose) {
  get_policy_->clear_roles();
  EXPECT_THAT(InGet(), ElementsAre("no roles, or some for anyone"));
  get_policy_->set_anyone(true);
  EXPECT_THAT(InGet(), IsEmpty());
  get_policy_->clear_relation();
  EXPECT_THAT(InGet(), ElementsAre("no relation"));
  get_policy_->set_relation(v1::RELATION_CASELOAD);
  get_policy_->clear_purpose();
  EXPECT_THAT(InGet(), ElementsAre("no purpose"));
}

TEST_F(Declaration, HasARelationThatIsTheScopeOfTheTarget) {
  for (const auto relation : {v1::RELATION_NONE, v1::RELATION_ORGANISATION, v1::RELATION_SIGNAL,
                              v1::RELATION_REFERRAL, v1::RELATION_CONSENT}) {
    get_policy_->set_relation(relation);
    EXPECT_THAT(InGet(), ElementsAre(HasSubstr("but the scope of Track is CASELOAD")));
  }
}

TEST_F(Declaration, HasARelationThatIsTheScopeOfWhatIsAnswered) {
  list_policy_->set_relation(v1::RELATION_ORGANISATION);
  EXPECT_THAT(InListing(),
              ElementsAre("relation ORGANISATION, but the scope of Track is CASELOAD"));
}

TEST_F(Declaration, IsAboutTheCallerOnlyWhereNobodyElseCanBeNamed) {
  list_policy_->set_relation(v1::RELATION_SELF);
  EXPECT_THAT(InListing(), IsEmpty());
  get_policy_->set_relation(v1::RELATION_SELF);
  EXPECT_THAT(InGet(), ElementsAre("relation SELF, though its request can name another"));
}

TEST_F(Declaration, NeedsARelationForPersonalDataThatIsOfNoResource) {
  track_->mutable_options()->ClearExtension(v1::resource);
  list_policy_->set_relation(v1::RELATION_NONE);
  EXPECT_THAT(InListing(), ElementsAre("relation NONE, but its answer is personal"));
  list_policy_->clear_roles();
  list_policy_->set_anyone(true);
  EXPECT_THAT(InListing(), IsEmpty()) << "whoever asks holds what cannot be guessed";
}

TEST_F(Declaration, HasATargetThatNamesAResource) {
  get_policy_->set_target("track");
  EXPECT_THAT(InGet(), Contains("target track names no resource"));
}

TEST_F(Declaration, NamesNothingThatCannotBeLookedUp) {
  RulesOf(*file_.mutable_message_type(1)->mutable_field(0)).set_resource("Diary");
  EXPECT_THAT(InGet(), Contains("name is of an unknown type Diary"));
}

TEST_F(Declaration, SaysWhosePersonalDataAnAnswerHolds) {
  RulesOf(*track_->mutable_field(0)).clear_subject();
  EXPECT_THAT(InListing(), ElementsAre("kansrijk.v1.Track.name is personal without a subject",
                                       "kansrijk.v1.Track.number is personal without a subject",
                                       "kansrijk.v1.Track.outcome is personal without a subject"));
}

TEST_F(Declaration, HasSecretsAtTheTopOfAnAnswerOnly) {
  RulesOf(*track_->mutable_field(1)).set_sensitivity(v1::SENSITIVITY_SECRET);
  EXPECT_THAT(InGet(), IsEmpty());
  EXPECT_THAT(InListing(), ElementsAre(HasSubstr("Track.number is a secret inside an answer")));
}

TEST_F(Declaration, IsHeldAgainstItsFilesByTheTableOfMethods) {
  track_->mutable_options()->ClearExtension(v1::sensitivity);
  resource_->clear_scope();
  const auto faults = MethodTable({&Built()}).Faults();
  EXPECT_THAT(faults, Contains("kansrijk.v1.Track: number does not say how sensitive it is"));
  EXPECT_THAT(faults, Contains("kansrijk.v1.Track: no scope"));
  EXPECT_THAT(faults, Contains("kansrijk.v1.TrackService/GetTrack: it has no use case"));
}

TEST(Sensitivity, IsTheFieldsOwnElseTheMessages) {
  const auto of = [](const google::protobuf::Descriptor& type, const char* field) {
    return SensitivityOf(*type.FindFieldByName(field));
  };
  const auto& session = *v1::Session::descriptor();
  EXPECT_EQ(of(session, "note"), v1::SENSITIVITY_SPECIAL);
  EXPECT_EQ(of(session, "date"), v1::SENSITIVITY_PERSONAL);
  EXPECT_EQ(of(session, "history"), v1::SENSITIVITY_UNSPECIFIED);
  EXPECT_EQ(of(*v1::GetSessionRequest::descriptor(), "name"), v1::SENSITIVITY_NONE);
  EXPECT_EQ(of(*v1::IssueTokenResponse::descriptor(), "token"), v1::SENSITIVITY_SECRET);
}

}  // namespace declaration_test
}  // namespace kansrijk::rpc
