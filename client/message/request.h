// Fills requests by reflection from what the user typed.
#ifndef KANSRIJK_CLIENT_MESSAGE_REQUEST_H_
#define KANSRIJK_CLIENT_MESSAGE_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/message/arguments.h"
#include "client/message/schema.h"

namespace kansrijk::client {

// The request of a command: arguments, flags and preset in their fields; for an update the mask
// holds exactly the fields whose flags were given. InvalidArgument: names the flag.
absl::Status FillRequest(const Typed& typed, Message& request);

// What the request requires and was not given, as it is typed: CHANNEL's --channel, TRACK.
struct Missing {
  std::string typed_as;                    // --channel or TRACK
  std::string flag;                        // channel; "" for an argument
  const FieldDescriptor* field = nullptr;  // null: no field of the request
  std::string path = {};                   // of the field; "" when others complete what it holds
  bool required = true;                    // false: asked for when somebody can answer
};
std::vector<Missing> FindMissing(const Typed& typed);

// Where the request holds the version to change: etag, or track.etag.
std::string EtagPath(const Descriptor& request);

// Text at a path; "" when it isn't set.
std::string TextAt(const Message& root, absl::string_view path);

// How the user typed the request field at `path`: --minutes, TRACK; the path itself when nothing
// typed fills it.
std::string TypedAs(const Command& command, absl::string_view path);

// A fresh UUID, version 4.
std::string NewRequestId();

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_REQUEST_H_
