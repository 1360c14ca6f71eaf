// Items of an instrument as people read and type them: "home situation", thuissituatie.
#ifndef KANSRIJK_CLIENT_MESSAGE_ITEM_H_
#define KANSRIJK_CLIENT_MESSAGE_ITEM_H_

#include <string>

#include "absl/strings/string_view.h"

namespace kansrijk::client {

// The items of the Bridge are the pillars, and called so; those of other instruments go by their
// code, with hyphens.
std::string ItemLabel(absl::string_view code);

// The code of the item typed: by its code, or by its label in either language.
std::string ItemCode(absl::string_view typed);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_ITEM_H_
