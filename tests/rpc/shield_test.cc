// Where a shielded household lives or is met: the fields that tell it say so, and the rule finds
// them.
#include "server/facts/shield.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/dossier.pb.h"
#include "kansrijk/v1/options.pb.h"
#include "kansrijk/v1/resources.h"

namespace kansrijk::testing {
namespace shield_test {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using ::testing::ElementsAre;

bool SaysWhere(const FieldDescriptor& field) {
  const auto* const values = field.enum_type();
  return (values != nullptr && values->name() == "Neighbourhood") || field.name() == "place" ||
         field.name() == "address";
}

// Of a message that is answered: what a request says its caller knows.
void AddUnmarked(const Descriptor& message, std::vector<std::string>& unmarked) {
  if (absl::EndsWith(message.name(), "Request")) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    const bool marked = field.options().GetExtension(v1::field).tells_where();
    if (SaysWhere(field) && !marked) {
      unmarked.push_back(absl::StrCat(message.name(), ".", field.name()));
    }
  }
}

TEST(Shield, KnowsEveryFieldThatTellsWhereAHouseholdIs) {
  std::vector<std::string> unmarked;
  for (const absl::string_view name : v1::kProtoFiles) {
    const auto* const file =
        google::protobuf::DescriptorPool::generated_pool()->FindFileByName(std::string(name));
    ASSERT_NE(file, nullptr) << name;
    for (int i = 0; i < file->message_type_count(); ++i) {
      AddUnmarked(*file->message_type(i), unmarked);
    }
  }
  EXPECT_THAT(unmarked, ElementsAre("Buddy.neighbourhood", "TrainingSession.place"));
}

TEST(Shield, ClearsWhereAtAnyDepthAndNothingElse) {
  v1::Dossier dossier;
  v1::Household& household = *dossier.mutable_household();
  household.set_number("H-0142");
  household.set_address("Holtstek 1");
  household.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  household.add_events()->set_to_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  household.mutable_events(0)->set_date("2026-05-18");
  v1::Appointment& appointment = *dossier.add_appointments();
  appointment.set_place("bibliotheek");
  appointment.set_date("2026-05-22");
  const std::string before = dossier.SerializeAsString();
  EXPECT_EQ(WithoutWhereIf(false, dossier).SerializeAsString(), before);
  EXPECT_EQ(WithoutWhereIf(true, dossier).ShortDebugString(),
            "household { number: \"H-0142\" events { date: \"2026-05-18\" } } "
            "appointments { date: \"2026-05-22\" }");
}

}  // namespace shield_test
}  // namespace kansrijk::testing
