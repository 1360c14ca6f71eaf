// Which queries were run, for the tests: those that none of them runs are found by it.
#ifndef KANSRIJK_SERVER_DB_QUERY_LOG_H_
#define KANSRIJK_SERVER_DB_QUERY_LOG_H_

namespace kansrijk::db {

// Adds the name of a query, in a line of its own, to the file that KANSRIJK_QUERY_LOG names, which
// several processes may share. Does nothing when it names none.
void LogQuery(const char* name);

}  // namespace kansrijk::db

#endif  // KANSRIJK_SERVER_DB_QUERY_LOG_H_
