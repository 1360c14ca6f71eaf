#include "server/service/statistics/made_release.h"

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "server/base/clock.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/statistics/indicator.h"
#include "server/rules/statistics/release.h"
#include "server/rules/statistics/statistics_catalogue.h"
#include "server/statistics/keyed_hash.h"
#include "server/store/office/organisation.h"
#include "server/store/statistics/release.h"
#include "server/store/statistics/statistics_fact.h"

namespace kansrijk::service {
namespace {

// Less than the door's longest deadline, so that the caller hears why.
constexpr absl::Duration kEffortMax = absl::Seconds(25);

using FactsByUnit = std::map<Id, std::vector<Fact>>;
using Tables = std::vector<const v1::StatisticsTable*>;

// The families of the tables that are wished for, whole.
absl::StatusOr<std::map<std::string, Tables>> FamiliesOf(const std::vector<std::string>& names) {
  std::set<std::string> wanted;
  for (const std::string& name : names) {
    const v1::StatisticsTable* const table = rules::FindStatisticsTable(name);
    if (table == nullptr) return FieldError(rules::kNoSuchTable, "tables", {name});
    wanted.insert(table->family());
  }
  std::map<std::string, Tables> families;
  for (const v1::StatisticsTable& table : rules::Statistics().tables) {
    if (names.empty() || wanted.contains(table.family())) {
      families[table.family()].push_back(&table);
    }
  }
  return families;
}

// Reads what tables are made of, each once.
class Source {
 public:
  Source(db::ReadTx& tx, const ReleaseWish& wish) : tx_(tx), wish_(wish) {}

  absl::StatusOr<statistics::TableInput> Read(const v1::StatisticsTable& table,
                                              const std::string& horizon) {
    ASSIGN_OR_RETURN(const auto* const units, Units(table.unit(), horizon));
    ASSIGN_OR_RETURN(const auto* const facts, Facts(table.facts(), horizon));
    statistics::TableInput input;
    input.definition = table;
    input.dimensions = rules::DimensionsOf(table.unit());
    auto population = std::make_shared<statistics::Units>();
    static const std::vector<Fact> kNone;
    for (const store::StatisticsUnit& unit : *units) {
      const auto own = facts->find(unit.id);
      const rules::UnitOutcome outcome = rules::OutcomeOf(
          table, unit.entry_date, own == facts->end() ? kNone : own->second, horizon);
      if (!outcome.in_population) continue;
      statistics::Unit seen;
      seen.pseudonym = statistics::KeyedHash(wish_.key, unit.id.text());
      seen.entry_date = unit.entry_date;
      for (const v1::StatisticsDimension& dimension : input.dimensions) {
        seen.values.push_back(unit.values.at(dimension.code()));
      }
      seen.outcome = outcome.outcome;
      seen.date = outcome.date;
      population->all.push_back(std::move(seen));
    }
    input.units = std::move(population);
    return input;
  }

 private:
  absl::StatusOr<const std::vector<store::StatisticsUnit>*> Units(v1::StatisticsUnit unit,
                                                                  const std::string& horizon) {
    const auto [found, added] = units_.try_emplace({unit, horizon});
    if (added) {
      ASSIGN_OR_RETURN(found->second,
                       store::StatisticsUnits(tx_, wish_.organisation_id, unit, horizon));
    }
    return &found->second;
  }

  absl::StatusOr<const FactsByUnit*> Facts(const std::string& name, const std::string& horizon) {
    const auto [found, added] = facts_.try_emplace({name, horizon});
    if (added) {
      ASSIGN_OR_RETURN(found->second,
                       store::StatisticsFacts(tx_, wish_.organisation_id, name, horizon));
    }
    return &found->second;
  }

