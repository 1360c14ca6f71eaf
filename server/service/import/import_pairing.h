// Pairs rows that have no code of their own (sessions, matches, goals, referrals) with what the
// server has of their track: first those that are equal in all, as often as each occurs on both
// sides; then what is left over on both sides and looks alike, which is probably a mended row.
#ifndef KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_PAIRING_H_
#define KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_PAIRING_H_

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/import.pb.h"
#include "server/db/database.h"
#include "server/sheet/row.h"
#include "server/store/import/import_pair.h"
#include "server/store/scope.h"

namespace kansrijk::service {

// Whether rows of the file are paired, having no code of their own.
bool IsPaired(const sheet::Table& table);

// A UUID without its hyphens, as 16 bytes.
using ShortId = std::array<unsigned char, 16>;
ShortId ToShortId(const std::string& uuid);
std::string ToUuid(const ShortId& id);

// The reason of findings about rows that are probably mended.
inline constexpr char kProbableMendingReason[] = "probable_mending";

class Pairing {
 public:
  // Of the rows of one file, against what the account of `scope` sees.
  Pairing(const sheet::Table& table, db::ReadTx& tx, const store::Scope& scope)
      : table_(table), tx_(tx), scope_(scope) {}

  // What a row was found equal to.
  struct Equal {
    Id id;
    bool by_hand = false;  // no import has known it so far
    std::string number;    // of one by hand, by which people know it; "" when it has none
  };

  // Takes one thing of the track that is equal to the row, if one is left: what came in by the same
  // row before (`hash` of its content), whatever it says today, or what says the same. Nothing when
  // none is left; then the row is left over.
  absl::StatusOr<std::optional<Equal>> TakeEqual(const sheet::Row& row, const Id& track_id,
                                                 const std::string& hash);

  // After all rows have had their turn: whether both rows and things are left over.
  bool MayHaveMended() const;

  // What a row that is left over probably is a mended form of.
  struct Mended {
    Id id;
    std::string number;  // by which people know it; "" when it has none
    std::vector<v1::ImportDifference> differences;
  };
  // To be called for every row that is left over, then asked by MendedOf().
  absl::Status Resembling(const sheet::Row& row, const Id& track_id);
  // Those that the row resembles. One alone, which no other row resembles, is unambiguous.
  struct Resemblance {
    std::vector<Mended> things;
    bool is_unambiguous = false;
  };
  absl::StatusOr<Resemblance> MendedOf(const sheet::Row& row, const Id& track_id);

 private:
  struct Thing {
    ShortId id;
    ShortId says;  // hash of its content
    ShortId hash;  // of the row that it came in by
    int64_t claim = 0;
    bool has_hash = false;
    bool taken = false;
  };
  // Places in `things`, ordered by one of their hashes.
  struct Index {
    ShortId Thing::*key = nullptr;
    std::vector<uint32_t> places;
    // Of long runs of alike things: how many at the beginning of the run are taken.
    absl::flat_hash_map<size_t, size_t> taken_first;
  };
  struct TrackThings {
    std::vector<Thing> things;  // in the order of the store
    Index by_hash;
    Index by_saying;
    absl::flat_hash_map<std::string, size_t> by_origin;  // with the hash of the row
    absl::flat_hash_map<size_t, std::string> numbers;    // of those by hand, by place
    bool is_list_known = false;                          // some row of this file came in before
    int64_t left_over_rows = 0;
  };

  absl::StatusOr<TrackThings*> ThingsOf(const Id& track_id, const std::string& track_code);
  static Index IndexBy(const std::vector<Thing>& things, ShortId Thing::*key);
  static Thing* FindFree(TrackThings& track, Index& index, const ShortId& hash,
                         int64_t but_not_claimed_by);
  static Thing* FindEqual(TrackThings& track, const sheet::Row& row, const ShortId& hash);
  absl::StatusOr<std::vector<store::StoredRow>> LoadRows(const Id& track_id);
  absl::StatusOr<std::vector<Mended>> Alike(const sheet::Row& row, const Id& track_id);

  const sheet::Table& table_;
  db::ReadTx& tx_;
  const store::Scope& scope_;
  absl::flat_hash_map<Id, TrackThings> tracks_;
  // The last track whose rows were loaded for what resembles them: files are mostly in that order.
  Id loaded_track_id_;
  std::vector<store::StoredRow> loaded_;
  std::vector<std::vector<sheet::Cell>> loaded_cells_;
  // How many rows resemble a thing.
  absl::flat_hash_map<Id, int64_t> resembled_;
};

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_PAIRING_H_
