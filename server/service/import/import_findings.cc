#include "server/service/import/import_findings.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "server/base/status.h"
#include "server/sheet/finding.h"

namespace kansrijk::service {
namespace {

// Of one transaction of the writer.
constexpr size_t kFlushBytes = 64 << 10;
constexpr size_t kFlushCount = 100;

// A position is file, line and order of finding; the last are as wide as files can be long.
constexpr int kLineBits = 28;
constexpr int kOrderBits = 28;

int64_t PositionOf(const v1::ImportFinding& finding, int64_t order) {
  const auto file = sheet::FindFile(finding.file());
  const auto index =
      file.has_value() ? static_cast<int64_t>(*file) : static_cast<int64_t>(sheet::Tables().size());
  const int64_t line = finding.line() & ((int64_t{1} << kLineBits) - 1);
  return (index << (kLineBits + kOrderBits)) | (line << kOrderBits) |
         (order & ((int64_t{1} << kOrderBits) - 1));
}

}  // namespace

absl::Status ImportFindings::Add(v1::ImportFinding finding) {
  refused_ |= finding.refused();
  if (!finding.refused() && ++warnings_ > kWarningsMax) return absl::OkStatus();
  return Place(std::move(finding));
}

absl::Status ImportFindings::Place(v1::ImportFinding finding) {
  finding.set_organisation(organisation_);
  waiting_bytes_ += finding.ByteSizeLong();
  const int64_t position = PositionOf(finding, ++count_);
  waiting_.push_back({position, std::move(finding)});
  const bool full = waiting_bytes_ >= kFlushBytes || waiting_.size() >= kFlushCount;
  return full ? Flush() : absl::OkStatus();
}

absl::Status ImportFindings::Finish() {
  if (warnings_ > kWarningsMax) {
    RETURN_IF_ERROR(
        Place(sheet::Finding(sheet::kMoreFindings, "", {absl::StrCat(warnings_ - kWarningsMax)})));
  }
  return Flush();
}

absl::Status ImportFindings::Flush() {
  if (waiting_.empty()) return absl::OkStatus();
  const absl::Status written = writer_([&](db::WriteTx& tx) {
    for (const store::PlacedFinding& placed : waiting_) {
      RETURN_IF_ERROR(store::InsertImportFinding(tx, import_id_, placed));
    }
    return absl::OkStatus();
  });
  waiting_.clear();
  waiting_bytes_ = 0;
  return written;
}

}  // namespace kansrijk::service
