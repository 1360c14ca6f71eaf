#include "server/rules/statistics/statistics_catalogue.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <tuple>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace kansrijk::rules {
namespace {

constexpr char kDimensions[] = "dimensions.textproto";
constexpr int kIndicatorGroups = 13;

// Dimensions by kind of unit; those of households hold for applicants too.
struct UnitDimension {
  v1::StatisticsUnit unit;
  const char* code;
};
constexpr UnitDimension kUnitDimensions[] = {
    {v1::STATISTICS_UNIT_HOUSEHOLD, "neighbourhood"},
    {v1::STATISTICS_UNIT_HOUSEHOLD, "target-group"},
    {v1::STATISTICS_UNIT_HOUSEHOLD, "household-type"},
    {v1::STATISTICS_UNIT_HOUSEHOLD, "age-band"},
    {v1::STATISTICS_UNIT_HOUSEHOLD, "income"},
    {v1::STATISTICS_UNIT_HOUSEHOLD, "cohort"},
    {v1::STATISTICS_UNIT_BUDDY, "buddy-kind"},
    {v1::STATISTICS_UNIT_BUDDY, "cohort"},
    {v1::STATISTICS_UNIT_TRAINEE, "trainee-kind"},
    {v1::STATISTICS_UNIT_TRAINEE, "cohort"},
};

bool HasDimension(v1::StatisticsUnit unit, const std::string& code) {
  if (unit == v1::STATISTICS_UNIT_APPLICANT) unit = v1::STATISTICS_UNIT_HOUSEHOLD;
  return std::any_of(std::begin(kUnitDimensions), std::end(kUnitDimensions),
                     [&](const auto& known) { return known.unit == unit && known.code == code; });
}

// What a rule cannot do without.
bool HasWhatItNeeds(const v1::StatisticsTable& table) {
  switch (table.rule()) {
    case v1::STATISTICS_RULE_FIRST:
    case v1::STATISTICS_RULE_CHANGE:
      return std::none_of(table.outcomes().begin(), table.outcomes().end(),
                          [](const auto& outcome) { return outcome.values().empty(); });
    case v1::STATISTICS_RULE_LEAVES:
      return table.from_size() > 0;
    case v1::STATISTICS_RULE_LEAVES_FOR_GOOD:
      return table.from_size() > 0 && table.into_size() > 0 && table.months() > 0;
    case v1::STATISTICS_RULE_RISES:
      return true;
    case v1::STATISTICS_RULE_ADDS_UP:
      return table.months() > 0 && table.amount() > 0 && table.outcomes(0).values_size() > 0;
    case v1::STATISTICS_RULE_WITHIN:
      return table.from_size() > 0 &&
             std::all_of(table.outcomes().begin(), table.outcomes().end(),
                         [](const auto& outcome) { return outcome.values_size() == 1; });
    default:
      return false;
  }
}

// Rules that know one kind of outcome only.
bool HasOneOutcome(v1::StatisticsRule rule) {
  return rule == v1::STATISTICS_RULE_LEAVES || rule == v1::STATISTICS_RULE_LEAVES_FOR_GOOD ||
         rule == v1::STATISTICS_RULE_RISES || rule == v1::STATISTICS_RULE_ADDS_UP;
}

class Checker {
 public:
  Checker(StatisticsCatalogue& catalogue, const v1::StatisticsTable& table)
      : catalogue_(catalogue), table_(table) {}

