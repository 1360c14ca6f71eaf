#include "server/store/buddy/buddy_reference.h"

#include <utility>

#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/id_or_null.h"

namespace kansrijk::store {
namespace {

// Whoever reads the record may know what its organisations are called; the member is in it only for
// whom may see that household.
constexpr db::Query kBuddyReferences{"buddy_references", R"sql(
  SELECT o.code, o.display_name, COALESCE(w.code, ''), COALESCE(w.display_name, ''),
         COALESCE(p.number, '')
  FROM organisation AS o
  LEFT JOIN organisation AS w ON w.id = $2
  LEFT JOIN member AS p ON p.id = $3
  WHERE o.id = $1
  ORDER BY o.id
)sql"};

}  // namespace

absl::StatusOr<v1::Buddy> WithReferences(db::ReadTx& tx, v1::Buddy buddy) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kBuddyReferences,
                                {IdOf(buddy.organisation()), IdOrNull(buddy.backup_organisation()),
                                 IdOrNull(buddy.participant())}));
  if (!row.has_value()) return buddy;
  buddy.set_organisation_code(row->Text(0));
  buddy.set_organisation_name(row->Text(1));
  buddy.set_backup_organisation_code(row->Text(2));
  buddy.set_backup_organisation_name(row->Text(3));
  buddy.set_participant_number(row->Text(4));
  return buddy;
}

}  // namespace kansrijk::store
