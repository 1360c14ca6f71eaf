#include "client/message/names.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "google/protobuf/stubs/logging.h"
#include "kansrijk/v1/resources.h"

namespace kansrijk::client {
namespace {

absl::Status CheckTyped(absl::string_view typed) {
  const bool odd = std::any_of(typed.begin(), typed.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= ' ' || byte == 0x7F;
  });
  if (!typed.empty() && !odd) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::Substitute(_("\"$0\" is not a number or a name"),
                                                     Visible(typed, LineBreaks::kFlatten)));
}

// H 0142 is one number.
std::string WithoutSpaces(absl::string_view typed) {
  const bool number = absl::c_any_of(typed, absl::ascii_isdigit);
  return number ? absl::StrReplaceAll(typed, {{" ", ""}}) : std::string(typed);
}

}  // namespace

absl::StatusOr<std::string> ResourceName(absl::string_view type, absl::string_view typed) {
  const std::string number = WithoutSpaces(typed);
  RETURN_IF_ERROR(CheckTyped(number));
  if (absl::StrContains(number, '/')) return number;
  const v1::ResourceType* const resource = v1::FindResourceType(type);
  return absl::StrCat(resource == nullptr ? "" : resource->prefix, number);
}

absl::StatusOr<std::string> PairName(absl::string_view type, absl::string_view parent,
                                     absl::string_view child) {
  const v1::ResourceType* const resource = v1::FindResourceType(type);
  GOOGLE_CHECK(resource != nullptr && !resource->parent.empty()) << std::string(type);
  const absl::StatusOr<std::string> name = ResourceName(resource->parent, parent);
  if (!name.ok()) return name;
  const std::string number = WithoutSpaces(child);
  RETURN_IF_ERROR(CheckTyped(number));
  return absl::StrCat(*name, "/", resource->collection, "/", number.substr(number.rfind('/') + 1));
}

}  // namespace kansrijk::client
