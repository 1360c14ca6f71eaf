#include "server/service/statistics/made_release.h"

#include <map>
#include <set>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
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
constexpr size_t kNonceBytes = 32;

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

  absl::StatusOr<v1::StatisticsSnapshot::Table> Read(const v1::StatisticsTable& table,
                                                     const std::string& horizon) {
    ASSIGN_OR_RETURN(const auto* const units, Units(table.unit(), horizon));
    ASSIGN_OR_RETURN(const auto* const facts, Facts(table.facts(), horizon));
    v1::StatisticsSnapshot::Table population;
    population.set_name(table.name());
    static const std::vector<Fact> kNone;
    for (const store::StatisticsUnit& unit : *units) {
      const auto own = facts->find(unit.id);
      const rules::UnitOutcome outcome = rules::OutcomeOf(
          table, unit.entry_date, own == facts->end() ? kNone : own->second, horizon);
      if (!outcome.in_population) continue;
      v1::StatisticsSnapshot::Unit& seen = *population.add_units();
      seen.set_pseudonym(statistics::KeyedHash(wish_.key, unit.id.text()));
      seen.set_entry_date(unit.entry_date);
      for (const v1::StatisticsDimension& dimension : rules::DimensionsOf(table.unit())) {
        seen.add_values(unit.values.at(dimension.code()));
      }
      seen.set_outcome(outcome.outcome);
      seen.set_date(outcome.date);
    }
    return population;
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

statistics::TableInput InputOf(const v1::StatisticsTable& table,
                               const v1::StatisticsSnapshot& snapshot) {
  statistics::TableInput input;
  input.definition = table;
  input.dimensions = rules::DimensionsOf(table.unit());
  auto population = std::make_shared<statistics::Units>();
  for (const v1::StatisticsSnapshot::Table& kept : snapshot.tables()) {
    if (kept.name() != table.name()) continue;
    for (const v1::StatisticsSnapshot::Unit& unit : kept.units()) {
      statistics::Unit& seen = population->all.emplace_back();
      seen.pseudonym = unit.pseudonym();
      seen.entry_date = unit.entry_date();
      seen.values.assign(unit.values().begin(), unit.values().end());
      seen.outcome = unit.outcome();
      seen.date = unit.date();
    }
  }
  input.units = std::move(population);
  return input;
}

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

absl::StatusOr<Place> PlaceOf(db::ReadTx& tx, const ReleaseWish& wish) {
  Place place;
  const auto period = statistics::ParsePeriod(wish.code);
  if (!period.has_value()) return FieldError(rules::kNoPeriod, "code", {wish.code});
  place.period = *period;
  ASSIGN_OR_RETURN(place.standing, store::StandingReleases(tx, wish.organisation_id));
  RETURN_IF_ERROR(
      rules::CheckNewRelease(wish.code, period->last, wish.correction, place.standing, wish.today));
  ASSIGN_OR_RETURN(place.ledger, CheckedLedger(tx, place.standing));
  v1::Release& release = place.release;
  release.set_code(rules::ReleaseCode(wish.code, wish.correction, place.standing));
  release.set_sequence(static_cast<int64_t>(place.ledger.size()) + 1);
  release.set_correction(wish.correction);
  release.set_closing_date(period->last);
  release.set_threshold(rules::kPublicThreshold);
  release.set_base(rules::kRoundingBase);
  release.set_previous(place.ledger.empty() ? statistics::kNoPrevious : place.ledger.back().digest);
  return place;
}

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

absl::Status CheckTables(const std::vector<std::string>& names) {
  return FamiliesOf(names).status();
}

absl::StatusOr<TakenSnapshot> TakeSnapshot(db::ReadTx& tx, const ReleaseWish& wish,
                                           const Place& place) {
  ASSIGN_OR_RETURN(const auto families, FamiliesOf({}));
  TakenSnapshot taken{place.release, wish.key, {}};
  taken.content.set_previous(place.release.previous());
  Source source(tx, wish);
  for (const auto& [family, members] : families) {
    ASSIGN_OR_RETURN(const auto earlier, statistics::RecordsOf(place.ledger, family));
    const std::string horizon = statistics::HorizonOf(place.period, earlier);
    for (const v1::StatisticsTable* const table : members) {
      ASSIGN_OR_RETURN(*taken.content.add_tables(), source.Read(*table, horizon));
    }
  }
  return taken;
}

absl::StatusOr<MadeRelease> MakeRelease(db::ReadTx& tx, const ReleaseWish& wish, const Place& place,
                                        const v1::StatisticsSnapshot& snapshot) {
  ASSIGN_OR_RETURN(const auto families, FamiliesOf(wish.tables));
  MadeRelease made{place.release, {}, {}};
  v1::Release& release = made.release;
  const Stopwatch stopwatch;
  std::vector<statistics::FamilyRecord> records;
  std::map<std::string, v1::ReleaseTable> tables;
  for (const auto& [family, members] : families) {
    statistics::FamilyInput input;
    input.family = family;
    input.threshold = release.threshold();
    input.base = release.base();
    input.sequence = release.sequence();
    input.period = place.period;
    input.correction = wish.correction;
    input.options.key = wish.key;
    input.options.out_of_time = [&] { return stopwatch.Elapsed() > kEffortMax || wish.given_up(); };
    ASSIGN_OR_RETURN(input.earlier, statistics::RecordsOf(place.ledger, family));
    for (const v1::StatisticsTable* const table : members) {
      input.tables.push_back(InputOf(*table, snapshot));
    }
    if (!input.earlier.empty()) {
      ASSIGN_OR_RETURN(input.membership,
                       MembershipOf(tx, members, place.standing, input.earlier.back()));
    }
    ASSIGN_OR_RETURN(auto output, statistics::ProtectFamily(input));
    for (v1::ReleaseTable& table : output.tables) {
      tables[table.definition().name()] = std::move(table);
    }
    output.record.nonce = absl::BytesToHexString(wish.ids.Secret(kNonceBytes));
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
