// A made-up programme for tests: households that enter, and have outcomes, on made-up days; and
// releases about them, as directories that the independent auditor reads.
#ifndef KANSRIJK_TESTS_STATISTICS_PROGRAMME_H_
#define KANSRIJK_TESTS_STATISTICS_PROGRAMME_H_

#include <stdio.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/statistics/family.h"
#include "server/statistics/release.h"
#include "server/statistics/units.h"
#include "tests/testing/directory.h"

namespace kansrijk::statistics {

struct MadeUpHousehold {
  std::string entry_date;
  std::vector<std::string> values;
  std::vector<std::string> dates;  // of the outcome in each table, "" for none
  std::vector<int> outcomes;
};

struct ProgrammeShape {
  int units = 200;
  int neighbourhoods = 3;
  int target_groups = 4;
  int outcomes = 1;
  int families = 1;
  int tables = 1;  // of a family; each implies the one before
  int64_t threshold = 10;
  int64_t base = 5;
  std::string first_day = "2022-01-01";  // of those on which households enter
  int days = 600;
  bool one_sided = false;
  double decoy_share = 0;
};

class Programme {
 public:
  Programme(const ProgrammeShape& shape, unsigned seed) : shape_(shape), random_(seed) {
    const std::vector<std::pair<std::string, int>> dimensions{
        {"neighbourhood", shape.neighbourhoods}, {"target-group", shape.target_groups}};
    for (const auto& [code, values] : dimensions) {
      v1::StatisticsDimension dimension;
      dimension.set_code(code);
      dimension.set_label(code);
      dimension.set_label_nl(code);
      for (int value = 0; value < values; ++value) {
        v1::StatisticsValue& added = *dimension.add_values();
        added.set_code(absl::StrCat(code.substr(0, 1), value));
        added.set_label(added.code());
        added.set_label_nl(added.code());
      }
      dimensions_.push_back(dimension);
    }
    for (int table = 0; table < shape.families * shape.tables; ++table) AddTable(table);
    for (int unit = 0; unit < shape.units; ++unit) AddHousehold();
  }

  // Publishes a period; the answer is where its files are.
  absl::StatusOr<std::string> Publish(const std::string& code, bool correction = false) {
    return PublishFrom(code, correction, records_, membership_);
  }

  // As if nothing had been published before: protected alone, and put in the chain all the same.
  absl::StatusOr<std::string> PublishAlone(const std::string& code) {
    return PublishFrom(code, false, {}, {});
  }

  std::vector<MadeUpHousehold>& households() { return households_; }
  const std::vector<std::string>& directories() const { return directories_; }
  const v1::Release& last() const { return last_; }
  // Of the first family in the last release.
  const FamilyRecord& record() const { return records_.at(FamilyName(0)).back(); }
  int below(int bound) { return static_cast<int>(random_() % bound); }

  struct Audit {
    int exit_code = -1;
    std::string text;
    bool safe() const { return exit_code == 0 && text.ends_with("SAFE\n") && !unsafe(); }
    bool unsafe() const { return text.find("UNSAFE") != std::string::npos; }
  };
  static Audit Run(const std::vector<std::string>& directories) {
    std::string command = std::string(KANSRIJK_BINARY_DIR) + "/kansrijk-audit release";
    for (const std::string& directory : directories) absl::StrAppend(&command, " ", directory);
    Audit audit;
    FILE* output = popen((command + " 2>&1").c_str(), "r");
    char buffer[4096];
    for (size_t size; (size = fread(buffer, 1, sizeof buffer, output)) > 0;) {
      audit.text.append(buffer, size);
    }
    audit.exit_code = WEXITSTATUS(pclose(output));
    return audit;
  }
  Audit AuditAll() const { return Run(directories_); }

 private:
  static std::string FamilyName(int family) { return absl::StrCat("outcomes-", family); }

  void AddTable(int table) {
    v1::StatisticsTable definition;
    definition.set_name(absl::StrCat("outcome-", table));
    definition.set_family(FamilyName(table / shape_.tables));
    definition.set_one_sided(shape_.one_sided);
    for (int outcome = 0; outcome < shape_.outcomes; ++outcome) {
      definition.add_outcomes()->set_code(absl::StrCat("kind-", outcome));
    }
    for (const v1::StatisticsDimension& dimension : dimensions_) {
      definition.add_breakdowns()->add_dimensions(dimension.code());
    }
    v1::StatisticsBreakdown& both = *definition.add_breakdowns();
    for (const v1::StatisticsDimension& dimension : dimensions_) {
      both.add_dimensions(dimension.code());
    }
    if (table % shape_.tables > 0) definition.add_implies(absl::StrCat("outcome-", table - 1));
    definitions_.push_back(definition);
  }

  std::string AnyDay(const std::string& first, int days) {
    return FormatDate(Day(first) + below(days));
  }

