#include "server/sheet/check.h"

#include "absl/strings/str_cat.h"

namespace kansrijk::sheet {
namespace {

std::optional<v1::ImportFinding> CheckReferences(const Row& row, const Book& book) {
  const auto columns = row.table().columns;
  for (size_t i = 0; i < columns.size(); ++i) {
    const std::string& code = row.cells()[i].text;
    if (!columns[i].refers_to.has_value() || code.empty()) continue;
    if (auto finding = book.CheckReference(columns[i], code)) return finding;
  }
  if (row.table().file != File::kTracks) return std::nullopt;
  const Known* member = book.Find(File::kMembers, row.Text("deelnemer"));
  const Known* household = book.Find(File::kHouseholds, row.Text("huishouden"));
  if (member->household_id == household->id) return std::nullopt;
  return Finding(kNotOfHousehold, "deelnemer",
                 {"deelnemer", Quoted(row.Text("deelnemer")), row.Text("huishouden")});
}

// The importing organisation is the one that refers: others record what they did themselves.
std::optional<v1::ImportFinding> CheckSides(const Row& row, const Book& book) {
  if (row.table().file != File::kReferrals) return std::nullopt;
  const Id& own = book.organisation_id();
  const Id& from = book.Find(File::kOrganisations, row.Text("van"))->id;
  const Id& to = book.Find(File::kOrganisations, row.Text("naar"))->id;
  if (from == to) return Finding(kLeadsNowhere, "naar", {"naar", "van"});
  if (from != own) return Finding(kReferralOfOthers, "van", {"van", Quoted(row.Text("van"))});
  return std::nullopt;
}

}  // namespace

std::optional<v1::ImportFinding> CheckRow(const Row& row, const Book& book) {
  if (auto finding = CheckReferences(row, book)) return finding;
  return CheckSides(row, book);
}

}  // namespace kansrijk::sheet
