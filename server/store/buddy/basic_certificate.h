// Until when a buddy's basic certificate is in force, for the queries that tell it.
#ifndef KANSRIJK_SERVER_STORE_BUDDY_BASIC_CERTIFICATE_H_
#define KANSRIJK_SERVER_STORE_BUDDY_BASIC_CERTIFICATE_H_

#include <string>

#include "server/db/connection.h"
#include "server/facts/certificate.h"
#include "server/store/enums.h"

namespace kansrijk::store {

// Columns of a query over buddy AS b: the months that a basic certificate is valid (NULL for the
// default), and the last day of those that were issued and not revoked.
#define BASIC_CERTIFICATE_COLUMNS                                                  \
  "(SELECT r.validity_months FROM certificate_rule AS r"                           \
  " WHERE r.organisation_id = b.manager_id AND r.programme = " SQL_PROGRAMME_BASIC \
  "), "                                                                            \
  "(SELECT MAX(c.expire_date) FROM certificate AS c"                               \
  " WHERE c.buddy_id = b.id AND c.programme = " SQL_PROGRAMME_BASIC                \
  " AND c.state = " SQL_CERTIFICATE_STATE_ISSUED ")"

// The last day, from these columns, the first of which is `first`, and the date of a certificate
// from before or elsewhere; "" when there never was one.
inline std::string BasicCertificateEnd(const db::Row& row, size_t first,
                                       const std::string& basic_certificate_date) {
  const int months = row.IsNull(first) ? kCertificateMonths : static_cast<int>(row.Int(first));
  return LastDayOfAll(basic_certificate_date, months, row.Text(first + 1));
}

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_BUDDY_BASIC_CERTIFICATE_H_
