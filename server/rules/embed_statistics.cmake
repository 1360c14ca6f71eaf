# Writes OUTPUT, a C++ file that holds the catalogue of statistics (CATALOGUE) as constants.
file(GLOB files ${CATALOGUE}/dimensions.textproto ${CATALOGUE}/tables/*.textproto)
list(SORT files)
set(entries "")
foreach(path ${files})
  get_filename_component(name ${path} NAME)
  file(READ ${path} text)
  string(APPEND entries "    {\"${name}\", R\"textproto(${text})textproto\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"server/rules/statistics/statistics_catalogue.h\"

namespace kansrijk::rules {

absl::Span<const StatisticsFile> StatisticsFiles() {
  static constexpr StatisticsFile kFiles[] = {
${entries}  };
  return kFiles;
}

}  // namespace kansrijk::rules
")
