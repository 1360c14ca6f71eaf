#include "server/base/civil.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

namespace kansrijk {
namespace {

// The years 1 to 9999, which a protobuf timestamp may hold, and no overflow in microseconds.
constexpr int64_t kSecondsMax = 315'576'000'000;

// Digits where the pattern has `0`, the pattern's own character elsewhere.
bool HasShape(absl::string_view text, absl::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (pattern[i] == '0' ? !absl::ascii_isdigit(text[i]) : text[i] != pattern[i]) return false;
  }
  return true;
}

int Number(absl::string_view digits) {
  int value = 0;
  (void)absl::SimpleAtoi(digits, &value);
  return value;
}

}  // namespace

absl::TimeZone Amsterdam() {
  static const absl::TimeZone zone = [] {
    absl::TimeZone loaded;
    if (!absl::LoadTimeZone("Europe/Amsterdam", &loaded)) std::abort();
    return loaded;
  }();
  return zone;
}

absl::CivilDay DayOf(absl::Time time) {
  return std::clamp(absl::ToCivilDay(time, Amsterdam()), kFirstDay, kLastDay);
}

std::string FormatDate(absl::CivilDay beyond) {
  const absl::CivilDay day = std::clamp(beyond, kFirstDay, kLastDay);
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::optional<absl::CivilDay> ParseDate(absl::string_view text) {
  if (!HasShape(text, "0000-00-00")) return std::nullopt;
  const int year = Number(text.substr(0, 4));
  const int month = Number(text.substr(5, 2));
  const int day = Number(text.substr(8, 2));
  const absl::CivilDay civil(year, month, day);
  const bool exists = civil.year() == year && civil.month() == month && civil.day() == day;
  if (!exists || year == 0) return std::nullopt;
  return civil;
}

absl::CivilDay Day(absl::string_view text) { return ParseDate(text).value_or(kFirstDay); }

std::optional<int> ParseTimeOfDay(absl::string_view text) {
  if (!HasShape(text, "00:00")) return std::nullopt;
  const int hour = Number(text.substr(0, 2));
  const int minute = Number(text.substr(3, 2));
  if (hour > 23 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

absl::Time At(absl::string_view date, absl::string_view time_of_day) {
  const int minutes = ParseTimeOfDay(time_of_day).value_or(0);
  return absl::FromCivil(absl::CivilMinute(Day(date)) + minutes, Amsterdam());
}

absl::CivilDay AddMonths(absl::CivilDay day, int months) {
  const absl::CivilMonth month = absl::CivilMonth(day) + months;
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  return std::clamp(std::min(absl::CivilDay(month) + (day.day() - 1), last), kFirstDay, kLastDay);
}

int AgeOn(absl::CivilDay day, absl::CivilDay birth) {
  const int years = static_cast<int>(day.year() - birth.year());
  const bool had_birthday =
      std::pair(day.month(), day.day()) >= std::pair(birth.month(), birth.day());
  return had_birthday ? years : years - 1;
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  return TimestampFromMicros(absl::ToUnixMicros(time));
}

google::protobuf::Timestamp TimestampFromMicros(int64_t micros) {
  google::protobuf::Timestamp timestamp;
  int64_t seconds = micros / 1'000'000;
  int64_t rest = micros % 1'000'000;
  if (rest < 0) {
    rest += 1'000'000;
    --seconds;
  }
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int32_t>(rest * 1'000));
  return timestamp;
}

int64_t MicrosOf(const google::protobuf::Timestamp& timestamp) {
  const int64_t seconds = std::clamp(timestamp.seconds(), -kSecondsMax, kSecondsMax);
  return seconds * 1'000'000 + timestamp.nanos() / 1'000;
}

}  // namespace kansrijk
