#include "client/table/columns.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "client/table/figure.h"
#include "gtest/gtest.h"
#include "kansrijk/v1/resources.h"

namespace kansrijk::client {
namespace columns_test {

// What one column shows that only machines can read; "" when people can.
std::string TechnicalIn(const Descriptor& type, const Column& column) {
  std::string found;
  for (const absl::string_view name : absl::StrSplit(column.path, ' ')) {
    const FieldDescriptor* const field = FieldAt(type, name);
    if (field == nullptr || RulesOf(*field).resource().empty()) continue;
    if (column.heading != std::string("Resource name")) {
      absl::StrAppend(&found, type.name(), ".", name, " ");
    }
  }
  return found;
}

TEST(Columns, ShowNumbersAndNamesInsteadOfResourceNames) {
  std::string found;
  const auto* const pool = google::protobuf::DescriptorPool::generated_pool();
  for (const absl::string_view name : v1::kProtoFiles) {
    const auto* const file = pool->FindFileByName(std::string(name));
    for (int i = 0; i < file->message_type_count(); ++i) {
      const Descriptor& type = *file->message_type(i);
      for (const Column& column : ColumnsOf(type)) found += TechnicalIn(type, column);
    }
  }
  EXPECT_EQ(found, "");
}

TEST(WordsOfMethod, AreThereForEveryMethod) {
  const auto* const pool = google::protobuf::DescriptorPool::generated_pool();
  for (const absl::string_view name : v1::kProtoFiles) {
    const auto* const file = pool->FindFileByName(std::string(name));
    for (int i = 0; i < file->service_count(); ++i) {
      for (int k = 0; k < file->service(i)->method_count(); ++k) {
        const std::string method =
            absl::StrCat(file->service(i)->full_name(), "/", file->service(i)->method(k)->name());
        EXPECT_NE(WordsOfMethod(method), method);
      }
    }
  }
}

}  // namespace columns_test
}  // namespace kansrijk::client
