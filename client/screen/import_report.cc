#include "client/screen/import_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/text.h"
#include "client/shell/failure.h"
#include "client/table/print.h"

namespace kansrijk::client {
namespace {

std::string Counted(int64_t count, const char* one, const char* many) {
  return absl::Substitute(Plural(one, many, static_cast<unsigned long>(count)), count);
}

bool IsRefusedAsWhole(const ImportReport& report, const v1::ImportFile& file) {
  return file.unreadable() || (file.refused() == 0 && report.refused_as_whole.count(file.file()));
}

// Rows of all files.
struct Tally {
  int64_t rows = 0;
  int64_t fresh = 0;
  int64_t updated = 0;
};

Tally TallyOf(const v1::Import& import) {
  Tally tally;
  for (const v1::ImportFile& file : import.files()) {
    tally.rows += file.rows();
    tally.updated += file.updated();
    tally.fresh += file.accepted() - file.unchanged() - file.updated();
  }
  return tally;
}

// "2 rows are refused; leden.csv cannot be read (8 rows)"; "" when nothing is refused.
std::string Refusals(const ImportReport& report) {
  int64_t rows = 0;
  std::vector<std::string> parts;
  for (const v1::ImportFile& file : report.import.files()) {
    if (!IsRefusedAsWhole(report, file)) {
      rows += file.refused();
      continue;
    }
    std::string part = absl::Substitute(_("$0 cannot be read"), report.NameOf(file.file()));
    if (file.refused() > 0) {
      absl::StrAppend(&part, " (", Counted(file.refused(), "$0 row", "$0 rows"), ")");
    }
    parts.push_back(std::move(part));
  }
  if (rows > 0) {
    parts.insert(parts.begin(), Counted(rows, "$0 row is refused", "$0 rows are refused"));
  }
  return absl::StrJoin(parts, "; ");
}

bool WritesAny(const ImportReport& report) {
  const Tally tally = TallyOf(report.import);
  return tally.fresh > 0 || tally.updated > 0;
}

// What is written, or would be.
std::vector<std::string> Effects(const ImportReport& report, bool would) {
  const Tally tally = TallyOf(report.import);
  std::vector<std::string> effects;
  if (tally.fresh > 0) {
    effects.push_back(
        would ? Counted(tally.fresh, "$0 row would be written.", "$0 rows would be written.")
              : Counted(tally.fresh, "$0 row was written.", "$0 rows were written."));
  }
  if (tally.updated > 0) {
    effects.push_back(
        would ? Counted(tally.updated, "$0 row would be changed.", "$0 rows would be changed.")
              : Counted(tally.updated, "$0 row was changed.", "$0 rows were changed."));
  }
  if (!effects.empty()) return effects;
  if (tally.rows == 0) return {_("There are no rows to import.")};
  if (AnyRefused(report)) {
    return {would ? _("Nothing new would be written.") : _("Nothing new was written.")};
  }
  return {would ? _("Nothing would change: everything was imported before.")
                : _("Nothing changed: everything was imported before.")};
}

// Of a dry run: what the same command does without --dry-run.
std::vector<std::string> Foretold(const ImportReport& report) {
  std::vector<std::string> told = {_("Dry run: nothing was written.")};
  const std::string refusals = Refusals(report);
  const std::vector<std::string> effects = Effects(report, /*would=*/true);
  if (!refusals.empty() && !report.skip_refused) {
    told.push_back(absl::Substitute(_("The import would write nothing: $0."), refusals));
    if (WritesAny(report)) {
      told.push_back(absl::Substitute(_("With --skip-refused: $0"), absl::StrJoin(effects, " ")));
    }
    return told;
  }
  told.insert(told.end(), effects.begin(), effects.end());
  if (!refusals.empty()) told.push_back(absl::StrCat(refusals, "."));
  return told;
}

std::vector<std::string> NothingWritten(const ImportReport& report) {
  const std::string refusals = Refusals(report);
  if (refusals.empty()) return {_("Nothing was written.")};
  return {absl::Substitute(_("Nothing was written: $0."), refusals),
          _("Correct the files and import again, or import the rest with --skip-refused.")};
}

std::vector<std::string> TakenBack(const ImportReport& report) {
  const v1::ImportFinding& failure = report.import.failure();
  return {_("Nothing was written, since something was changed on the server meanwhile."),
          absl::StrCat(report.NameOf(failure.file()), ":", failure.line(), ": ",
                       absl::StripSuffix(CellText(failure, "message"), "."), "."),
          _("What was written of the import is removed again. Import again: every row is checked "
            "anew.")};
}

std::vector<std::string> Written(const ImportReport& report) {
  std::vector<std::string> told = Effects(report, /*would=*/false);
  const std::string refusals = Refusals(report);
  if (!refusals.empty()) told.push_back(absl::StrCat(refusals, "."));
  if (!report.refused_dir.empty()) {
    told.push_back(
        absl::Substitute(_("The refused rows are in $0: correct them and import that directory."),
                         Visible(report.refused_dir, LineBreaks::kFlatten)));
  }
  return told;
}

std::vector<std::string> Told(const ImportReport& report) {
  if (report.import.state() == v1::IMPORT_STATE_TAKEN_BACK) return TakenBack(report);
  if (report.dry_run) return Foretold(report);
  if (report.import.state() != v1::IMPORT_STATE_COMMITTED) return NothingWritten(report);
  return Written(report);
}

}  // namespace

std::string ImportReport::NameOf(const std::string& file) const {
  const auto name = names.find(file);
  return Visible(name == names.end() ? file + ".csv" : name->second, LineBreaks::kFlatten);
}

bool AnyRefused(const ImportReport& report) {
  return std::any_of(report.import.files().begin(), report.import.files().end(),
                     [&](const v1::ImportFile& file) {
                       return file.refused() > 0 || IsRefusedAsWhole(report, file);
                     });
}

int ExitCodeOf(const ImportReport& report) {
  const v1::ImportState state = report.import.state();
  if (state == v1::IMPORT_STATE_TAKEN_BACK) return kExitConflict;
  const bool held_back = !report.dry_run && state != v1::IMPORT_STATE_COMMITTED;
  return AnyRefused(report) || held_back || AnyMissed(report.left) ? kExitPartial : kExitOk;
}

std::string Conclusion(const ImportReport& report) {
  std::vector<std::string> told = Told(report);
  std::vector<std::string> missed;
  for (const LeftFile& file : report.left) {
    if (file.missed) missed.push_back(Visible(file.name, LineBreaks::kFlatten));
  }
  if (!missed.empty()) {
    told.push_back(absl::Substitute(_("Not read: $0."), absl::StrJoin(missed, ", ")));
  }
  return absl::StrJoin(told, " ");
}

}  // namespace kansrijk::client
