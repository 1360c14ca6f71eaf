#include "server/service/import/import_check.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/service/import/import_known.h"
#include "server/sheet/check.h"
#include "server/sheet/shown.h"
#include "server/store/office/organisation.h"

namespace kansrijk::service {
namespace {

using sheet::AboutRow;
using sheet::File;
using sheet::Finding;
using sheet::FindingKind;

constexpr FindingKind kGivenTwice{"duplicate", true,
                                  "$0 is in this file more than once, on lines $1 and $2, with "
                                  "different content; none of these rows is imported",
                                  "$0 staat meer dan eens in dit bestand, op regel $1 en $2, met "
                                  "verschillende inhoud; geen van die rijen wordt ingelezen"};
constexpr FindingKind kAnother{
    "conflict", true,
    "$0 is someone or something else on the server: give it another number in the file",
    "$0 is op de server iemand of iets anders: geef het in het bestand een ander nummer"};
constexpr FindingKind kMayBeUpdated{
    "conflict", true,
    "$0 is already on the server, with another $1; import with --update to change it there",
    "$0 staat al op de server met een andere waarde voor $1; lees in met --update om het daar te "
    "wijzigen"};
constexpr FindingKind kProbableMending{
    kProbableMendingReason, true,
    "this row is probably $0 on the server, with another $1; if it is, import with --update or "
    "write wijzigen in import_keuze; if it is not, write nieuw there",
    "deze rij is waarschijnlijk $0 op de server, met een andere waarde voor $1; zo ja, lees in met "
    "--update of schrijf wijzigen bij import_keuze; zo nee, schrijf daar nieuw"};
constexpr FindingKind kProbableConflict{
    kProbableMendingReason, true,
    "this row is probably $0 on the server, with another $1; if it is, change it on the server; if "
    "it is not, write nieuw in import_keuze",
    "deze rij is waarschijnlijk $0 op de server, met een andere waarde voor $1; zo ja, wijzig dat "
    "op de server; zo nee, schrijf nieuw bij import_keuze"};
constexpr FindingKind kSeveralMendings{
    kProbableMendingReason, true,
    "this row may be a corrected form of $0; if it is, change the right one on the server; if it "
    "is not, write nieuw in import_keuze",
    "deze rij kan een verbeterde vorm zijn van $0; zo ja, wijzig de juiste op de server; zo nee, "
    "schrijf nieuw bij import_keuze"};
constexpr FindingKind kNothingToChange{
    "nothing_to_change", true,
    "import_keuze says wijzigen, but there is nothing on the server that this row could correct",
    "bij import_keuze staat wijzigen, maar op de server staat niets dat deze rij kan verbeteren"};
constexpr FindingKind kMayNotBecome{"conflict", true,
                                    "$0 cannot be changed to what this row says: $1",
                                    "$0 is niet te wijzigen in wat deze rij zegt: $1"};
constexpr FindingKind kPaidTwice{
    "duplicate", true,
    "this row is identical to line $0, and gives the incentive a second time; if that is right, "
    "write nieuw in a column import_keuze",
    "deze rij is gelijk aan regel $0, en geeft de beloning een tweede keer; klopt dat, schrijf dan "
    "nieuw in een kolom import_keuze"};
constexpr FindingKind kWillChange{"will_change", false, "$0 gets another $1",
                                  "$0 krijgt een andere waarde voor $1"};
constexpr FindingKind kTooManyUpdates{
    "too_many_updates", true, "one import changes at most $0 records; import the rest afterwards",
    "één keer inlezen wijzigt hoogstens $0 gegevens; lees de rest daarna in"};
constexpr FindingKind kLongBeforeApplication{"before_application", false,
                                             "$0 is long before the application of $1 on $2",
                                             "$0 ligt lang voor de aanmelding van $1 op $2"};
constexpr FindingKind kKnownByHand{
    "known_by_hand", false, "this row is already on the server, as $0; it is not imported again",
    "deze rij staat al op de server, als $0; hij wordt niet nog eens ingelezen"};

// Columns that describe a thing and don't tell what it is: two rows with the same code that differ
// in these alone tell of one thing.
struct Describing {
  File file;
  const char* column;
};
constexpr Describing kDescribing[] = {{File::kOrganisations, "naam"}, {File::kHouseholds, "type"}};

// In so many columns a mended row differs from what it was.
constexpr size_t kLikelyDifferencesMax = 2;

// So long before the application, a session is probably one of another year.
constexpr int kDaysBeforeApplicationMax = 90;

// Progress is told once in so many rows.
constexpr int64_t kRowsBetweenProgress = 100;

bool IsIdentifying(const sheet::Table& table, const sheet::Column& column) {
  return std::none_of(std::begin(kDescribing), std::end(kDescribing), [&](const Describing& each) {
    return each.file == table.file && each.column == absl::string_view(column.name);
  });
}

// What tells two rows with the same key apart.
std::string IdentityOf(const sheet::Row& row) {
  std::string identity;
  for (size_t i = 0; i < row.cells().size(); ++i) {
    const sheet::Column& column = row.table().columns[i];
    if (!IsIdentifying(row.table(), column)) continue;
    absl::StrAppend(&identity, sheet::Canonical(column, row.cells()[i]), "\x1F");
  }
  return identity;
}

// Things that rows of other files refer to.
bool HasCode(const sheet::Table& table) { return table.key.size() == 1; }

std::string ColumnsOf(const std::vector<v1::ImportDifference>& differences) {
  return absl::StrJoin(differences, ", ", [](std::string* out, const auto& difference) {
    out->append(difference.column());
  });
}

// `$0` is what it is about; `$1` the columns that differ, unless `why` is given.
v1::ImportFinding WithDifferences(const FindingKind& kind, const std::string& what,
                                  const std::vector<v1::ImportDifference>& differences,
                                  const std::string& why = "") {
  v1::ImportFinding finding = Finding(kind, differences.empty() ? "" : differences.front().column(),
                                      {what, why.empty() ? ColumnsOf(differences) : why});
  finding.set_server_number(what);
  finding.mutable_differences()->Assign(differences.begin(), differences.end());
  return finding;
}

sheet::FileChoice ChoiceFor(const v1::CommitImportRequest& request, const sheet::Table& table) {
  sheet::FileChoice choice;
  for (const v1::ImportFileChoice& each : request.choices()) {
    if (!each.file().empty() && each.file() != table.name) continue;
    if (!each.encoding().empty()) choice.encoding = each.encoding();
    for (const v1::ImportColumnChoice& column : each.columns()) {
      choice.columns.emplace_back(column.header(), column.column());
    }
  }
  return choice;
}

}  // namespace

// A key that more than one row of the file has.
struct ImportCheck::GivenTwice {
  std::string identity;
  int64_t first_line = 0;
  int64_t second_line = 0;  // 0: there is one only
  bool differs = false;
};

sheet::BlockSource SourceOf(db::ReadTx& tx, const store::Scope& scope, const Id& import_id,
                            const std::string& file) {
  return [&tx, &scope, import_id, file](int64_t offset) {
    return store::ReadImportFile(tx, scope, import_id, file, offset);
  };
}

absl::StatusOr<std::unique_ptr<ImportPlan>> ImportCheck::Run() {
  plan_ = std::make_unique<ImportPlan>(view_.organisation_id);
  RETURN_IF_ERROR(ReadBook());
  RETURN_IF_ERROR(Survey());
  for (const auto& file : plan_->files) RETURN_IF_ERROR(CheckFile(*file));
  ASSIGN_OR_RETURN(auto rest, warnings_->Rest());
  for (v1::ImportFinding& finding : rest) RETURN_IF_ERROR(findings_.Add(std::move(finding)));
  RETURN_IF_ERROR(findings_.Finish());
  return std::move(plan_);
}

absl::Status ImportCheck::ReadBook() {
  db::ReadTx& tx = view_.tx;
  const store::Scope& scope = view_.scope;
  sheet::Book& book = plan_->book;
  const auto add = [&](File file, const absl::StatusOr<std::vector<store::Coded>>& codes) {
    RETURN_IF_ERROR(codes.status());
    for (const store::Coded& coded : *codes) {
      book.Add(file, coded.code,
               {.id = coded.id,
                .household_id = coded.household_id,
                .participant_id = coded.participant_id,
                .apply_date = coded.apply_date,
                .import_hash = coded.import_hash});
    }
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(add(File::kOrganisations, store::OrganisationCodes(tx, scope)));
  RETURN_IF_ERROR(add(File::kBuddies, store::BuddyCodes(tx, scope)));
  RETURN_IF_ERROR(add(File::kHouseholds, store::HouseholdCodes(tx, scope)));
  RETURN_IF_ERROR(add(File::kTracks, store::TrackCodes(tx, scope)));
  RETURN_IF_ERROR(add(File::kTrainings, store::TrainingCodes(tx, scope)));
  RETURN_IF_ERROR(add(File::kTrainingSessions, store::TrainingSessionCodes(tx, scope)));
  ASSIGN_OR_RETURN(const auto persons, store::Persons(tx, scope));
  for (const store::Person& person : persons) {
    book.Add(File::kMembers, person.code,
             {.id = person.id,
              .household_id = person.household_id,
              .birth_date = person.birth_date,
              .is_participant = person.is_participant,
              .import_hash = person.import_hash});
  }
  warnings_ = std::make_unique<ImportWarnings>(tx, scope, book, persons);
  return absl::OkStatus();
}

absl::Status ImportCheck::Survey() {
  absl::Status end;
  const auto given_up = [&] { return !(end = progress_(done_, plan_->rows)).ok(); };
  for (const sheet::Table& table : sheet::Tables()) {
    const auto source = SourceOf(view_.tx, view_.scope, work_.import_id, table.name);
    ASSIGN_OR_RETURN(const int64_t size,
                     store::ImportFileSize(view_.tx, view_.scope, work_.import_id, table.name));
    if (size == 0) continue;
    auto file = std::make_unique<PlannedFile>();
    file->table = &table;
    auto survey = sheet::SurveyFile(table, source, ChoiceFor(work_.request, table),
                                    DayOf(view_.now), given_up);
    RETURN_IF_ERROR(end);
    RETURN_IF_ERROR(survey.status());
    file->survey = *std::move(survey);
    plan_->rows += file->survey.report.rows();
    file->survey.report.set_refused(0);  // counted row by row
    for (const v1::ImportFinding& finding : file->survey.findings) {
      RETURN_IF_ERROR(findings_.Add(finding));
    }
    plan_->files.push_back(std::move(file));
  }
  return absl::OkStatus();
}

absl::Status ImportCheck::ForEachRow(const PlannedFile& file,
                                     absl::FunctionRef<absl::Status(sheet::ReadRow&)> body) {
  sheet::RowReader reader(file.survey,
                          SourceOf(view_.tx, view_.scope, work_.import_id, file.table->name),
                          DayOf(view_.now));
  for (int64_t rows = 0;; ++rows) {
    if (rows % kRowsBetweenProgress == 0) RETURN_IF_ERROR(progress_(done_, plan_->rows));
    ASSIGN_OR_RETURN(auto read, reader.Next());
    if (!read.has_value()) return absl::OkStatus();
    RETURN_IF_ERROR(body(*read));
  }
}

absl::Status ImportCheck::CheckFile(PlannedFile& file) {
  const auto rows = static_cast<size_t>(file.survey.report.rows());
  file.fates.reserve(rows);
  file.ids.reserve(rows);
  first_lines_.clear();
  has_choices_ = false;
  TwiceByKey twice;
  if (!file.table->IsCounted()) {
    ASSIGN_OR_RETURN(twice, FindTwice(file));
  }
  if (!IsPaired(*file.table)) return CheckRows(file, twice);
  pairing_ = std::make_unique<Pairing>(*file.table, view_.tx, view_.scope);
  RETURN_IF_ERROR(CheckRows(file, twice));
  RETURN_IF_ERROR(DecideLeftOver(file));
  pairing_.reset();
  first_lines_.clear();
  return absl::OkStatus();
}

absl::StatusOr<ImportCheck::TwiceByKey> ImportCheck::FindTwice(const PlannedFile& file) {
  TwiceByKey seen;
  RETURN_IF_ERROR(ForEachRow(file, [&](sheet::ReadRow& read) {
    const auto key = read.row.KeyIfKnown();
    const bool good = !read.refusal.has_value();
    // Only who refers to a code may mean the wrong one of two.
    if (!key.has_value() || key->empty() || !(good || HasCode(*file.table))) {
      return absl::OkStatus();
    }
    const std::string identity = good ? IdentityOf(read.row) : "";
    const auto [found, is_first] = seen.try_emplace(*key);
    GivenTwice& twice = found->second;
    if (is_first) {
      twice = {identity, read.row.line()};
    } else if (twice.second_line == 0) {
      twice.second_line = read.row.line();
    }
    twice.differs |= HasCode(*file.table) && (!good || identity != twice.identity);
    return absl::OkStatus();
  }));
  absl::erase_if(seen, [](const auto& each) { return each.second.second_line == 0; });
  return seen;
}

absl::Status ImportCheck::CheckRows(PlannedFile& file, const TwiceByKey& twice) {
  RETURN_IF_ERROR(ForEachRow(file, [&](sheet::ReadRow& read) {
    ++done_;
    file.fates.push_back(RowFate::kRefused);
    file.ids.push_back({});
    return CheckRow(file, read, twice);
  }));
  return absl::OkStatus();
}

absl::Status ImportCheck::CheckRow(PlannedFile& file, sheet::ReadRow& read,
                                   const TwiceByKey& twice) {
  const sheet::Row& row = read.row;
  for (v1::ImportFinding& warning : read.warnings) {
    RETURN_IF_ERROR(findings_.Add(std::move(warning)));
  }
  if (read.refusal.has_value()) return Refuse(file, row, *std::move(read.refusal));
  if (const auto found = twice.find(row.Key()); found != twice.end()) {
    const GivenTwice& given = found->second;
    const std::string column(file.table->key.front());
    if (given.differs) {
      return Refuse(
          file, row,
          Finding(kGivenTwice, column,
                  {row.Name(), absl::StrCat(given.first_line), absl::StrCat(given.second_line)}));
    }
    if (row.line() != given.first_line) {
      file.survey.report.set_refused(file.survey.report.refused() + 1);
      return Report(
          row, Finding(sheet::kDuplicate, column, {row.Name(), absl::StrCat(given.first_line)}));
    }
  }
  if (auto finding = sheet::CheckRow(row, plan_->book)) {
    return Refuse(file, row, *std::move(finding));
  }
  return IsPaired(*file.table) ? DecideByPairing(file, row) : DecideByCode(file, row);
}

absl::Status ImportCheck::DecideByCode(PlannedFile& file, const sheet::Row& row) {
  const File of = file.table->file;
  const sheet::Book& book = plan_->book;
  ASSIGN_OR_RETURN(const auto existing, FindExisting(view_.tx, view_.scope, row, book));
  if (!existing.has_value()) {
    return of == File::kOrganisations ? AcceptPartner(file, row)
                                      : Accept(file, row, RowFate::kNew, view_.ids.Next(view_.now));
  }
  const Id& id = existing->id;
  const bool came_in_by_it =
      !existing->import_hash.empty() && existing->import_hash == IdFromText(row.Content());
  if (came_in_by_it) return Accept(file, row, RowFate::kUnchanged, id);
  ASSIGN_OR_RETURN(const auto differences, DifferencesFrom(view_.tx, view_.scope, row, book, id));
  if (differences.empty()) return Accept(file, row, RowFate::kKnown, id);
  const std::string& column = differences.front().column();
  // Organisations belong to all, so a spreadsheet of one of them need not be right about them.
  if (of == File::kOrganisations) {
    RETURN_IF_ERROR(Report(row, Finding(sheet::kDiffersFromServer, column, {row.Name(), column})));
    return Accept(file, row, RowFate::kKnown, id);
  }
  if (IsAnother(of, differences)) {
    return Refuse(file, row, WithDifferences(kAnother, row.Name(), differences));
  }
  if (!MayUpdate(of, differences)) {
    return Refuse(file, row, WithDifferences(sheet::kConflictWithServer, row.Name(), differences));
  }
  if (!WantsUpdate(row)) {
    return Refuse(file, row, WithDifferences(kMayBeUpdated, row.Name(), differences));
  }
  if (const absl::Status may = CheckUpdate(row, book, id, DayOf(view_.now)); !may.ok()) {
    v1::ImportFinding finding =
        WithDifferences(kMayNotBecome, row.Name(), differences, std::string(may.message()));
    finding.set_message_nl(
        Finding(kMayNotBecome, "", {row.Name(), DutchMessageOf(may)}).message_nl());
    return Refuse(file, row, std::move(finding));
  }
  return Update(file, row, id, differences);
}

// One that this organisation does not see so far. Another one may have imported it: they share it,
// under the id that follows from the code, and the name that the first one gave it stays.
absl::Status ImportCheck::AcceptPartner(PlannedFile& file, const sheet::Row& row) {
  const Id id(IdFromText(absl::StrCat("/", file.table->name, "/", row.Key())));
  ASSIGN_OR_RETURN(const auto shared, store::FindOrganisation(view_.tx, id));
  if (shared.has_value()) {
    ASSIGN_OR_RETURN(const auto differences,
                     DifferencesFrom(view_.tx, view_.scope, row, plan_->book, id));
    if (!differences.empty()) {
      const std::string& column = differences.front().column();
      RETURN_IF_ERROR(
          Report(row, Finding(sheet::kDiffersFromServer, column, {row.Name(), column})));
    }
  }
  return Accept(file, row, RowFate::kNew, id);
}

absl::Status ImportCheck::DecideByPairing(PlannedFile& file, const sheet::Row& row) {
  const std::string hash = IdFromText(row.Content());
  ASSIGN_OR_RETURN(const auto equal, pairing_->TakeEqual(row, TrackOf(row), hash));
  if (equal.has_value()) {
    if (equal->by_hand && !equal->number.empty()) {
      RETURN_IF_ERROR(Report(row, Finding(kKnownByHand, "", {equal->number})));
    }
    return Accept(file, row, equal->by_hand ? RowFate::kKnown : RowFate::kUnchanged, equal->id);
  }
  const auto [first, is_first] =
      first_lines_.try_emplace(ToShortId(hash), static_cast<uint32_t>(row.line()));
  const bool pays = row.table().file == File::kGoals && row.Number("waardering_euro") != 0;
  if (!is_first && pays && row.choice() != sheet::Choice::kNew) {
    return Refuse(file, row, Finding(kPaidTwice, "waardering_euro", {absl::StrCat(first->second)}));
  }
  if (!is_first && row.table().IsCounted()) {
    RETURN_IF_ERROR(Report(row, Finding(sheet::kIdenticalRow, "", {absl::StrCat(first->second)})));
  }
  if (IsLongBeforeApplication(row)) {
    const sheet::Column& column = file.table->columns[sheet::PlaceIn(*file.table, "datum")];
    const std::string& applied = plan_->book.Find(File::kTracks, row.Text("traject"))->apply_date;
    RETURN_IF_ERROR(Report(
        row, Finding(kLongBeforeApplication, "datum",
                     {sheet::Shown(column, sheet::TextCell(row.Text("datum"))), row.Text("traject"),
                      sheet::Shown(column, sheet::TextCell(applied))})));
  }
  has_choices_ |= row.choice() == sheet::Choice::kUpdate;
  file.fates.back() = RowFate::kNew;  // unless it resembles something: see DecideLeftOver()
  return absl::OkStatus();
}

bool ImportCheck::IsLongBeforeApplication(const sheet::Row& row) const {
  if (row.table().file != File::kSessions) return false;
  const auto applied = ParseDate(plan_->book.Find(File::kTracks, row.Text("traject"))->apply_date);
  const auto date = ParseDate(row.Text("datum"));
  return applied.has_value() && date.has_value() && *applied - *date > kDaysBeforeApplicationMax;
}

// Rows equal in all had their turn: those that are left over are new, or mended.
absl::Status ImportCheck::DecideLeftOver(PlannedFile& file) {
  const auto for_each_left_over =
      [&](absl::FunctionRef<absl::Status(const sheet::Row&, size_t)> body) {
        size_t place = 0;
        return ForEachRow(file, [&](sheet::ReadRow& read) {
          const size_t at = place++;
          return file.fates[at] == RowFate::kNew ? body(read.row, at) : absl::OkStatus();
        });
      };
  if (!pairing_->MayHaveMended() && !has_choices_) {
    int64_t accepted = 0;
    for (const RowFate fate : file.fates) accepted += fate == RowFate::kNew ? 1 : 0;
    v1::ImportFile& report = file.survey.report;
    report.set_accepted(report.accepted() + accepted);
    if (ImportWarnings::Counts(*file.table)) {
      return for_each_left_over([&](const sheet::Row& row, size_t) {
        return warnings_->Saw(row, Id(), /*is_new=*/true).status();
      });
    }
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(for_each_left_over([&](const sheet::Row& row, size_t) {
    return row.choice() == sheet::Choice::kNew ? absl::OkStatus()
                                               : pairing_->Resembling(row, TrackOf(row));
  }));
  return for_each_left_over(
      [&](const sheet::Row& row, size_t place) { return DecideMended(file, row, place); });
}

absl::Status ImportCheck::DecideMended(PlannedFile& file, const sheet::Row& row, size_t place) {
  RowFate& fate = file.fates[place];
  v1::ImportFile& report = file.survey.report;
  const auto bring_in = [&] {
    report.set_accepted(report.accepted() + 1);
    return warnings_->Saw(row, Id(), /*is_new=*/true).status();
  };
  if (row.choice() == sheet::Choice::kNew) return bring_in();
  ASSIGN_OR_RETURN(const auto resemblance, pairing_->MendedOf(row, TrackOf(row)));
  if (resemblance.things.empty()) {
    if (row.choice() != sheet::Choice::kUpdate) return bring_in();
    fate = RowFate::kRefused;
    return Refuse(file, row, Finding(kNothingToChange, ""));
  }
  const Pairing::Mended& first = resemblance.things.front();
  const std::string name = first.number.empty() ? row.Name() : first.number;
  const bool may_update =
      resemblance.is_unambiguous && MayUpdate(file.table->file, first.differences);
  // Rows that hardly agree may well be two things: the person chooses those one by one.
  const bool is_likely = first.differences.size() <= kLikelyDifferencesMax;
  const bool wants =
      row.choice() == sheet::Choice::kUpdate || (work_.request.update() && is_likely);
  if (may_update && wants) {
    if (++plan_->updates > kImportUpdatesMax) {
      fate = RowFate::kRefused;
      return Refuse(file, row, Finding(kTooManyUpdates, "", {absl::StrCat(kImportUpdatesMax)}));
    }
    RETURN_IF_ERROR(Report(row, WithDifferences(kWillChange, name, first.differences)));
    fate = RowFate::kUpdate;
    file.ids[place] = ToShortId(first.id.text());
    report.set_accepted(report.accepted() + 1);
    report.set_updated(report.updated() + 1);
    return absl::OkStatus();
  }
  fate = RowFate::kRefused;
  if (resemblance.things.size() > 1) {
    const std::string numbers =
        absl::StrJoin(resemblance.things, ", ",
                      [](std::string* out, const auto& thing) { out->append(thing.number); });
    return Refuse(file, row, WithDifferences(kSeveralMendings, numbers, {}));
  }
  return Refuse(
      file, row,
      WithDifferences(may_update ? kProbableMending : kProbableConflict, name, first.differences));
}

absl::Status ImportCheck::Accept(PlannedFile& file, const sheet::Row& row, RowFate fate,
                                 const Id& id) {
  const sheet::Table& table = *file.table;
  file.fates.back() = fate;
  file.ids.back() = ToShortId(id.text());
  v1::ImportFile& report = file.survey.report;
  report.set_accepted(report.accepted() + 1);
  const bool is_new = fate == RowFate::kNew;
  if (fate == RowFate::kUnchanged || fate == RowFate::kKnown) {
    report.set_unchanged(report.unchanged() + 1);
  }
  if (fate == RowFate::kUpdate) report.set_updated(report.updated() + 1);
  if (HasCode(table)) plan_->book.Accept(table.file, row.Text(table.key.front()), KnownOf(row, id));
  ASSIGN_OR_RETURN(auto found, warnings_->Saw(row, id, is_new));
  for (v1::ImportFinding& finding : found) RETURN_IF_ERROR(findings_.Add(std::move(finding)));
  return absl::OkStatus();
}

sheet::Known ImportCheck::KnownOf(const sheet::Row& row, const Id& id) const {
  const sheet::Book& book = plan_->book;
  sheet::Known known{.id = id};
  if (row.table().file == File::kMembers) {
    known.household_id = book.Find(File::kHouseholds, row.Text("huishouden"))->id;
    known.birth_date = row.Text("geboortedatum");
    known.is_participant = row.Number("deelnemer") != 0;
  }
  if (row.table().file == File::kTracks) {
    known.household_id = book.Find(File::kHouseholds, row.Text("huishouden"))->id;
    known.participant_id = book.Find(File::kMembers, row.Text("deelnemer"))->id;
    known.apply_date = row.Text("aangemeld_op");
  }
  return known;
}

absl::Status ImportCheck::Refuse(PlannedFile& file, const sheet::Row& row,
                                 v1::ImportFinding finding) {
  v1::ImportFile& report = file.survey.report;
  report.set_refused(report.refused() + 1);
  if (HasCode(*file.table)) {
    const auto key = row.KeyIfKnown();
    if (key.has_value() && !key->empty()) {
      plan_->book.Refuse(file.table->file, *key, row.line());
    } else {
      plan_->book.RefuseUnread(file.table->file, row.line());
    }
  }
  return Report(row, std::move(finding));
}

absl::Status ImportCheck::Report(const sheet::Row& row, v1::ImportFinding finding) {
  return findings_.Add(AboutRow(std::move(finding), row));
}

bool ImportCheck::WantsUpdate(const sheet::Row& row) const {
  return work_.request.update() || row.choice() == sheet::Choice::kUpdate;
}

absl::Status ImportCheck::Update(PlannedFile& file, const sheet::Row& row, const Id& id,
                                 const std::vector<v1::ImportDifference>& differences) {
  if (++plan_->updates <= kImportUpdatesMax) {
    RETURN_IF_ERROR(Report(row, WithDifferences(kWillChange, row.Name(), differences)));
    return Accept(file, row, RowFate::kUpdate, id);
  }
  return Refuse(file, row, Finding(kTooManyUpdates, "", {absl::StrCat(kImportUpdatesMax)}));
}

const Id& ImportCheck::TrackOf(const sheet::Row& row) const {
  return plan_->book.Find(File::kTracks, row.Text("traject"))->id;
}

}  // namespace kansrijk::service
