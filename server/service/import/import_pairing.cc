#include "server/service/import/import_pairing.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "server/base/clock.h"
#include "server/base/status.h"
#include "server/sheet/shown.h"

namespace kansrijk::service {
namespace {

using sheet::Cell;
using sheet::Column;
using sheet::File;

// More than so many need not be told.
constexpr size_t kAlikeNamedMax = 5;

// Runs of alike things from this length on are remembered as taken.
constexpr size_t kLongRun = 16;

// Whether the import that a row was refused by counts the thing as one of its other rows.
bool IsClaimed(int64_t claim, int64_t origin_import) {
  return origin_import == sheet::kSomeImport ? claim != 0
                                             : origin_import != 0 && claim == origin_import;
}

std::string OriginKey(const std::string& origin, const std::string& hash) {
  return absl::StrCat(origin, " ", hash);
}

using Load = absl::StatusOr<std::vector<store::StoredRow>> (*)(db::ReadTx&, const store::Scope&,
                                                               const Id&);

// How rows of one file are paired: where the store's rows come from, and which sets of columns make
// two rows look alike when all of one set are equal.
struct Pairable {
  File file;
  Load load;
  std::vector<std::vector<absl::string_view>> alike;
  // Whether they look alike for another reason; null when there is none.
  bool (*looks_alike)(const std::vector<Cell>& row, const std::vector<Cell>& stored);
  // Of texts that hardly two rows share by chance: equal, and one other column differs.
  absl::string_view telling;
};

// Of koppelingen: one buddy is not matched twice at a time.
bool IsSameBuddyAtATime(const std::vector<Cell>& row, const std::vector<Cell>& stored) {
  constexpr size_t kBuddy = 1;
  constexpr size_t kSince = 2;
  constexpr size_t kUntil = 3;
  const auto reaches = [](const Cell& until, const Cell& since) {
    return until.text.empty() || until.text >= since.text;
  };
  return sheet::CodeKey(row[kBuddy].text) == sheet::CodeKey(stored[kBuddy].text) &&
         reaches(row[kUntil], stored[kSince]) && reaches(stored[kUntil], row[kSince]);
}

const std::vector<Pairable>& Pairables() {
  static const auto& pairables = *new std::vector<Pairable>{
      {File::kSessions, &store::SessionRows, {{"datum"}}, nullptr, "notitie"},
      {File::kMatches, &store::MatchRows, {{"van"}}, &IsSameBuddyAtATime, ""},
      {File::kGoals, &store::GoalRows, {{"doel"}, {"pijler", "afgesproken_op"}}, nullptr, ""},
      {File::kReferrals, &store::ReferralRows, {{"naar", "verzonden_op"}}, nullptr, ""},
  };
  return pairables;
}

const Pairable* FindPairable(const sheet::Table& table) {
  const auto& all = Pairables();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Pairable& each) { return each.file == table.file; });
  return found == all.end() ? nullptr : &*found;
}

// Of StoredRow::says, in the order of the table's columns after the track.
std::vector<Cell> CellsOf(const sheet::Table& table, const std::string& track_code,
                          const store::StoredRow& stored) {
  std::vector<Cell> cells = {sheet::TextCell(track_code)};
  for (size_t i = 1; i < table.columns.size(); ++i) {
    const db::Value& value = stored.says[i - 1];
    const auto* const number = std::get_if<int64_t>(&value);
    const auto* const text = std::get_if<std::string>(&value);
    cells.push_back(number != nullptr ? sheet::NumberCell(table.columns[i], *number)
                    : text != nullptr ? sheet::TextCell(*text)
                                      : Cell{});
  }
  return cells;
}

bool Same(const Column& column, const Cell& a, const Cell& b) {
  return sheet::Canonical(column, a) == sheet::Canonical(column, b);
}

// By position, without the track.
std::vector<size_t> Differing(const sheet::Table& table, const std::vector<Cell>& a,
                              const std::vector<Cell>& b) {
  std::vector<size_t> differing;
  for (size_t i = 1; i < table.columns.size(); ++i) {
    if (!Same(table.columns[i], a[i], b[i])) differing.push_back(i);
  }
  return differing;
}

