#include "server/service/statistics/made_release.h"

#include <time.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

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
// Processor time for one family: one that takes longer is withheld, and the rest is published.
constexpr absl::Duration kFamilyEffortMax = absl::Seconds(10);
// Families that are protected side by side.
constexpr int kWorkers = 2;
// Of the cells below the totals, withheld whatever the data: a point alone tells nothing.
constexpr double kDecoyShare = 0.1;
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

std::set<std::string> NamesOf(const Tables& tables) {
  std::set<std::string> names;
  for (const v1::StatisticsTable* const table : tables) names.insert(table->name());
  return names;
}

// Where the units of each table were counted in the last of the releases before that had it. One
// that is judged together with another table has its units there.
absl::StatusOr<std::shared_ptr<const statistics::Membership>> MembershipOf(
    db::ReadTx& tx, const Tables& tables, const std::vector<v1::Release>& standing,
    const std::vector<statistics::FamilyRecord>& earlier) {
  auto membership = std::make_shared<statistics::Membership>();
  for (const v1::StatisticsTable* const table : tables) {
    const statistics::FamilyRecord* const last = statistics::LastWith(earlier, table->name());
    for (const v1::Release& release : standing) {
      if (last == nullptr || release.sequence() != last->releases.back()) continue;
      ASSIGN_OR_RETURN(const auto units,
                       store::ReleaseUnits(tx, IdOf(release.name()), table->name()));
      if (units.empty()) continue;
      auto& members = membership->members[table->name()];
      for (const auto& [pseudonym, unit] : units) members[pseudonym] = {unit.atom, unit.entered};
    }
  }
  return membership;
}

absl::Duration UsedByThread() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return absl::DurationFromTimespec(used);
}

using Outputs = std::vector<absl::StatusOr<statistics::FamilyOutput>>;

// Protects families side by side, each within its time.
Outputs Protect(std::vector<statistics::FamilyInput> inputs,
                const std::function<bool()>& given_up) {
  Outputs outputs(inputs.size(), absl::UnknownError(""));
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t index = next++; index < inputs.size(); index = next++) {
      const absl::Duration begin = UsedByThread();
      inputs[index].options.out_of_time = [&given_up, begin] {
        return UsedByThread() - begin > kFamilyEffortMax || given_up();
      };
      outputs[index] = statistics::ProtectFamily(inputs[index]);
    }
  };
  std::vector<std::thread> workers;
  for (int worker = 1; worker < kWorkers; ++worker) workers.emplace_back(work);
  work();
  for (std::thread& worker : workers) worker.join();
  return outputs;
}

// A family that can't be published is left out by name, for these reasons; any other ends it all.
struct Withholding {
  const ErrorKind& error;
  v1::WithheldReason reason;
};
const Withholding kWithholdings[] = {
    {statistics::kOutOfTime, v1::WITHHELD_REASON_TIME},
    {statistics::kCannotBeMadeSafe, v1::WITHHELD_REASON_UNSAFE},
    {statistics::kContradiction, v1::WITHHELD_REASON_CONTRADICTION},
    {statistics::kImpossibleUnit, v1::WITHHELD_REASON_CONTRADICTION},
};

absl::StatusOr<v1::WithheldReason> WhyWithheld(const absl::Status& status) {
  for (const Withholding& withholding : kWithholdings) {
    if (ReasonOf(status) == withholding.error.reason) return withholding.reason;
  }
  return status;
}

// Records may have a later stage without the one before: what is counted keeps their order.
void Nest(const Tables& members, const std::string& horizon,
          const std::vector<v1::StatisticsSnapshot::Table*>& tables) {
  std::map<std::string, std::vector<v1::StatisticsSnapshot::Unit*>> by_unit;
  for (size_t place = 0; place < tables.size(); ++place) {
    for (v1::StatisticsSnapshot::Unit& unit : *tables[place]->mutable_units()) {
      auto& units = by_unit[unit.pseudonym()];
      units.resize(tables.size());
      units[place] = &unit;
    }
  }
  for (const auto& [pseudonym, units] : by_unit) {
    std::vector<rules::UnitOutcome> outcomes(units.size());
    for (size_t place = 0; place < units.size(); ++place) {
      if (units[place] == nullptr) continue;
      outcomes[place] = {true, units[place]->outcome(), units[place]->date()};
    }
    outcomes = rules::Nested(members, std::move(outcomes), horizon);
    for (size_t place = 0; place < units.size(); ++place) {
      if (units[place] == nullptr) continue;
      units[place]->set_outcome(outcomes[place].outcome);
      units[place]->set_date(outcomes[place].date);
    }
  }
}

