// The log: one line per event, of names and values, as text or JSON, on standard error. Values are
// names, codes, numbers and ids; never content of a message. Logging never waits for whatever reads
// the log: when that falls behind, the oldest lines beyond kLinesWaitingMax are lost, and the log
// says how many (log_lines_lost) where they are missing.
#ifndef KANSRIJK_SERVER_BASE_LOG_H_
#define KANSRIJK_SERVER_BASE_LOG_H_

#include <string>
#include <utility>
#include <vector>

namespace kansrijk {

enum class LogFormat { kText, kJson };

// To be called once, when a server starts; nothing is logged before that. Also silences Protobuf's
// own complaints about bad messages.
void StartLog(LogFormat format);

using LogFields = std::vector<std::pair<const char*, std::string>>;

// Before the process ends: waits until the log is written, a second at most.
void FlushLog();

void LogInfo(const char* event, const LogFields& fields);
void LogError(const char* event, const LogFields& fields);

// Ends the process because of a fault that only a restart can cure, and says so in the log, or on
// standard error when the log has not been started.
[[noreturn]] void EndProcess(const char* event, const LogFields& fields);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_LOG_H_
