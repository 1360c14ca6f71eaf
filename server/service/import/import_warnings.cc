#include "server/service/import/import_warnings.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/service/import/import_known.h"
#include "server/sheet/finding.h"
#include "server/store/academie/training_session.h"

namespace kansrijk::service {
namespace {

using sheet::AboutRow;
using sheet::File;
using sheet::Finding;
using sheet::FindingKind;
using Found = std::vector<v1::ImportFinding>;

// From this age on someone consents without a parent.
constexpr int kAgeOfOwnTrack = 16;

constexpr FindingKind kPersonTwice{
    "person_twice", false,
    "$0 has the same name and date of birth as $1: probably the same person; keep one of the two",
    "$0 heeft dezelfde naam en geboortedatum als $1: waarschijnlijk dezelfde persoon; houd een van "
    "de twee"};
constexpr FindingKind kTrackOfChild{"track_of_child", false,
                                    "$0: $1 was $2 years old at the application on $3",
                                    "$0: $1 was $2 jaar bij de aanmelding op $3"};
constexpr FindingKind kNoParticipant{"no_participant", false,
                                     "$0: $1 is not marked as a participant in leden",
                                     "$0: $1 staat in leden niet als deelnemer"};

std::string PersonOf(const std::string& full_name, const std::string& birth_date) {
  return absl::StrCat(Fold(full_name), "|", birth_date);
}

}  // namespace

ImportWarnings::ImportWarnings(db::ReadTx& tx, const store::Scope& scope, const sheet::Book& book,
                               const std::vector<store::Person>& persons)
    : tx_(tx), scope_(scope), book_(book) {
  for (const store::Person& person : persons) {
    persons_.try_emplace(PersonOf(person.full_name, person.birth_date), person.code);
  }
}

absl::StatusOr<Found> ImportWarnings::Saw(const sheet::Row& row, const Id& id, bool is_new) {
  switch (row.table().file) {
    case File::kBuddies:
      if (is_new) buddies_[id].load = {id, row.Text("code"), CapacityOf(row)};
      return Found();
    case File::kMembers:
      return SawMember(row, is_new);
    case File::kTracks:
      return is_new ? SawTrack(row) : Found();
    case File::kMatches:
      SawMatch(row, is_new);
      return Found();
    case File::kTrainingSessions:
      if (is_new) seats_[id] = {row.Text("code"), row.Number("capaciteit")};
      return Found();
    case File::kEnrolments:
      RETURN_IF_ERROR(SawEnrolment(row, is_new));
      return Found();
    default:
      return Found();
  }
}

Found ImportWarnings::SawMember(const sheet::Row& row, bool is_new) {
  const std::string& code = row.Text("code");
  const std::string name = FullName(row.Text("voornaam"), row.Text("achternaam"));
  const auto [found, is_first] =
      persons_.try_emplace(PersonOf(name, row.Text("geboortedatum")), code);
  if (!is_new || is_first || found->second == code) return Found();
  return Found{
      AboutRow(Finding(kPersonTwice, "code", {code, found->second}), row.table(), row.line(), "")};
}

Found ImportWarnings::SawTrack(const sheet::Row& row) const {
  const std::string& code = row.Text("deelnemer");
  const sheet::Known* const member = book_.Find(File::kMembers, code);
  if (member == nullptr) return {};
  Found found;
  const auto birth = ParseDate(member->birth_date);
  const auto applied = ParseDate(row.Text("aangemeld_op"));
  if (birth.has_value() && applied.has_value() && AgeOn(*applied, *birth) < kAgeOfOwnTrack) {
    found.push_back(Finding(
        kTrackOfChild, "deelnemer",
        {row.Text("code"), code, absl::StrCat(AgeOn(*applied, *birth)), row.Text("aangemeld_op")}));
  }
  if (!member->is_participant) {
    found.push_back(Finding(kNoParticipant, "deelnemer", {row.Text("code"), code}));
  }
  for (v1::ImportFinding& each : found) each = AboutRow(each, row.table(), row.line(), "");
  return found;
}

void ImportWarnings::SawMatch(const sheet::Row& row, bool is_new) {
  Asked& asked = buddies_[book_.Find(File::kBuddies, row.Text("buddy"))->id];
  if (asked.rows++ == 0) asked.first_line = row.line();
  if (!row.Text("tot").empty()) return;
  asked.last_open_line = row.line();
  if (is_new) ++asked.load.open_matches;
}

absl::Status ImportWarnings::SawEnrolment(const sheet::Row& row, bool is_new) {
  if (!TakesSeat(row)) return absl::OkStatus();
  const Id& id = book_.Find(File::kTrainingSessions, row.Text("bijeenkomst"))->id;
  const auto [found, is_unseen] = seats_.try_emplace(id);
  if (is_unseen) {
    ASSIGN_OR_RETURN(const auto session,
                     store::RequireTrainingSession(tx_, scope_, TrainingSessionName(id)));
    found->second = {session.number(), session.capacity(), session.seats_taken()};
  }
  found->second.last_line = row.line();
  if (is_new) ++found->second.taken;
  return absl::OkStatus();
}

absl::StatusOr<Found> ImportWarnings::Rest() {
  ASSIGN_OR_RETURN(Found found, OfBuddies());
  for (v1::ImportFinding& each : OfSeats()) found.push_back(std::move(each));
  return found;
}

absl::StatusOr<Found> ImportWarnings::OfBuddies() {
  ASSIGN_OR_RETURN(const auto loads, store::BuddyLoads(tx_, scope_));
  for (const store::BuddyLoad& load : loads) {
    const auto asked = buddies_.find(load.id);
    if (asked == buddies_.end()) continue;
    const int64_t more = asked->second.load.open_matches;
    asked->second.load = load;
    asked->second.load.open_matches += more;
  }
  const sheet::Table& table = sheet::TableOf(File::kMatches);
  Found found;
  for (const auto& [id, asked] : buddies_) {
    const store::BuddyLoad& load = asked.load;
    if (asked.rows > 0 && !load.has_basic_certificate) {
      found.push_back(AboutRow(
          Finding(sheet::kNoBasicCertificate, "buddy", {load.number, absl::StrCat(asked.rows)}),
          table, asked.first_line, ""));
    }
    if (asked.last_open_line > 0 && load.open_matches > load.capacity) {
      found.push_back(AboutRow(
          Finding(sheet::kOverCapacity, "buddy",
                  {load.number, absl::StrCat(load.open_matches), absl::StrCat(load.capacity)}),
          table, asked.last_open_line, ""));
    }
  }
  return found;
}

Found ImportWarnings::OfSeats() const {
  Found found;
  for (const auto& [id, seats] : seats_) {
    if (seats.last_line == 0 || seats.taken <= seats.capacity) continue;
    found.push_back(
        AboutRow(Finding(sheet::kOverbooked, "bijeenkomst",
                         {seats.number, absl::StrCat(seats.taken), absl::StrCat(seats.capacity)}),
                 sheet::TableOf(File::kEnrolments), seats.last_line, ""));
  }
  return found;
}

}  // namespace kansrijk::service