  void AddHousehold() {
    MadeUpHousehold household;
    household.entry_date = AnyDay(shape_.first_day, shape_.days);
    for (const v1::StatisticsDimension& dimension : dimensions_) {
      household.values.push_back(
          dimension.values(std::min(below(dimension.values_size()), below(dimension.values_size())))
              .code());
    }
    std::string after;
    for (int table = 0; table < shape_.families * shape_.tables; ++table) {
      if (table % shape_.tables == 0) after = household.entry_date;
      const bool has = !after.empty() && below(100) < 65;
      after = has ? AnyDay(after, 400) : "";
      household.dates.push_back(after);
      household.outcomes.push_back(below(shape_.outcomes));
    }
    households_.push_back(std::move(household));
  }

  using Records = std::map<std::string, std::vector<FamilyRecord>>;  // of each family, in order

  absl::StatusOr<FamilyOutput> Protect(int family, const std::string& code, bool correction,
                                       const std::vector<FamilyRecord>& earlier,
                                       const Membership& membership) const {
    FamilyInput input;
    input.family = FamilyName(family);
    input.threshold = shape_.threshold;
    input.base = shape_.base;
    input.sequence = static_cast<int64_t>(directories_.size()) + 1;
    input.period = *ParsePeriod(code);
    input.correction = correction;
    input.earlier = earlier;
    if (!earlier.empty()) input.membership = std::make_shared<Membership>(membership);
    input.options.key = "made up";
    input.options.decoy_share = shape_.decoy_share;
    const std::string horizon = HorizonOf(input.period, earlier);
    for (int each = 0; each < shape_.tables; ++each) {
      const int table = family * shape_.tables + each;
      input.tables.push_back({definitions_[table], dimensions_,
                              std::make_shared<Units>(Units{UnitsOf(table, horizon)})});
    }
    return ProtectFamily(input);
  }

  absl::StatusOr<std::string> PublishFrom(const std::string& code, bool correction, Records records,
                                          Membership membership) {
    v1::Release release;
    release.set_code(code);
    release.set_sequence(static_cast<int64_t>(directories_.size()) + 1);
    release.set_correction(correction);
    release.set_closing_date(ParsePeriod(code)->last);
    release.set_threshold(static_cast<int32_t>(shape_.threshold));
    release.set_base(static_cast<int32_t>(shape_.base));
    release.set_previous(previous_);
    std::vector<FamilyRecord> added;
    for (int family = 0; family < shape_.families; ++family) {
      std::vector<FamilyRecord>& earlier = records[FamilyName(family)];
      absl::StatusOr<FamilyOutput> output = Protect(family, code, correction, earlier, membership);
      if (!output.ok()) return output.status();
      for (const v1::ReleaseTable& table : output->tables) *release.add_tables() = table;
      for (auto& [table, units] : output->membership->members) {
        membership.members[table] = std::move(units);
      }
      output->record.code = correction ? absl::StrCat(code, "-c1") : code;
      output->record.closing_date = release.closing_date();
      output->record.correction = correction;
      added.push_back(output->record);
      earlier.push_back(std::move(output->record));
    }
    for (FamilyRecord& record : added) {
      record.nonce = Sha256(absl::StrCat("made up ", release.sequence(), record.family));
    }
    const Files files = WriteRelease(release, "Voorbeeld", added);
    previous_ = Sha256(files.at(kMetadataPath));
    last_ = release;
    records_ = std::move(records);
    membership_ = std::move(membership);
    const std::string directory =
        absl::StrCat(directory_.path(), "/", release.sequence(), "-", code);
    for (const auto& [path, content] : files) {
      const std::filesystem::path file = directory + "/" + path;
      std::filesystem::create_directories(file.parent_path());
      std::ofstream(file) << content;
    }
    directories_.push_back(directory);
    return directory;
  }

  std::vector<Unit> UnitsOf(int table, const std::string& horizon) const {
    std::vector<Unit> units;
    for (size_t index = 0; index < households_.size(); ++index) {
      const MadeUpHousehold& household = households_[index];
      if (household.entry_date > horizon) continue;
      Unit unit;
      unit.pseudonym = absl::StrCat("household ", index);
      unit.entry_date = household.entry_date;
      unit.values = household.values;
      if (!household.dates[table].empty() && household.dates[table] <= horizon) {
        unit.outcome = household.outcomes[table];
        unit.date = household.dates[table];
      }
      units.push_back(std::move(unit));
    }
    return units;
  }

  ProgrammeShape shape_;
  std::mt19937 random_;
  testing::TemporaryDirectory directory_;
  std::vector<v1::StatisticsDimension> dimensions_;
  std::vector<v1::StatisticsTable> definitions_;
  std::vector<MadeUpHousehold> households_;
  std::vector<std::string> directories_;
  Records records_;
  Membership membership_;
  std::string previous_ = kNoPrevious;
  v1::Release last_;
};

}  // namespace kansrijk::statistics

#endif  // KANSRIJK_TESTS_STATISTICS_PROGRAMME_H_
