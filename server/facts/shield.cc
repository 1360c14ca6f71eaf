#include "server/facts/shield.h"

#include <google/protobuf/descriptor.h>

#include <vector>

#include "kansrijk/v1/options.pb.h"

namespace kansrijk {

void ClearWhere(google::protobuf::Message& message) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->options().GetExtension(v1::field).tells_where()) {
      reflection.ClearField(&message, field);
    } else if (field->message_type() == nullptr) {
      continue;
    } else if (!field->is_repeated()) {
      ClearWhere(*reflection.MutableMessage(&message, field));
    } else {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        ClearWhere(*reflection.MutableRepeatedMessage(&message, field, i));
      }
    }
  }
}

}  // namespace kansrijk
