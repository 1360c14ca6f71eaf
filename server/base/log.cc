#include "server/base/log.h"

#include <google/protobuf/stubs/logging.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "server/base/line_writer.h"

namespace kansrijk {
namespace {

std::atomic<bool> started{false};
std::atomic<LogFormat> log_format{LogFormat::kText};

// Whatever bytes it holds.
std::string Quoted(const std::string& value) {
  return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string Format(const char* event, const LogFields& fields) {
  std::string line;
  if (log_format == LogFormat::kText) {
    line = event;
    for (const auto& [name, value] : fields) {
      absl::StrAppend(&line, " ", name, "=", absl::StrReplaceAll(value, {{"\n", " "}}));
    }
    return line;
  }
  absl::StrAppend(&line, "\"event\":", Quoted(event));
  for (const auto& [name, value] : fields) {
    absl::StrAppend(&line, ",\"", name, "\":", Quoted(value));
  }
  return line;
}

const char* PatternOf(LogFormat format) {
  return format == LogFormat::kText ? "%Y-%m-%dT%H:%M:%S.%fZ %l %v"
                                    : R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l",%v})";
}

std::unique_ptr<spdlog::formatter> FormatterOf(LogFormat format) {
  return std::make_unique<spdlog::pattern_formatter>(PatternOf(format),
                                                     spdlog::pattern_time_type::utc);
}

std::string LostLine(int64_t count) {
  const std::string payload = Format("log_lines_lost", {{"count", absl::StrCat(count)}});
  spdlog::memory_buf_t line;
  FormatterOf(log_format)->format(spdlog::details::log_msg("", spdlog::level::warn, payload), line);
  return fmt::to_string(line);
}

// Never destroyed: threads may log until the process ends.
LineWriter& Writer() {
  static auto* const writer = new LineWriter(STDERR_FILENO, &LostLine);
  return *writer;
}

class WriterSink : public spdlog::sinks::base_sink<std::mutex> {
 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    Writer().Add(fmt::to_string(line));
  }
  void flush_() override {}
};

void OnProtobufLog(google::protobuf::LogLevel, const char*, int, const std::string&) {
  // Says which field of which message was bad, for each message; the door tells the caller instead.
}

}  // namespace

void StartLog(LogFormat format) {
  log_format = format;
  auto logger = std::make_shared<spdlog::logger>("kansrijkd", std::make_shared<WriterSink>());
  logger->set_formatter(FormatterOf(format));
  spdlog::set_default_logger(logger);
  google::protobuf::SetLogHandler(&OnProtobufLog);
  started = true;
}

void FlushLog() {
  if (started) Writer().Drain(kLastLines);
}

void LogInfo(const char* event, const LogFields& fields) {
  if (started) spdlog::info("{}", Format(event, fields));
}

void LogError(const char* event, const LogFields& fields) {
  if (started) spdlog::error("{}", Format(event, fields));
}

void EndProcess(const char* event, const LogFields& fields) {
  if (!started) std::fprintf(stderr, "kansrijkd: %s\n", Format(event, fields).c_str());
  LogError(event, fields);
  FlushLog();
  std::abort();
}

}  // namespace kansrijk
