#include "client/screen/import_upload.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/request.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/interrupt.h"
#include "client/shell/terminal.h"
#include "kansrijk/v1/import.pb.h"

namespace kansrijk::client {
namespace {

constexpr size_t kChunkBytes = 128 << 10;

// By which a file is known to be as it was: another one of its name, or one that was written to,
// differs.
struct Imprint {
  explicit Imprint(const struct stat& facts)
      : device(facts.st_dev),
        file(facts.st_ino),
        size(facts.st_size),
        changed_s(facts.st_mtim.tv_sec),
        changed_ns(facts.st_mtim.tv_nsec) {}

  bool operator==(const Imprint&) const = default;

  dev_t device;
  ino_t file;
  int64_t size;
  int64_t changed_s;
  int64_t changed_ns;
};

std::optional<Imprint> ImprintOf(const std::string& path) {
  struct stat facts {};
  if (stat(path.c_str(), &facts) != 0) return std::nullopt;
  return Imprint(facts);
}

class Upload {
 public:
  Upload(Invocation& invocation, Connection& connection, const std::string& import,
         const SourceFile& file)
      : invocation_(invocation), connection_(connection), file_(file) {
    request_.set_parent(import);
    request_.set_file(file.file);
  }

  absl::Status Run() {
    const std::optional<Imprint> before = ImprintOf(file_.path);
    std::ifstream stream(file_.path, std::ios::binary);
    if (!before || !stream) return Failure(absl::StatusCode::kUnknown, _("$0 cannot be read"));
    std::string chunk(kChunkBytes, '\0');
    while (stream.read(chunk.data(), kChunkBytes) || stream.gcount() > 0) {
      chunk.resize(static_cast<size_t>(stream.gcount()));
      RETURN_IF_ERROR(Send(chunk));
      if (NotedInterrupts::Any()) return absl::CancelledError(_("interrupted"));
      Show(absl::StrCat(Name(), " ", request_.offset() * 100 / std::max<int64_t>(before->size, 1),
                        "%"));
    }
    Show("");
    if (stream.bad()) return Failure(absl::StatusCode::kUnknown, _("$0 cannot be read"));
    if (request_.offset() == before->size && ImprintOf(file_.path) == before) {
      return absl::OkStatus();
    }
    return Failure(absl::StatusCode::kFailedPrecondition,
                   _("$0 changed while it was read, and nothing was written; import again once it "
                     "is saved"));
  }

 private:
  absl::Status Send(const std::string& chunk) {
    request_.set_data(chunk);
    request_.set_request_id(NewRequestId());
    const auto answer = connection_.Call<v1::AddImportChunkResponse>(
        "ImportService.AddImportChunk", request_, invocation_.settings.timeout);
    request_.set_offset(request_.offset() + static_cast<int64_t>(chunk.size()));
    return answer.status();
  }

  std::string Name() const { return Visible(file_.name, LineBreaks::kFlatten); }

  absl::Status Failure(absl::StatusCode code, const char* format) const {
    return absl::Status(code, absl::Substitute(format, Name()));
  }

  void Show(const std::string& progress) {
    if (ShowsProgress()) invocation_.err << "\r\x1b[K" << progress << std::flush;
  }

  Invocation& invocation_;
  Connection& connection_;
  const SourceFile& file_;
  v1::AddImportChunkRequest request_;
};

}  // namespace

absl::Status UploadFile(Invocation& invocation, Connection& connection, const std::string& import,
                        const SourceFile& file) {
  return Upload(invocation, connection, import, file).Run();
}

}  // namespace kansrijk::client
