#include "client/screen/caseload.h"

#include "absl/strings/str_cat.h"
#include "client/message/language.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/screen/today.h"
#include "client/shell/call.h"
#include "client/shell/failure.h"
#include "client/shell/terminal.h"
#include "client/table/marked.h"
#include "kansrijk/v1/caseload.pb.h"

namespace kansrijk::client {
namespace {

// What a review is about, in place of the columns that the caseload shows.
std::vector<Column> ReviewColumns() {
  return {{N_("Track"), "track_number"},           {N_("Household"), "household_number"},
          {N_("Participant"), "participant_name"}, {N_("State"), "state"},
          {N_("Last review"), "last_review_date"}, {N_("Review due"), "review_due_date"},
          {N_("Since then"), "changes.text"},      {N_("Attention because"), "flags.reason"}};
}

std::string HeadingFor(const v1::CaseloadEntry& entry) {
  if (entry.buddy().empty()) return _("No buddy");
  return Visible(absl::StrCat(entry.buddy_name(), " (", entry.buddy_number(), ")"),
                 LineBreaks::kFlatten);
}

bool IsFlagged(const Message& row) {
  return row.GetReflection()->FieldSize(row, row.GetDescriptor()->FindFieldByName("flags")) > 0;
}

Entries LoadsOf(const Message& first_page) {
  Entries loads;
  for (const auto& load : static_cast<const v1::GetCaseloadResponse&>(first_page).loads()) {
    loads.push_back(std::make_unique<v1::BuddyLoad>(load));
  }
  return loads;
}

Entries TasksOf(const Message& first_page) {
  Entries tasks;
  for (const auto& task : static_cast<const v1::GetCaseloadResponse&>(first_page).tasks()) {
    tasks.push_back(std::make_unique<v1::Task>(task));
  }
  return tasks;
}

// What referrals ask for besides; to people.
void PrintReferrals(const Invocation& invocation, const Entries& tasks) {
  if (tasks.empty() || invocation.Has("review")) return;
  invocation.out << "\n" << Bold(_("Referrals"), WantsColour()) << "\n";
  PrintTasks(tasks, invocation.settings.format, WantsColour(), invocation.out);
}

void PrintTables(const Invocation& invocation, const Entries& loads, const Entries& entries) {
  const Format format = invocation.settings.format;
  const bool colour = WantsColour();
  const bool review = invocation.Has("review");
  if (!review && !loads.empty()) {
    PrintLoads(loads, format, colour, invocation.out);
    if (!entries.empty()) invocation.out << "\n";
  }
  PrintCaseload(entries, format, review, colour, invocation.out);
}

const char* NothingToShow(const Invocation& invocation) {
  return invocation.Has("review") ? _("No review is due.") : _("No open tracks.");
}

}  // namespace

void PrintCaseload(const Entries& entries, Format format, bool review, bool colour,
                   std::ostream& out) {
  if (entries.empty()) return;
  const std::vector<const Message*> rows = Pointers(entries);
  const std::vector<Column> columns =
      review ? ReviewColumns() : TableColumns(*v1::CaseloadEntry::descriptor(), rows, format);
  const MarkedTable table(columns, rows, &IsFlagged, colour);
  std::string buddy = "\n";  // no buddy's name
  for (size_t i = 0; i < entries.size(); ++i) {
    const auto& entry = static_cast<const v1::CaseloadEntry&>(*entries[i]);
    if (entry.buddy() != buddy) {
      out << (i == 0 ? "" : "\n") << Bold(HeadingFor(entry), colour) << "\n"
          << table.HeadingLine() << "\n";
      buddy = entry.buddy();
    }
    out << table.RowLine(i) << "\n";
  }
}

void PrintLoads(const Entries& loads, Format format, bool colour, std::ostream& out) {
  if (loads.empty()) return;
  const std::vector<const Message*> rows = Pointers(loads);
  const std::vector<Column> columns = TableColumns(*v1::BuddyLoad::descriptor(), rows, format);
  MarkedTable(columns, rows, &IsFlagged, colour).Print(out);
}

absl::StatusOr<int> ShowCaseload(Invocation& invocation) {
  ASSIGN_OR_RETURN(auto request, TypedRequest(invocation));
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const auto listing, ListEntries(invocation, connection, *request));
  const Entries loads = LoadsOf(*listing.first_page);
  const Format format = invocation.settings.format;
  if (invocation.Has("loads")) {
    if (IsTable(format)) {
      PrintLoads(loads, format, WantsColour(), invocation.out);
    } else {
      PrintListing(*v1::BuddyLoad::descriptor(), loads, format, invocation.out);
    }
    return kExitOk;
  }
  if (listing.entries.empty()) invocation.err << NothingToShow(invocation) << "\n";
  if (IsTable(format)) {
    PrintTables(invocation, loads, listing.entries);
    PrintReferrals(invocation, TasksOf(*listing.first_page));
  } else {
    PrintListing(*v1::CaseloadEntry::descriptor(), listing.entries, format, invocation.out);
  }
  return kExitOk;
}

}  // namespace kansrijk::client