bool LooksAlike(const sheet::Table& table, const std::vector<Cell>& row,
                const std::vector<Cell>& stored, const std::vector<size_t>& differing,
                bool came_in_by_this_list) {
  const Pairable& pairable = *FindPairable(table);
  const auto differs = [&](absl::string_view column) {
    return std::any_of(differing.begin(), differing.end(),
                       [&](size_t i) { return column == table.columns[i].name; });
  };
  for (const auto& columns : pairable.alike) {
    if (std::none_of(columns.begin(), columns.end(), differs)) return true;
  }
  if (pairable.looks_alike != nullptr && pairable.looks_alike(row, stored)) return true;
  if (differing.size() != 1) return false;
  if (came_in_by_this_list) return true;
  for (size_t i = 1; i < table.columns.size(); ++i) {
    if (pairable.telling == table.columns[i].name) {
      return !row[i].text.empty() && !differs(pairable.telling);
    }
  }
  return false;
}

}  // namespace

ShortId ToShortId(const std::string& uuid) {
  const std::string bytes = absl::HexStringToBytes(absl::StrReplaceAll(uuid, {{"-", ""}}));
  ShortId id{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), id.size()), id.begin());
  return id;
}

std::string ToUuid(const ShortId& id) {
  const std::string hex = absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(id.data()), id.size()));
  return absl::StrCat(hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-",
                      hex.substr(16, 4), "-", hex.substr(20));
}

bool IsPaired(const sheet::Table& table) { return FindPairable(table) != nullptr; }

absl::StatusOr<std::vector<store::StoredRow>> Pairing::LoadRows(const Id& track_id) {
  return FindPairable(table_)->load(tx_, scope_, track_id);
}

absl::StatusOr<Pairing::TrackThings*> Pairing::ThingsOf(const Id& track_id,
                                                        const std::string& track_code) {
  const auto [found, is_new] = tracks_.try_emplace(track_id);
  TrackThings& track = found->second;
  if (!is_new) return &track;
  ASSIGN_OR_RETURN(const auto rows, LoadRows(track_id));
  track.things.reserve(rows.size());
  for (const store::StoredRow& row : rows) {
    const sheet::Row said(table_, 0, "", CellsOf(table_, track_code, row));
    if (!row.import_origin.empty()) {
      track.by_origin[OriginKey(row.import_origin, row.import_hash)] = track.things.size();
    }
    if (row.import_hash.empty()) track.numbers[track.things.size()] = row.number;
    track.things.push_back({ToShortId(row.id.text()), ToShortId(IdFromText(said.Content())),
                            ToShortId(row.import_hash), row.import_claim,
                            !row.import_hash.empty()});
  }
  track.by_hash = IndexBy(track.things, &Thing::hash);
  track.by_saying = IndexBy(track.things, &Thing::says);
  return &track;
}

Pairing::Index Pairing::IndexBy(const std::vector<Thing>& things, ShortId Thing::*key) {
  Index index;
  index.key = key;
  index.places.resize(things.size());
  for (size_t i = 0; i < things.size(); ++i) index.places[i] = static_cast<uint32_t>(i);
  std::stable_sort(index.places.begin(), index.places.end(),
                   [&](uint32_t a, uint32_t b) { return things[a].*key < things[b].*key; });
  return index;
}

Pairing::Thing* Pairing::FindFree(TrackThings& track, Index& index, const ShortId& hash,
                                  int64_t but_not_claimed_by) {
  const auto& key = index.key;
  const auto begin = std::lower_bound(
      index.places.begin(), index.places.end(), hash,
      [&](uint32_t place, const ShortId& value) { return track.things[place].*key < value; });
  const auto run = static_cast<size_t>(begin - index.places.begin());
  const auto known = index.taken_first.find(run);
  bool all_taken = true;
  for (size_t i = run + (known == index.taken_first.end() ? 0 : known->second);
       i < index.places.size(); ++i) {
    Thing& thing = track.things[index.places[i]];
    if (thing.*key != hash) break;
    if (thing.taken) {
      if (all_taken && i - run >= kLongRun) index.taken_first[run] = i - run;
      continue;
    }
    all_taken = false;
    if (!IsClaimed(thing.claim, but_not_claimed_by)) return &thing;
  }
  return nullptr;
}