  db::ReadTx& tx_;
  const ReleaseWish& wish_;
  std::map<std::pair<v1::StatisticsUnit, std::string>, std::vector<store::StatisticsUnit>> units_;
  std::map<std::pair<std::string, std::string>, FactsByUnit> facts_;
};

// The atoms of a family's units in the last release that has it.
absl::StatusOr<std::shared_ptr<const statistics::Membership>> MembershipOf(
    db::ReadTx& tx, const Tables& tables, const std::vector<v1::Release>& standing,
    const statistics::FamilyRecord& last) {
  auto membership = std::make_shared<statistics::Membership>();
  for (const v1::Release& release : standing) {
    if (release.sequence() != last.releases.back()) continue;
    for (const v1::StatisticsTable* const table : tables) {
      ASSIGN_OR_RETURN(membership->atoms[table->name()],
                       store::ReleaseUnits(tx, IdOf(release.name()), table->name()));
    }
  }
  return membership;
}

}  // namespace

absl::StatusOr<std::vector<statistics::LedgerEntry>> CheckedLedger(
    db::ReadTx& tx, const std::vector<v1::Release>& standing) {
  std::vector<statistics::LedgerEntry> ledger;
  for (const v1::Release& release : standing) {
    if (release.state() != v1::RELEASE_STATE_PUBLISHED) continue;
    ASSIGN_OR_RETURN(auto files, store::ReleaseFiles(tx, IdOf(release.name())));
    ledger.push_back({release.code(), release.digest(), std::move(files)});
  }
  RETURN_IF_ERROR(statistics::CheckLedger(ledger));
  return ledger;
}

absl::StatusOr<MadeRelease> MakeRelease(db::ReadTx& tx, const ReleaseWish& wish) {
  const auto period = statistics::ParsePeriod(wish.code);
  if (!period.has_value()) return FieldError(rules::kNoPeriod, "code", {wish.code});
  ASSIGN_OR_RETURN(const auto families, FamiliesOf(wish.tables));
  ASSIGN_OR_RETURN(const auto standing, store::StandingReleases(tx, wish.organisation_id));
  RETURN_IF_ERROR(
      rules::CheckNewRelease(wish.code, period->last, wish.correction, standing, wish.today));
  ASSIGN_OR_RETURN(const auto ledger, CheckedLedger(tx, standing));
  MadeRelease made;
  made.key = wish.key;
  v1::Release& release = made.release;
  release.set_code(rules::ReleaseCode(wish.code, wish.correction, standing));
  release.set_sequence(static_cast<int64_t>(ledger.size()) + 1);
  release.set_correction(wish.correction);
  release.set_closing_date(period->last);
  release.set_threshold(rules::kPublicThreshold);
  release.set_base(rules::kRoundingBase);
  release.set_previous(ledger.empty() ? statistics::kNoPrevious : ledger.back().digest);
  Source source(tx, wish);
  const Stopwatch stopwatch;
  std::vector<statistics::FamilyRecord> records;
  std::map<std::string, v1::ReleaseTable> tables;
  for (const auto& [family, members] : families) {
    statistics::FamilyInput input;
    input.family = family;
    input.threshold = release.threshold();
    input.base = release.base();
    input.sequence = release.sequence();
    input.period = *period;
    input.correction = wish.correction;
    input.options.key = wish.key;
    input.options.out_of_time = [&] { return stopwatch.Elapsed() > kEffortMax || wish.given_up(); };
    ASSIGN_OR_RETURN(input.earlier, statistics::RecordsOf(ledger, family));
    const std::string horizon = statistics::HorizonOf(*period, input.earlier);
    for (const v1::StatisticsTable* const table : members) {
      ASSIGN_OR_RETURN(auto read, source.Read(*table, horizon));
      input.tables.push_back(std::move(read));
    }
    if (!input.earlier.empty()) {
      ASSIGN_OR_RETURN(input.membership, MembershipOf(tx, members, standing, input.earlier.back()));
    }
    ASSIGN_OR_RETURN(auto output, statistics::ProtectFamily(input));
    for (v1::ReleaseTable& table : output.tables) {
      tables[table.definition().name()] = std::move(table);
    }
    records.push_back(std::move(output.record));
    made.membership.atoms.merge(output.membership->atoms);
  }
  for (const v1::StatisticsTable& definition : rules::Statistics().tables) {
    const auto made_of = tables.find(definition.name());
    if (made_of != tables.end()) *release.add_tables() = std::move(made_of->second);
  }
  ASSIGN_OR_RETURN(const auto organisation, store::RequireOrganisation(tx, wish.organisation_id));
  made.files = statistics::WriteRelease(release, organisation.display_name(), records);
  release.set_digest(statistics::Sha256(made.files.at(statistics::kMetadataPath)));
  return made;
}

}  // namespace kansrijk::service