  void Check() {
    AddUnless(table_.group() >= 1 && table_.group() <= kIndicatorGroups, "has no group");
    AddUnless(table_.unit() != v1::STATISTICS_UNIT_UNSPECIFIED, "has no unit");
    AddUnless(!table_.family().empty() && !table_.facts().empty(), "has no family or facts");
    AddUnless(!table_.title().empty() && !table_.title_nl().empty() &&
                  !table_.definition().empty() && !table_.definition_nl().empty(),
              "lacks a text in one of the languages");
    CheckOutcomes();
    for (const v1::StatisticsBreakdown& breakdown : table_.breakdowns()) {
      for (const std::string& code : breakdown.dimensions()) {
        AddUnless(HasDimension(table_.unit(), code), absl::StrCat("has no dimension ", code));
      }
    }
    for (const std::string& implied : table_.implies()) CheckImplied(implied);
    AddUnless(!IsInACircle(), "implies itself");
  }

 private:
  void AddUnless(bool good, const std::string& fault) {
    if (!good) catalogue_.faults.push_back(absl::StrCat(table_.name(), ": ", fault));
  }

  void CheckOutcomes() {
    std::set<std::string> codes;
    for (const v1::StatisticsOutcome& outcome : table_.outcomes()) {
      AddUnless(codes.insert(outcome.code()).second, absl::StrCat("repeats ", outcome.code()));
      AddUnless(!outcome.label().empty() && !outcome.label_nl().empty(),
                absl::StrCat("lacks a label of ", outcome.code()));
    }
    const bool enough = !table_.outcomes().empty() &&
                        (table_.outcomes_size() == 1 || !HasOneOutcome(table_.rule()));
    AddUnless(enough, "has no outcome, or more than its rule knows");
    AddUnless(enough && HasWhatItNeeds(table_), "lacks what its rule needs");
  }

  void CheckImplied(const std::string& implied) {
    const auto found = std::find_if(catalogue_.tables.begin(), catalogue_.tables.end(),
                                    [&](const auto& table) { return table.name() == implied; });
    const bool related = found != catalogue_.tables.end() && found->family() == table_.family() &&
                         found->unit() == table_.unit();
    AddUnless(related,
              absl::StrCat("implies ", implied, ", which is no table of its family and unit"));
    AddUnless(!related || found->outcomes_size() == 1,
              absl::StrCat("implies ", implied, ", which has several outcomes"));
  }

  // Whether the table comes back to itself, by what it implies and what that implies.
  bool IsInACircle() const {
    std::set<std::string> reached;
    std::vector<std::string> open(table_.implies().begin(), table_.implies().end());
    while (!open.empty()) {
      const std::string name = open.back();
      open.pop_back();
      if (!reached.insert(name).second) continue;
      for (const v1::StatisticsTable& table : catalogue_.tables) {
        if (table.name() != name) continue;
        open.insert(open.end(), table.implies().begin(), table.implies().end());
      }
    }
    return reached.contains(table_.name());
  }

  StatisticsCatalogue& catalogue_;
  const v1::StatisticsTable& table_;
};

bool HasLabels(const v1::StatisticsDimension& dimension) {
  return !dimension.label().empty() && !dimension.label_nl().empty() &&
         std::all_of(dimension.values().begin(), dimension.values().end(), [](const auto& value) {
           return !value.label().empty() && !value.label_nl().empty();
         });
}

// How many tables lie between this one and one that implies nothing, at most.
int DepthOf(const std::vector<v1::StatisticsTable>& tables, const v1::StatisticsTable& table,
            size_t steps_max) {
  int depth = 0;
  for (const v1::StatisticsTable& other : tables) {
    const bool implied =
        std::count(table.implies().begin(), table.implies().end(), other.name()) > 0;
    if (implied && steps_max > 0)
      depth = std::max(depth, 1 + DepthOf(tables, other, steps_max - 1));
  }
  return depth;
}

// As people read them: by group of indicators, families together, what is implied first.
void Sort(std::vector<v1::StatisticsTable>& tables) {
  using Place = std::tuple<int, std::string, int, std::string>;
  std::map<std::string, Place> places;
  for (const v1::StatisticsTable& table : tables) {
    places[table.name()] = {table.group(), table.family(), DepthOf(tables, table, tables.size()),
                            table.name()};
  }
  std::sort(tables.begin(), tables.end(), [&](const auto& a, const auto& b) {
    return places.at(a.name()) < places.at(b.name());
  });
}

}  // namespace

