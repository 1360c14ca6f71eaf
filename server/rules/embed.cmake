# Writes OUTPUT, a C++ file that holds the instruments of INSTRUMENTS (code.version.textproto) as
# constants.
file(GLOB files ${INSTRUMENTS}/*.textproto)
list(SORT files)
set(entries "")
foreach(path ${files})
  get_filename_component(name ${path} NAME)
  file(READ ${path} text)
  string(APPEND entries "    {\"${name}\", R\"textproto(${text})textproto\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"server/rules/track/instrument.h\"

namespace kansrijk::rules {

absl::Span<const InstrumentFile> InstrumentFiles() {
  static constexpr InstrumentFile kFiles[] = {
${entries}  };
  return kFiles;
}

}  // namespace kansrijk::rules
")
