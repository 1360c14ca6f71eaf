// The words of a release of figures, in either language: labels of its cells, and the note that
// belongs below each table.
#ifndef KANSRIJK_CLIENT_REPORT_RELEASE_WORDS_H_
#define KANSRIJK_CLIENT_REPORT_RELEASE_WORDS_H_

#include <string>
#include <vector>

#include "client/message/language.h"
#include "kansrijk/v1/statistics.pb.h"

namespace kansrijk::client {

// Code of the total of a dimension.
inline constexpr char kTotal[] = "T";

class ReleaseWords {
 public:
  explicit ReleaseWords(Language language) : language_(language) {}

  Language language() const { return language_; }
  // A text of the catalogue.
  std::string Text(const char* id) const;
  std::string Title(const v1::StatisticsTable& table) const;
  std::string Definition(const v1::StatisticsTable& table) const;
  std::string Dimension(const v1::StatisticsDimension& dimension) const;
  // Of the value of the dimension at `place`; "total" for T.
  std::string Value(const v1::ReleaseTable& table, int place, const std::string& code) const;
  std::string Outcome(const v1::ReleaseTable& table, const std::string& code) const;
  // first half of 2023; all so far; 2023.
  std::string Period(const std::string& code) const;
  // 31 December 2023; as it is when it is no date.
  std::string Date(const std::string& date) const;
  // What is counted: households, buddies, people.
  std::string Counted(v1::StatisticsUnit unit) const;
  // Sentences: what is rounded, what a point means, what is proven.
  std::vector<std::string> Note(const v1::Release& release, const v1::ReleaseTable& table) const;
  // Why a table shows nothing.
  std::string NothingShown(const v1::Release& release, const v1::ReleaseTable& table) const;
  // One sentence with the titles of the tables that are left out; "" when none are.
  std::string NotPublished(const v1::Release& release) const;
  std::string State(v1::ReleaseState state) const;

 private:
  std::string Choice(const std::string& english, const std::string& dutch) const;

  Language language_;
};

// Whether a cell is in this state.
bool HasState(const v1::ReleaseTable& table, v1::CellState state);

// Holds a figure: neither withheld, also where that stands, nor impossible.
bool IsShown(const v1::ReleaseCell& cell);
bool ShowsAny(const v1::ReleaseTable& table);
bool ShowsAny(const v1::Release& release);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_REPORT_RELEASE_WORDS_H_
