#include "client/audit/ledger.h"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "client/audit/failure.h"

namespace kansrijk::audit {
namespace {

void CheckDigests(const Release& release, const std::string& folder,
                  const std::vector<Listed>& listed, Findings& findings) {
  for (const Listed& file : listed) {
    if (file.found == file.sha256) continue;
    findings.Add(release.name, folder + "/" + file.file + ": SHA-256 is " + file.found +
                                   ", release.json says " + file.sha256);
  }
}

std::string Number(int64_t number) { return std::to_string(number); }

// Every row of a table that can hold a value has exactly one cell.
void CheckRows(const Release& release, const Listed& table, const std::map<int, int>& cells,
               Findings& findings) {
  const std::vector<PublicRow>& rows = release.rows.at(table.file);
  std::map<std::string, int> labels;
  for (size_t i = 0; i < rows.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    const std::string place = table.file + " row " + Number(number) + " (" + rows[i].label + ")";
    const auto found = cells.find(number);
    const int uses = found == cells.end() ? 0 : found->second;
    if (rows[i].kind == PublicRow::Kind::kImpossible) {
      if (uses > 0) findings.Add(release.name, place + ": is empty, but family has a cell for it");
    } else if (uses != 1) {
      findings.Add(release.name, place + ": family has " + Number(uses) + " cells for it, not 1");
    }
    if (rows[i].kind == PublicRow::Kind::kPublished && rows[i].value % release.base != 0) {
      findings.Add(release.name, place + " = " + Number(rows[i].value) +
                                     ": is no multiple of base " + Number(release.base));
    }
    const auto [same, fresh] = labels.emplace(rows[i].label, number);
    if (!fresh) findings.Add(release.name, place + ": repeats row " + Number(same->second));
  }
}

void CheckFamily(const Release& release, const Family& family, const std::string& name,
                 Findings& findings) {
  const std::string place = family.path + ": ";
  if (family.name != name) {
    findings.Add(release.name, place + "is of family " + family.name + ", not " + name);
  }
  if (family.n != release.n || family.base != release.base) {
    findings.Add(release.name, place + "n or base differs from release.json");
  }
  if (family.releases.back() != release.sequence) {
    findings.Add(release.name, place + "its last release is " + Number(family.releases.back()) +
                                   ", not " + Number(release.sequence));
  }
  std::map<std::string, std::map<int, int>> cells;
  for (const FamilyCell& cell : family.cells) {
    if (!cell.file.empty()) ++cells[cell.file][cell.row];
  }
  for (const Listed& table : release.tables) {
    if (table.family != name) continue;
    CheckRows(release, table, cells[table.file], findings);
    for (const auto& [row, uses] : cells[table.file]) {
      if (row <= static_cast<int>(release.rows.at(table.file).size())) continue;
      findings.Add(release.name, place + "a cell is shown in " + table.file + " row " +
                                     Number(row) + ", which is not there");
    }
    cells.erase(table.file);
  }
  for (const auto& [file, rows] : cells) {
    findings.Add(release.name, place + "a cell is shown in " + file + ", no table of this family");
  }
}

// 2023-Q2 of its second correction, 2023-Q2-c2.
std::string PeriodOf(const Release& release) {
  return release.name.substr(0, release.name.find("-c"));
}

// What a release of the period last said in this row before; none: there was no such row.
std::optional<PublicRow::Kind> LastKind(const std::vector<Release>& releases, size_t before,
                                        const std::string& file, const std::string& label) {
  for (size_t i = before; i-- > 0;) {
    const auto table = releases[i].rows.find(file);
    const bool of_period = PeriodOf(releases[i]) == PeriodOf(releases[before]);
    if (!of_period || table == releases[i].rows.end()) continue;
    for (const PublicRow& row : table->second) {
      if (row.label == label) return row.kind;
    }
  }
  return {};
}

// The group of an earlier release in which a group's households were then, -1 for none.
using GroupsThen = std::vector<int>;

// False: an atom and its group part, or an atom came from another table.
bool FindGroupsThen(const Family& family, size_t past, const Family& then, GroupsThen& groups,
                    std::string& why) {
  constexpr int kUnknown = -2;
  groups.assign(family.groups.size(), kUnknown);
  for (size_t i = 0; i < family.atoms.size(); ++i) {
    const Atom& atom = family.atoms[i];
    const int was = atom.was[past];
    if (was >= static_cast<int>(then.atoms.size())) {
      throw Malformed(family.path + ": atoms[" + Number(static_cast<int64_t>(i)) + "] was atom " +
                      Number(was) + " of " + then.path + ", which is not there");
    }
    const int group = was < 0 ? -1 : then.atoms[was].group;
    why = "atom " + Number(static_cast<int64_t>(i));
    if (group >= 0 && then.groups[group].table != family.groups[atom.group].table) {
      why += " was in table " + then.groups[group].table;
      return false;
    }
    if (groups[atom.group] != kUnknown && groups[atom.group] != group) {
      why += " was not in the group in which the others of its group were";
      return false;
    }
    groups[atom.group] = group;
  }
  return true;
}

// The households of each earlier group are all there still.
bool SumsKeep(const Family& family, const Family& then, const GroupsThen& groups,
              std::string& why) {
  Counts sums(then.groups.size(), 0);
  for (size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] >= 0) sums[groups[i]] += family.groups[i].denominator;
  }
  for (size_t i = 0; i < sums.size(); ++i) {
    if (sums[i] == then.groups[i].denominator) continue;
    why = "group " + Number(static_cast<int64_t>(i)) + " had " +
          Number(then.groups[i].denominator) + " households, and has " + Number(sums[i]) + " now";
    return false;
  }
  return true;
}

