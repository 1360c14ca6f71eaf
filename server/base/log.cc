#include "server/base/log.h"

#include <google/protobuf/stubs/logging.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"

namespace kansrijk {
namespace {

std::atomic<bool> started{false};
std::atomic<LogFormat> log_format{LogFormat::kText};

std::string Format(const char* event, const LogFields& fields) {
  std::string line;
  if (log_format == LogFormat::kText) {
    line = event;
    for (const auto& [name, value] : fields) absl::StrAppend(&line, " ", name, "=", value);
    return line;
  }
  absl::StrAppend(&line, "\"event\":", nlohmann::json(event).dump());
  for (const auto& [name, value] : fields) {
    absl::StrAppend(&line, ",\"", name, "\":", nlohmann::json(value).dump());
  }
  return line;
}

void OnProtobufLog(google::protobuf::LogLevel, const char*, int, const std::string&) {
  // Says which field of which message was bad, for each message; the door tells the caller instead.
}

}  // namespace

void StartLog(LogFormat format) {
  log_format = format;
  auto logger = spdlog::stderr_logger_mt("kansrijkd");
  logger->set_pattern(format == LogFormat::kText
                          ? "%Y-%m-%dT%H:%M:%S.%fZ %l %v"
                          : R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l",%v})",
                      spdlog::pattern_time_type::utc);
  spdlog::set_default_logger(logger);
  google::protobuf::SetLogHandler(&OnProtobufLog);
  started = true;
}

void LogInfo(const char* event, const LogFields& fields) {
  if (started) spdlog::info("{}", Format(event, fields));
}

void LogError(const char* event, const LogFields& fields) {
  if (started) spdlog::error("{}", Format(event, fields));
}

}  // namespace kansrijk
