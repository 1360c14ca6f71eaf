# Writes OUTPUT, a C++ file that holds the migrations of SCHEMA (NNNN_name.sql) as constants.
file(GLOB migrations ${SCHEMA}/[0-9][0-9][0-9][0-9]_*.sql)
list(SORT migrations)
set(entries "")
set(number 0)
foreach(migration ${migrations})
  math(EXPR number "${number} + 1")
  get_filename_component(name ${migration} NAME)
  file(READ ${migration} sql)
  string(APPEND entries "    {${number}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"server/db/migrate.h\"

namespace kansrijk::db {

absl::Span<const Migration> Migrations() {
  static constexpr Migration kMigrations[] = {
${entries}  };
  return kMigrations;
}

}  // namespace kansrijk::db
")