absl::StatusOr<statistics::FamilyInput> FamilyInputOf(db::ReadTx& tx, const ReleaseWish& wish,
                                                      const Place& place,
                                                      const v1::StatisticsSnapshot& snapshot,
                                                      const std::string& family,
                                                      const Tables& members) {
  statistics::FamilyInput input;
  input.family = family;
  input.threshold = place.release.threshold();
  input.base = place.release.base();
  input.sequence = place.release.sequence();
  input.period = place.period;
  input.correction = wish.correction;
  input.options.key = wish.key;
  input.options.decoy_share = kDecoyShare;
  ASSIGN_OR_RETURN(input.earlier, statistics::RecordsOf(place.ledger, NamesOf(members)));
  for (const v1::StatisticsTable* const table : members) {
    input.tables.push_back(InputOf(*table, snapshot));
  }
  if (!input.earlier.empty()) {
    ASSIGN_OR_RETURN(input.membership, MembershipOf(tx, members, place.standing, input.earlier));
  }
  return input;
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
  release.set_threshold(rules::kPublicThreshold + wish.insiders);
  release.set_insiders(wish.insiders);
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
    ASSIGN_OR_RETURN(const auto earlier, statistics::RecordsOf(place.ledger, NamesOf(members)));
    const std::string horizon = statistics::HorizonOf(place.period, earlier);
    std::vector<v1::StatisticsSnapshot::Table*> tables;
    for (const v1::StatisticsTable* const table : members) {
      tables.push_back(taken.content.add_tables());
      ASSIGN_OR_RETURN(*tables.back(), source.Read(*table, horizon));
    }
    Nest(members, horizon, tables);
  }
  return taken;
}

absl::StatusOr<MadeRelease> MakeRelease(db::ReadTx& tx, const ReleaseWish& wish, const Place& place,
                                        const v1::StatisticsSnapshot& snapshot) {
  ASSIGN_OR_RETURN(const auto families, FamiliesOf(wish.tables));
  MadeRelease made{place.release, {}, {}};
  v1::Release& release = made.release;
  std::vector<statistics::FamilyInput> inputs;
  for (const auto& [family, members] : families) {
    ASSIGN_OR_RETURN(inputs.emplace_back(),
                     FamilyInputOf(tx, wish, place, snapshot, family, members));
  }
  const Stopwatch stopwatch;
  const Outputs outputs = Protect(
      std::move(inputs), [&] { return stopwatch.Elapsed() > kEffortMax || wish.given_up(); });
  std::vector<statistics::FamilyRecord> records;
  std::map<std::string, v1::ReleaseTable> tables;
  size_t place_of_family = 0;
  for (const auto& [family, members] : families) {
    const auto& output = outputs[place_of_family++];
    if (wish.given_up()) return Error(statistics::kOutOfTime, {members.front()->name()});
    if (!output.ok()) {
      ASSIGN_OR_RETURN(const v1::WithheldReason reason, WhyWithheld(output.status()));
      *release.add_withheld() = rules::WithheldFamilyOf(family, reason);
      continue;
    }
    if (wish.correction && !output->changed) continue;
    for (const v1::ReleaseTable& table : output->tables) {
      tables[table.definition().name()] = table;
    }
    release.mutable_disclosed()->Add(output->disclosed.begin(), output->disclosed.end());
    statistics::FamilyRecord& record = records.emplace_back(output->record);
    record.nonce = absl::BytesToHexString(wish.ids.Secret(kNonceBytes));
    made.membership.members.merge(output->membership->members);
  }
  if (wish.correction && records.empty()) return Error(rules::kNoFigureChanges, {wish.code});
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
