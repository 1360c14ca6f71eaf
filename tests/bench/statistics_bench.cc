// Disclosure control, in seconds of processor time: cubes of several sizes protected, beside the
// time that linear programming alone takes for the bounds of all their cells; then quarters of
// several indicators, each release protected jointly with all before it and all of them judged by
// the real auditor. For a person to look at.
#include <sodium.h>
#include <sys/resource.h>

#include <algorithm>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/statistics/protector.h"
#include "tests/statistics/cube.h"
#include "tests/statistics/programme.h"

namespace kansrijk::statistics {
namespace {

constexpr CubeShape kCubes[] = {{.rows = 4, .columns = 4, .classes = 4},
                                {.rows = 10, .columns = 5, .classes = 4},
                                {.rows = 9, .columns = 8, .classes = 6},
                                {.rows = 14, .columns = 9, .classes = 9}};
constexpr int64_t kBases[] = {5, 1};
constexpr int kUnitsPerGroup = 60;
constexpr int kFirstYear = 2022;

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Processor time of this process, or of the programs that it ran and that ended.
double UsedBy(int who) {
  rusage used{};
  getrusage(who, &used);
  return Seconds(used.ru_utime) + Seconds(used.ru_stime);
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// ---- cubes ----

// What a threshold alone would show.
std::vector<PublishedRow> LargeCells(const Cube& cube) {
  std::vector<int64_t> counts(cube.system.group_of_atom.size());
  for (const int atom : cube.atom_of_unit) ++counts[atom];
  std::vector<PublishedRow> rows;
  for (const Candidate& candidate : cube.candidates) {
    int64_t count = 0;
    for (const int atom : candidate.atoms) count += counts[atom];
    const Sensitivity sensitivity{cube.system.threshold, cube.system.PossibleOf(candidate.atoms),
                                  false};
    if (!IsLargeEnough(count, sensitivity)) continue;
    PublishedRow row;
    row.atoms = candidate.atoms;
    row.interval = IntervalOf(Round(count, cube.system.base), cube.system.base, sensitivity);
    rows.push_back(row);
  }
  return rows;
}

void AddRow(ClpSimplex& simplex, const AtomSet& atoms, int64_t lower, int64_t upper) {
  const std::vector<double> ones(atoms.size(), 1);
  simplex.addRow(static_cast<int>(atoms.size()), atoms.data(), ones.data(),
                 static_cast<double>(lower), static_cast<double>(upper));
}

// The bounds of every cell once, by warm linear programmes: what to judge a single pattern takes.
void FindBounds(const Cube& cube, const std::vector<PublishedRow>& shown) {
  ClpSimplex simplex;
  simplex.setLogLevel(0);
  const auto& groups = cube.system.group_of_atom;
  std::vector<AtomSet> atoms(cube.system.denominators.size());
  simplex.resize(0, static_cast<int>(groups.size()));
  for (int atom = 0; atom < static_cast<int>(groups.size()); ++atom) {
    atoms[groups[atom]].push_back(atom);
    simplex.setColumnBounds(atom, 0, static_cast<double>(cube.system.denominators[groups[atom]]));
  }
  for (size_t group = 0; group < atoms.size(); ++group) {
    AddRow(simplex, atoms[group], cube.system.denominators[group], cube.system.denominators[group]);
  }
  for (const PublishedRow& row : shown) {
    AddRow(simplex, row.atoms, row.interval.lower, row.interval.upper);
  }
  for (const Candidate& candidate : cube.candidates) {
    for (const double sign : {1, -1}) {
      for (const int atom : candidate.atoms) simplex.setObjectiveCoefficient(atom, sign);
      simplex.primal(0, 1 | 2);
    }
    for (const int atom : candidate.atoms) simplex.setObjectiveCoefficient(atom, 0);
  }
}

struct CubeFigures {
  double seconds = 0;
  double floor_seconds = 0;
  double shown_share = 0;  // of what a threshold alone would show
};

CubeFigures MeasureCube(const Cube& cube, const std::string& key) {
  CubeFigures figures;
  const std::vector<PublishedRow> large = LargeCells(cube);
  double begin = UsedBy(RUSAGE_SELF);
  FindBounds(cube, large);
  figures.floor_seconds = UsedBy(RUSAGE_SELF) - begin;
  const RawCounts counts(cube.atom_of_unit, static_cast<int>(cube.system.group_of_atom.size()));
  ProtectorOptions options;
  options.key = key;
  begin = UsedBy(RUSAGE_SELF);
  Question question;
  question.candidates = cube.candidates;
  const auto protection = Protector::Protect(cube.system, counts, question, options);
  figures.seconds = UsedBy(RUSAGE_SELF) - begin;
  if (!protection.ok()) {
    std::cerr << "refused: " << protection.status().message() << "\n";
    std::exit(1);
  }
  const auto shown = std::count_if(protection->figures.begin(), protection->figures.end(),
                                   [](const Figure& figure) { return figure.shown(); });
  figures.shown_share = static_cast<double>(shown) / static_cast<double>(large.size());
  return figures;
}

void MeasureCubes(int seeds) {
  std::printf("Cubes (medians of %d; %d households a group)\n", seeds, kUnitsPerGroup);
  std::printf("%6s  %5s  %4s  %9s  %9s  %7s  %6s  %14s\n", "cells", "atoms", "base", "protect s",
              "longest s", "floor s", "ratio", "shown of large");
  for (CubeShape shape : kCubes) {
    for (const int64_t base : kBases) {
      shape.base = base;
      shape.units = kUnitsPerGroup * shape.rows * shape.columns;
      std::vector<double> seconds, floors, shares;
      size_t cells = 0, atoms = 0;
      for (int seed = 1; seed <= seeds; ++seed) {
        std::mt19937 random(static_cast<unsigned>(seed));
        const Cube cube = MakeCube(shape, random);
        cells = cube.candidates.size();
        atoms = cube.system.group_of_atom.size();
        const CubeFigures figures = MeasureCube(cube, absl::StrCat(seed));
        seconds.push_back(figures.seconds);
        floors.push_back(figures.floor_seconds);
        shares.push_back(figures.shown_share);
      }
      std::printf("%6zu  %5zu  %4d  %9.3f  %9.3f  %7.3f  %6.1f  %13.1f%%\n", cells, atoms,
                  static_cast<int>(base), Median(seconds),
                  *std::max_element(seconds.begin(), seconds.end()), Median(floors),
                  Median(seconds) / Median(floors), 100 * Median(shares));
      std::fflush(stdout);
    }
  }
}

// ---- releases ----

struct Shown {
  int figures = 0;
  int cells = 0;
};

Shown CountShown(const v1::Release& release) {
  Shown shown;
  for (const v1::ReleaseTable& table : release.tables()) {
    for (const v1::ReleaseCell& cell : table.cells()) {
      shown.cells += cell.state() == v1::CELL_STATE_IMPOSSIBLE ? 0 : 1;
      shown.figures += cell.state() == v1::CELL_STATE_UNSPECIFIED ? 1 : 0;
    }
  }
  return shown;
}

void MeasureReleases(const ProgrammeShape& shape, int quarters) {
  std::printf("\n%d quarters of %d indicators in %d families, %d households\n", quarters,
              shape.families * shape.tables, shape.families, shape.units);
  std::printf("%8s  %9s  %6s  %6s\n", "release", "protect s", "cells", "shown");
  Programme programme(shape, 1);
  double total = 0, longest = 0;
  for (int quarter = 0; quarter < quarters; ++quarter) {
    const std::string code = absl::StrCat(kFirstYear + quarter / 4, "-Q", 1 + quarter % 4);
    const double begin = UsedBy(RUSAGE_SELF);
    const auto published = programme.Publish(code);
    const double seconds = UsedBy(RUSAGE_SELF) - begin;
    if (!published.ok()) {
      std::cerr << code << " refused: " << published.status().message() << "\n";
      std::exit(1);
    }
    total += seconds;
    longest = std::max(longest, seconds);
    const Shown shown = CountShown(programme.last());
    std::printf("%8s  %9.2f  %6d  %6d\n", code.c_str(), seconds, shown.cells, shown.figures);
    std::fflush(stdout);
  }
  const double begin = UsedBy(RUSAGE_CHILDREN);
  const Programme::Audit audit = programme.AuditAll();
  std::printf("all releases %.2f s, longest %.2f s; joint audit %.2f s: %s\n", total, longest,
              UsedBy(RUSAGE_CHILDREN) - begin, audit.safe() ? "SAFE" : "NOT SAFE");
}

// Years of a programme that grows by so many households a year, with so many releases in each.
void MeasureYears(int a_year, int tables, int years, int releases) {
  ProgrammeShape shape;
  shape.units = a_year * years;
  shape.tables = tables;
  shape.first_day = absl::StrCat(kFirstYear - years, "-01-01");
  shape.days = 365 * years;
  Programme programme(shape, 1);
  double longest = 0, total = 0;
  Shown last;
  for (int release = 0; release < years * releases; ++release) {
    const int year = kFirstYear - years + release / releases;
    const std::string code =
        releases == 1 ? absl::StrCat(year) : absl::StrCat(year, "-H", 1 + release % releases);
    const double begin = UsedBy(RUSAGE_SELF);
    const auto published = programme.Publish(code);
    const double seconds = UsedBy(RUSAGE_SELF) - begin;
    if (!published.ok()) {
      std::printf("%6d  %7d  %8d  refused at %s: %s\n", a_year, tables, releases, code.c_str(),
                  std::string(published.status().message()).c_str());
      return;
    }
    longest = std::max(longest, seconds);
    total += seconds;
    last = CountShown(programme.last());
  }
  const double begin = UsedBy(RUSAGE_CHILDREN);
  const Programme::Audit audit = programme.AuditAll();
  std::printf("%6d  %7d  %8d  %7.2f  %9.2f  %7.2f  %5d of %3d  %s\n", a_year, tables, releases,
              total, longest, UsedBy(RUSAGE_CHILDREN) - begin, last.figures, last.cells,
              audit.safe() ? "SAFE" : "NOT SAFE");
  if (!audit.safe()) std::cerr << audit.text;
  std::fflush(stdout);
}

void MeasureAllYears(int years) {
  std::printf("\n%d years\n%6s  %7s  %8s  %7s  %9s  %7s  %12s\n", years, "a year", "stages",
              "releases", "all s", "longest s", "audit s", "shown last");
  for (const int releases : {1, 2}) {
    for (const int a_year : {40, 500, 5000}) {
      for (const int tables : {1, 4}) MeasureYears(a_year, tables, years, releases);
    }
  }
}

int Usage() {
  std::cerr
      << "usage: statistics_bench [seeds [households [quarters [families [tables [years]]]]]]\n";
  return 2;
}

int Main(int argc, char** argv) {
  if (sodium_init() < 0) return 1;
  std::vector<int> sizes{5, 400, 12, 3, 4, 20};
  if (argc - 1 > static_cast<int>(sizes.size())) return Usage();
  for (int argument = 1; argument < argc; ++argument) {
    int& size = sizes[argument - 1];
    if (!absl::SimpleAtoi(argv[argument], &size) || size < 0) return Usage();
  }
  ProgrammeShape shape;
  shape.units = sizes[1];
  shape.families = sizes[3];
  shape.tables = sizes[4];
  if (sizes[0] > 0) MeasureCubes(sizes[0]);
  if (sizes[2] > 0) MeasureReleases(shape, sizes[2]);
  if (sizes[5] > 0) MeasureAllYears(sizes[5]);
  return 0;
}

}  // namespace
}  // namespace kansrijk::statistics

int main(int argc, char** argv) { return kansrijk::statistics::Main(argc, argv); }
