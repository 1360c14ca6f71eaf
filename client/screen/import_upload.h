// Sending the files of an import to the server.
#ifndef KANSRIJK_CLIENT_SCREEN_IMPORT_UPLOAD_H_
#define KANSRIJK_CLIENT_SCREEN_IMPORT_UPLOAD_H_

#include <string>

#include "absl/status/status.h"
#include "client/screen/import_files.h"
#include "client/shell/connection.h"
#include "client/shell/invocation.h"

namespace kansrijk::client {

// Sends the bytes of `file` as they stand, with progress on a terminal. `import` is the name of the
// import. FailedPrecondition: the file changed meanwhile. Unknown: it cannot be read. Cancelled: an
// interrupt.
absl::Status UploadFile(Invocation& invocation, Connection& connection, const std::string& import,
                        const SourceFile& file);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_IMPORT_UPLOAD_H_
