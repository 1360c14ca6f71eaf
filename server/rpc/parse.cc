// ParseRequest: generated parsers only say that something is wrong; this says what and where.
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include "absl/strings/str_cat.h"
#include "server/base/error.h"
#include "server/base/text.h"
#include "server/rpc/rules.h"

namespace kansrijk::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

constexpr ErrorKind kNotUtf8{"NOT_UTF8", absl::StatusCode::kInvalidArgument,
                             "`$0` is not valid UTF-8 text", "`$0` is geen geldige UTF-8-tekst"};
constexpr ErrorKind kTooDeep{"TOO_DEEP", absl::StatusCode::kInvalidArgument,
                             "`$0` is nested deeper than 32 levels",
                             "`$0` is dieper dan 32 niveaus genest"};
constexpr ErrorKind kTooLarge{"TOO_LARGE", absl::StatusCode::kInvalidArgument,
                              "the message is larger than 1 MiB, mostly because of `$0`",
                              "het bericht is groter dan 1 MiB, vooral door `$0`"};
constexpr ErrorKind kMalformed{"MALFORMED", absl::StatusCode::kInvalidArgument,
                               "the message cannot be read from `$0` on: it is cut off or damaged",
                               "het bericht is vanaf `$0` niet te lezen: afgebroken of beschadigd"};

absl::Status At(const ErrorKind& kind, const std::string& path) {
  return path.empty() ? Error(kind, {"request"}) : FieldError(kind, path, {path});
}

std::string Join(const std::string& path, const FieldDescriptor* field) {
  return path.empty() ? field->name() : absl::StrCat(path, ".", field->name());
}

// Walks the wire format of one message; remembers the largest field on the way.
class Scanner {
 public:
  absl::Status Scan(const std::string& bytes, const Descriptor& type, const std::string& path,
                    int depth) {
    if (depth > kMessageDepthMax) return At(kTooDeep, path);
    CodedInputStream input(reinterpret_cast<const uint8_t*>(bytes.data()),
                           static_cast<int>(bytes.size()));
    std::string last = path;
    while (const uint32_t tag = input.ReadTag()) {
      const FieldDescriptor* field = type.FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
      if (field != nullptr) last = Join(path, field);
      absl::Status status = ScanField(input, tag, field, last, depth);
      if (!status.ok()) return status;
    }
    return input.ConsumedEntireMessage() ? absl::OkStatus() : At(kMalformed, last);
  }

  const std::string& largest() const { return largest_; }

 private:
  absl::Status ScanField(CodedInputStream& input, uint32_t tag, const FieldDescriptor* field,
                         const std::string& path, int depth) {
    if (WireFormatLite::GetTagWireType(tag) != WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
      return WireFormatLite::SkipField(&input, tag) ? absl::OkStatus() : At(kMalformed, path);
    }
    uint32_t length = 0;
    std::string content;
    if (!input.ReadVarint32(&length) || !input.ReadString(&content, static_cast<int>(length))) {
      return At(kMalformed, path);
    }
    if (field != nullptr && field->type() == FieldDescriptor::TYPE_MESSAGE) {
      return Scan(content, *field->message_type(), path, depth + 1);
    }
    if (content.size() >= largest_size_) {
      largest_ = path;
      largest_size_ = content.size();
    }
    const bool text = field != nullptr && field->type() == FieldDescriptor::TYPE_STRING;
    return text && !IsValidUtf8(content) ? At(kNotUtf8, path) : absl::OkStatus();
  }

  std::string largest_;
  size_t largest_size_ = 0;
};

}  // namespace

absl::Status ParseRequest(const std::string& bytes, google::protobuf::Message& request) {
  Scanner scanner;
  if (bytes.size() > kMessageBytesMax) {
    scanner.Scan(bytes, *request.GetDescriptor(), "", 1).IgnoreError();
    return At(kTooLarge, scanner.largest());
  }
  CodedInputStream input(reinterpret_cast<const uint8_t*>(bytes.data()),
                         static_cast<int>(bytes.size()));
  input.SetRecursionLimit(kMessageDepthMax);
  if (request.ParseFromCodedStream(&input) && input.ConsumedEntireMessage()) {
    request.DiscardUnknownFields();  // no rule looks at them, so nothing of them may be kept
    return absl::OkStatus();
  }
  const absl::Status found = scanner.Scan(bytes, *request.GetDescriptor(), "", 1);
  return found.ok() ? At(kMalformed, "") : found;
}

}  // namespace kansrijk::rpc
