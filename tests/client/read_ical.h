// What an independent parser makes of an iCalendar text.
#ifndef KANSRIJK_TESTS_CLIENT_READ_ICAL_H_
#define KANSRIJK_TESTS_CLIENT_READ_ICAL_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace kansrijk::client {

// One line an event; a failure when the text is not what RFC 5545 says.
inline std::string ReadIcal(const std::string& ical) {
  const std::string path = ::testing::TempDir() + "kansrijk-ical-" + std::to_string(getpid());
  std::ofstream(path, std::ios::binary) << ical;
  const std::string command = KANSRIJK_READ_ICAL " " + path + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  std::string text;
  std::array<char, 4096> buffer;
  while (fgets(buffer.data(), buffer.size(), pipe) != nullptr) text += buffer.data();
  EXPECT_EQ(pclose(pipe), 0) << text;
  std::filesystem::remove(path);
  return text;
}

}  // namespace kansrijk::client

#endif  // KANSRIJK_TESTS_CLIENT_READ_ICAL_H_
