#include "tests/attack/publisher.h"

#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/rules/statistics/indicator.h"
#include "server/rules/statistics/statistics_catalogue.h"

namespace kansrijk::attack {
namespace {

constexpr char kLongAgo[] = "2000-01-01";
constexpr char kPublic[] = "public/";

// Families of the catalogue that hold some of these tables, whole.
std::map<std::string, std::vector<v1::StatisticsTable>> FamiliesWith(
    const std::vector<std::string>& names, const Weakness& weakness) {
  std::set<std::string> wanted;
  for (const std::string& name : names) {
    wanted.insert(rules::FindStatisticsTable(name)->family());
  }
  std::map<std::string, std::vector<v1::StatisticsTable>> families;
  for (v1::StatisticsTable table : rules::Statistics().tables) {
    if (!wanted.contains(table.family())) continue;
    if (weakness.no_ties) {
      table.set_family(table.name());
      table.clear_implies();
    }
    families[table.family()].push_back(std::move(table));
  }
  return families;
}

std::vector<Fact> FactsOf(const Person& person, const std::string& file, Day day) {
  std::vector<Fact> facts;
  for (const Event& event : person.events) {
    if (event.file != file || !event.KnownOn(day)) continue;
    facts.push_back({event.key, Text(event.date), event.value, event.amount});
  }
  return facts;
}

std::string EntryOf(const v1::StatisticsTable& table, const Person& person, Day day) {
  const bool trainees = table.unit() == v1::STATISTICS_UNIT_TRAINEE;
  if (trainees != person.trainee) return "";
  if (trainees || table.unit() == v1::STATISTICS_UNIT_APPLICANT) return Text(person.applied);
  if (!person.started || person.started_recorded > day) return "";
  return Text(*person.started);
}

statistics::Units UnitsOf(const v1::StatisticsTable& table, const std::vector<Person>& people,
                          const std::string& horizon, Day day) {
  statistics::Units units;
  for (const Person& person : people) {
    const std::string entry = EntryOf(table, person, day);
    if (entry.empty() || entry > horizon) continue;
    const rules::UnitOutcome outcome =
        rules::OutcomeOf(table, entry, FactsOf(person, table.facts(), day), horizon);
    if (!outcome.in_population) continue;
    statistics::Unit& unit = units.all.emplace_back();
    unit.pseudonym = person.name;
    unit.entry_date = entry;
    for (const v1::StatisticsDimension& dimension : rules::DimensionsOf(table.unit())) {
      const auto value = person.values.find(dimension.code());
      unit.values.push_back(dimension.code() == "cohort"   ? entry.substr(0, 4)
                            : value == person.values.end() ? "UNKNOWN"
                                                           : value->second);
    }
    unit.outcome = outcome.outcome;
    unit.date = outcome.date;
  }
  return units;
}

}  // namespace

struct Publisher::Kept {
  std::vector<statistics::FamilyRecord> records;
  std::shared_ptr<const statistics::Membership> membership;
};

Publisher::Publisher(const Weakness& weakness) : weakness_(weakness) {}
Publisher::~Publisher() = default;

statistics::FamilyInput Publisher::InputOf(const std::string& family,
                                           const std::vector<v1::StatisticsTable>& tables,
                                           const std::vector<Person>& people,
                                           const v1::Release& release, const std::string& period,
                                           Day day) const {
  statistics::FamilyInput input;
  input.family = family;
  input.threshold = release.threshold();
  input.base = release.base();
  input.sequence = release.sequence();
  input.period = *statistics::ParsePeriod(period);
  input.correction = release.correction();
  input.options.key = "made up";
  if (const auto kept = kept_.find(family); kept != kept_.end() && !weakness_.no_memory) {
    input.earlier = kept->second.records;
    input.membership = kept->second.membership;
  }
  const std::string horizon = statistics::HorizonOf(input.period, input.earlier);
  for (const v1::StatisticsTable& table : tables) {
    statistics::Units units = UnitsOf(table, people, horizon, day);
    v1::StatisticsTable definition = table;
    if (weakness_.no_changes && table.rule() == v1::STATISTICS_RULE_CHANGE) {
      definition.set_rule(v1::STATISTICS_RULE_FIRST);
    }
    if (weakness_.no_entry) {
      for (statistics::Unit& unit : units.all) unit.entry_date = kLongAgo;
    }
    input.tables.push_back({definition, rules::DimensionsOf(table.unit()),
                            std::make_shared<statistics::Units>(std::move(units))});
  }
  return input;
}

PublicFiles Publisher::Publish(const std::vector<Person>& people,
                               const std::vector<std::string>& tables, const std::string& period,
                               bool correction, Day day) {
  v1::Release release;
  release.set_code(correction ? period + "-c1" : period);
  release.set_sequence(++sequence_);
  release.set_correction(correction);
  release.set_closing_date(statistics::ParsePeriod(period)->last);
  release.set_threshold(10);
  release.set_base(5);
  release.set_previous(statistics::kNoPrevious);
  std::vector<statistics::FamilyRecord> records;
  for (const auto& [family, definitions] : FamiliesWith(tables, weakness_)) {
    auto output =
        statistics::ProtectFamily(InputOf(family, definitions, people, release, period, day));
    if (!output.ok()) {
      ++refused_;
      continue;
    }
    if (correction && !output->changed) continue;
    for (const v1::ReleaseTable& table : output->tables) *release.add_tables() = table;
    output->record.code = release.code();
    output->record.closing_date = release.closing_date();
    output->record.correction = correction;
    kept_[family].records.push_back(output->record);
    kept_[family].membership = output->membership;
    records.push_back(std::move(output->record));
  }
  PublicFiles files;
  for (auto& [path, content] : statistics::WriteRelease(release, "Voorbeeld", records)) {
    if (path.starts_with(kPublic)) files[path.substr(sizeof kPublic - 1)] = content;
  }
  return files;
}

}  // namespace kansrijk::attack