// What an atom was in a release, that atom says of the releases before too.
bool WasAgrees(const Family& family, size_t past, const Family& then, std::string& why) {
  for (size_t i = 0; i < family.atoms.size(); ++i) {
    const int was = family.atoms[i].was[past];
    if (was < 0) continue;
    for (size_t before = 0; before < past; ++before) {
      if (then.atoms[was].was[before] == family.atoms[i].was[before]) continue;
      why = "atom " + Number(static_cast<int64_t>(i)) + " was another atom of release " +
            Number(family.releases[before]) + " by the file of that release";
      return false;
    }
  }
  return true;
}

}  // namespace

bool CheckChain(const std::vector<Release>& releases, Findings& findings) {
  std::string previous(64, '0');
  bool in_order = true;
  for (size_t i = 0; i < releases.size(); ++i) {
    const Release& release = releases[i];
    const auto expected = static_cast<int64_t>(i) + 1;
    if (release.sequence != expected) {
      findings.Add(release.name, "public/release.json: sequence is " + Number(release.sequence) +
                                     ", not " + Number(expected));
      in_order = false;
    }
    if (release.previous != previous) {
      findings.Add(release.name, "public/release.json: previous is " + release.previous +
                                     ", the release before has " + previous);
    }
    previous = release.sha256;
    CheckDigests(release, "public", release.tables, findings);
    CheckDigests(release, "audit", release.audit, findings);
    for (const std::string& file : release.unlisted) {
      findings.Add(release.name, file + ": is not listed in release.json");
    }
  }
  return in_order;
}

void CheckNonces(const std::vector<Release>& releases, Findings& findings) {
  std::map<std::string, std::string> files;
  for (const Release& release : releases) {
    for (const auto& [name, family] : release.families) {
      if (family.nonce.empty()) continue;
      const auto [same, fresh] = files.emplace(family.nonce, family.path);
      if (!fresh) {
        findings.Add(release.name, family.path + ": has the nonce of " + same->second);
      }
    }
  }
}

void CheckCorrection(const std::vector<Release>& releases, size_t last, Findings& findings) {
  const Release& release = releases[last];
  if (release.format == 1 || !release.correction) return;
  for (const auto& [file, rows] : release.rows) {
    for (const PublicRow& row : rows) {
      if (row.kind != PublicRow::Kind::kPublished) continue;
      if (LastKind(releases, last, file, row.label) == PublicRow::Kind::kWithheld) {
        findings.Add(release.name, file + " (" + row.label + ") = " + Number(row.value) +
                                       ": was withheld, and a correction may not show it");
      }
    }
  }
}

void CheckAgreement(const Release& release, Findings& findings) {
  for (const auto& [file, rows] : release.rows) {
    if (release.format > 1 && rows.empty()) {
      findings.Add(release.name, "public/" + file + ": has no rows, not even totals");
    }
  }
  for (const Listed& table : release.tables) {
    if (release.families.count(table.family) == 0) {
      findings.Add(release.name,
                   "public/" + table.file + ": family " + table.family + " has no file in audit/");
    }
  }
  for (const auto& [name, family] : release.families) {
    CheckFamily(release, family, name, findings);
  }
}

std::vector<size_t> EarlierOf(const std::vector<Release>& releases, size_t last,
                              const std::string& family) {
  std::vector<size_t> earlier;
  for (size_t i = 0; i < last; ++i) {
    if (releases[i].families.count(family) > 0) earlier.push_back(i);
  }
  return earlier;
}

bool CheckHistory(const std::vector<Release>& releases, size_t last, const Family& family,
                  Findings& findings) {
  const std::string& release = releases[last].name;
  const std::vector<size_t> earlier = EarlierOf(releases, last, family.name);
  Counts expected;
  for (const size_t i : earlier) expected.push_back(releases[i].sequence);
  expected.push_back(releases[last].sequence);
  if (family.releases != expected) {
    findings.Add(release, family.path + ": releases are not all those in which the family occurs");
    return false;
  }
  bool whole = true;
  for (size_t past = 0; past < earlier.size(); ++past) {
    const Family& then = releases[earlier[past]].families.at(family.name);
    GroupsThen groups;
    std::string why;
    if (then.releases.size() == past + 1 && FindGroupsThen(family, past, then, groups, why) &&
        SumsKeep(family, then, groups, why) && WasAgrees(family, past, then, why)) {
      continue;
    }
    if (then.releases.size() != past + 1) why = "cannot be compared";
    findings.Add(release, family.path + ": release " + releases[earlier[past]].name + ": " + why);
    whole = false;
  }
  return whole;
}

}  // namespace kansrijk::audit
