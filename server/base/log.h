// The log: one line per event, of names and values, as text or JSON, on standard error. Values are
// names, codes, numbers and ids; never content of a message. Whoever logs never waits for the
// reader: while that does not read, the oldest lines beyond kLinesWaitingMax are lost, and the log
// says how many (log_lines_lost) where they are missing.
#ifndef KANSRIJK_SERVER_BASE_LOG_H_
#define KANSRIJK_SERVER_BASE_LOG_H_

#include <string>
#include <utility>
#include <vector>

namespace kansrijk {

enum class LogFormat { kText, kJson };

// Once, when a server starts; until then nothing is logged. Also silences what Protobuf says of bad
// messages.
void StartLog(LogFormat format);

using LogFields = std::vector<std::pair<const char*, std::string>>;

// Before the process ends: waits until the log is written, a second at most.
void FlushLog();

void LogInfo(const char* event, const LogFields& fields);
void LogError(const char* event, const LogFields& fields);

// Ends the process for what only a new start can mend, saying so in the log, or on standard error
// when there is none yet.
[[noreturn]] void EndProcess(const char* event, const LogFields& fields);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_LOG_H_