StatisticsCatalogue ReadStatisticsCatalogue(absl::Span<const StatisticsFile> files) {
  StatisticsCatalogue catalogue;
  for (const StatisticsFile& file : files) {
    const std::string name = file.name;
    v1::StatisticsTable table;
    v1::StatisticsDimensions dimensions;
    const bool parsed = name == kDimensions
                            ? google::protobuf::TextFormat::ParseFromString(file.text, &dimensions)
                            : google::protobuf::TextFormat::ParseFromString(file.text, &table);
    if (!parsed) {
      catalogue.faults.push_back(absl::StrCat(name, ": does not parse"));
    } else if (name == kDimensions) {
      catalogue.dimensions.assign(dimensions.dimensions().begin(), dimensions.dimensions().end());
    } else {
      if (name != absl::StrCat(table.name(), ".textproto")) {
        catalogue.faults.push_back(absl::StrCat(name, ": is not called as its table"));
      }
      catalogue.tables.push_back(std::move(table));
    }
  }
  Sort(catalogue.tables);
  for (const v1::StatisticsTable& table : catalogue.tables) Checker(catalogue, table).Check();
  for (const v1::StatisticsDimension& dimension : catalogue.dimensions) {
    if (HasLabels(dimension)) continue;
    catalogue.faults.push_back(absl::StrCat(dimension.code(), ": lacks a label"));
  }
  return catalogue;
}

const StatisticsCatalogue& Statistics() {
  static const auto* const kCatalogue = [] {
    auto* const catalogue = new StatisticsCatalogue(ReadStatisticsCatalogue(StatisticsFiles()));
    RequireNoFaults(catalogue->faults);
    return catalogue;
  }();
  return *kCatalogue;
}

void RequireNoFaults(const std::vector<std::string>& faults) {
  if (faults.empty()) return;
  std::cerr << "the catalogue of statistics breaks its rules: " << absl::StrJoin(faults, "; ")
            << "\n";
  std::abort();
}

std::vector<std::string> FactFaults(absl::Span<const v1::StatisticsTable> tables,
                                    absl::Span<const std::string> known) {
  std::vector<std::string> faults;
  std::set<std::string> used;
  for (const v1::StatisticsTable& table : tables) {
    used.insert(table.facts());
    if (absl::c_linear_search(known, table.facts())) continue;
    faults.push_back(absl::StrCat(table.name(), ": there are no facts ", table.facts()));
  }
  for (const std::string& facts : known) {
    if (!used.contains(facts)) faults.push_back(absl::StrCat(facts, ": no table is made of them"));
  }
  return faults;
}

v1::WithheldFamily WithheldFamilyOf(const std::string& family, v1::WithheldReason reason) {
  v1::WithheldFamily withheld;
  withheld.set_family(family);
  withheld.set_reason(reason);
  for (const v1::StatisticsTable& definition : Statistics().tables) {
    if (definition.family() != family) continue;
    v1::WithheldTable& table = *withheld.add_tables();
    table.set_name(definition.name());
    table.set_title(definition.title());
    table.set_title_nl(definition.title_nl());
  }
  return withheld;
}

const v1::StatisticsTable* FindStatisticsTable(absl::string_view name) {
  for (const v1::StatisticsTable& table : Statistics().tables) {
    if (table.name() == name) return &table;
  }
  return nullptr;
}

std::vector<v1::StatisticsDimension> DimensionsOf(v1::StatisticsUnit unit) {
  std::vector<v1::StatisticsDimension> dimensions;
  for (const v1::StatisticsDimension& dimension : Statistics().dimensions) {
    if (HasDimension(unit, dimension.code())) dimensions.push_back(dimension);
  }
  return dimensions;
}

}  // namespace kansrijk::rules