// A row that was refused before and comes back mended is not one of those that its import had
// counted already; but it may have come back before.
Pairing::Thing* Pairing::FindEqual(TrackThings& track, const sheet::Row& row, const ShortId& hash) {
  const auto found = track.by_origin.find(OriginKey(row.origin(), ToUuid(hash)));
  if (found != track.by_origin.end() && !track.things[found->second].taken) {
    return &track.things[found->second];
  }
  const int64_t but_not_claimed_by = row.origin_import();
  Thing* const came_in = FindFree(track, track.by_hash, hash, but_not_claimed_by);
  return came_in != nullptr ? came_in : FindFree(track, track.by_saying, hash, but_not_claimed_by);
}

absl::StatusOr<std::optional<Pairing::Equal>> Pairing::TakeEqual(const sheet::Row& row,
                                                                 const Id& track_id,
                                                                 const std::string& hash) {
  ASSIGN_OR_RETURN(TrackThings* const track, ThingsOf(track_id, row.Text("traject")));
  Thing* const thing = FindEqual(*track, row, ToShortId(hash));
  if (thing == nullptr) {
    ++track->left_over_rows;
    return std::nullopt;
  }
  thing->taken = true;
  if (thing->has_hash) track->is_list_known = true;
  Equal equal{Id(ToUuid(thing->id)), !thing->has_hash, ""};
  const auto number = track->numbers.find(static_cast<size_t>(thing - track->things.data()));
  if (number != track->numbers.end()) equal.number = number->second;
  return equal;
}

bool Pairing::MayHaveMended() const {
  return std::any_of(tracks_.begin(), tracks_.end(), [](const auto& entry) {
    const TrackThings& track = entry.second;
    return track.left_over_rows > 0 && std::any_of(track.things.begin(), track.things.end(),
                                                   [](const Thing& thing) { return !thing.taken; });
  });
}

absl::StatusOr<std::vector<Pairing::Mended>> Pairing::Alike(const sheet::Row& row,
                                                            const Id& track_id) {
  const auto found = tracks_.find(track_id);
  std::vector<Mended> alike;
  if (found == tracks_.end()) return alike;
  const TrackThings& track = found->second;
  if (track.things.empty()) return alike;
  if (loaded_track_id_ != track_id) {
    ASSIGN_OR_RETURN(loaded_, LoadRows(track_id));
    loaded_track_id_ = track_id;
    loaded_cells_.clear();
    for (const store::StoredRow& stored : loaded_) {
      loaded_cells_.push_back(CellsOf(table_, row.Text("traject"), stored));
    }
  }
  for (size_t i = 0; i < loaded_.size() && i < track.things.size(); ++i) {
    const Thing& thing = track.things[i];
    // What the import of a refused row had counted is no form of that row.
    if (thing.taken || IsClaimed(thing.claim, row.origin_import())) continue;
    const std::vector<Cell>& cells = loaded_cells_[i];
    const std::vector<size_t> differing = Differing(table_, row.cells(), cells);
    const bool of_this_list =
        thing.has_hash && (track.is_list_known || row.earlier_reason() == kProbableMendingReason);
    if (!LooksAlike(table_, row.cells(), cells, differing, of_this_list)) continue;
    Mended mended{loaded_[i].id, loaded_[i].number, {}};
    for (const size_t at : differing) {
      v1::ImportDifference& difference = mended.differences.emplace_back();
      difference.set_column(table_.columns[at].name);
      difference.set_server_value(sheet::Shown(table_.columns[at], cells[at]));
      difference.set_file_value(sheet::Shown(table_.columns[at], row.cells()[at]));
    }
    alike.push_back(std::move(mended));
    if (alike.size() > kAlikeNamedMax) break;
  }
  return alike;
}

absl::Status Pairing::Resembling(const sheet::Row& row, const Id& track_id) {
  ASSIGN_OR_RETURN(const auto alike, Alike(row, track_id));
  for (const Mended& mended : alike) ++resembled_[mended.id];
  return absl::OkStatus();
}

absl::StatusOr<Pairing::Resemblance> Pairing::MendedOf(const sheet::Row& row, const Id& track_id) {
  Resemblance resemblance;
  ASSIGN_OR_RETURN(resemblance.things, Alike(row, track_id));
  resemblance.is_unambiguous =
      resemblance.things.size() == 1 && resembled_[resemblance.things.front().id] == 1;
  return resemblance;
}

}  // namespace kansrijk::service
