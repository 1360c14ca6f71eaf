// What may be added to an import, and when it may be committed.
#ifndef KANSRIJK_SERVER_RULES_IMPORT_IMPORT_H_
#define KANSRIJK_SERVER_RULES_IMPORT_IMPORT_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "kansrijk/v1/import.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

// Bytes of one file.
inline constexpr int64_t kImportFileSizeMax = 256 * 1024 * 1024;

inline constexpr ErrorKind kImportCommitted{
    "IMPORT_COMMITTED", absl::StatusCode::kFailedPrecondition,
    "this import has already been committed; open a new one",
    "deze import is al doorgevoerd; begin een nieuwe"};
inline constexpr ErrorKind kImportBusy{
    "IMPORT_BUSY", absl::StatusCode::kFailedPrecondition,
    "this import is being checked, written or taken back; look at its progress",
    "deze import wordt nagekeken, geschreven of teruggenomen; bekijk de voortgang"};
inline constexpr ErrorKind kImportEmpty{
    "IMPORT_EMPTY", absl::StatusCode::kFailedPrecondition,
    "this import has no files: none was added, or they were kept for their one day; open a new one",
    "deze import heeft geen bestanden: er is er geen toegevoegd, of ze zijn na een dag verwijderd; "
    "begin een nieuwe"};
inline constexpr ErrorKind kImportUnknownFile{
    "IMPORT_UNKNOWN_FILE", absl::StatusCode::kInvalidArgument,
    "this file cannot be imported; these can: $0",
    "dit bestand kan niet worden ingelezen; deze wel: $0"};
inline constexpr ErrorKind kImportOffset{
    "IMPORT_OFFSET", absl::StatusCode::kFailedPrecondition,
    "$0 has $1 bytes so far: the next chunk begins at offset $1, not $2",
    "$0 heeft tot nu toe $1 bytes: het volgende stuk begint bij offset $1, niet bij $2"};
inline constexpr ErrorKind kImportFileTooLarge{
    "IMPORT_FILE_TOO_LARGE", absl::StatusCode::kInvalidArgument,
    "$0 would be larger than $1 bytes; split it over several imports",
    "$0 zou groter worden dan $1 bytes; verdeel het over meer imports"};

// FailedPrecondition when it is committed, or work on it is under way.
absl::Status CheckImportOpen(const v1::Import& import);

// FailedPrecondition unless the chunk begins at `size`, where the file ends so far.
// InvalidArgument: the file would become larger than kImportFileSizeMax.
absl::Status CheckChunk(const std::string& file, int64_t size, int64_t offset, int64_t chunk_size);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_IMPORT_IMPORT_H_
