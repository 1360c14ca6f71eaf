#include "client/audit/run.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <exception>

#include "client/audit/audit.h"
#include "client/audit/failure.h"
#include "client/audit/intervals.h"
#include "client/audit/text.h"

namespace kansrijk::audit {
namespace {

constexpr char kAbout[] =
    "Audits statistics from what is published, with another solver than made them.\n\n"
    "Examples:\n"
    "  kansrijk-audit intervals table.csv --base 5\n"
    "  kansrijk-audit release releases/2023-H1 releases/2023-H2\n\n"
    "Exit codes: 0 done, or safe; 1 unsafe; 2 usage, or input that is malformed or contradicts "
    "itself";

struct Wanted {
  std::string file;
  int64_t base = 1;
  std::vector<std::string> directories;
};

int RunIntervals(const Wanted& wanted, std::ostream& out) {
  const std::vector<Cell> cells = ParseCells(wanted.file, ReadFile(wanted.file));
  try {
    out << FormatIntervals(Intervals(cells, wanted.base));
  } catch (const Contradiction& contradiction) {
    throw Contradiction(wanted.file + ": " + contradiction.what());
  }
  return kExitOk;
}

int RunRelease(const Wanted& wanted, std::ostream& out) {
  const Verdict verdict = AuditReleases(wanted.directories);
  for (const std::string& line : verdict.releases) out << line << '\n';
  for (const std::string& line : verdict.unsafe) out << line << '\n';
  out << (verdict.safe() ? "SAFE\n" : "UNSAFE\n");
  return verdict.safe() ? kExitOk : kExitUnsafe;
}

}  // namespace

int Run(const std::vector<std::string>& words, std::ostream& out, std::ostream& err) {
  Wanted wanted;
  CLI::App app(kAbout, "kansrijk-audit");
  app.set_version_flag("--version", "kansrijk-audit " KANSRIJK_VERSION);
  app.require_subcommand(1);
  CLI::App* intervals = app.add_subcommand(
      "intervals", "What the published cells of FILE tell of each withheld cell, as CSV");
  intervals->add_option("FILE", wanted.file, "CSV with the header cell,atoms,published")
      ->required();
  intervals->add_option("--base", wanted.base, "Published values are rounded to it (default 1)")
      ->check(CLI::Range(int64_t{1}, kCountMax));
  CLI::App* release = app.add_subcommand(
      "release", "Whether nobody can learn too much from releases, all of them laid side by side");
  release
      ->add_option("DIRECTORY", wanted.directories, "Of every release from the first on, in order")
      ->required();

  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(std::move(reversed));
    return *intervals ? RunIntervals(wanted, out) : RunRelease(wanted, out);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? kExitOk : kExitMalformed;
  } catch (const std::exception& error) {
    err << "kansrijk-audit: " << error.what() << '\n';
    return kExitMalformed;
  }
}

}  // namespace kansrijk::audit
