// The judgement against all tables that there are, one by one.
#include "client/audit/judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <set>

#include "client/audit/failure.h"
#include "client/audit/text.h"

namespace kansrijk::audit {
namespace judge_test {

// A release of one table; of each group some households have the outcome, the others not.
class Publication {
 public:
  Publication(int64_t n, int64_t base, const Counts& denominators) {
    family_.name = "f";
    family_.n = n;
    family_.base = base;
    family_.releases = {1};
    for (const int64_t denominator : denominators) {
      const auto group = static_cast<int>(family_.groups.size());
      family_.groups.push_back({"t", denominator});
      family_.atoms.push_back({group, {}});
      family_.atoms.push_back({group, {}});
    }
  }

  // Those with the outcome in these groups; a value, or withheld.
  void AddCell(const std::vector<int>& groups, std::optional<int64_t> value) {
    FamilyCell cell;
    for (const int group : groups) cell.atoms.push_back(2 * group);
    cell.file = "t.csv";
    cell.row = static_cast<int>(rows_.size()) + 1;
    family_.cells.push_back(cell);
    PublicRow row;
    if (value) {
      row.kind = PublicRow::Kind::kPublished;
      row.value = (*value + family_.base / 2) / family_.base * family_.base;
    }
    rows_.push_back(row);
  }

  std::vector<Release> Releases() const {
    Release release;
    release.sequence = 1;
    release.tables = {{"t", "f", "t.csv", "", ""}};
    release.rows["t.csv"] = rows_;
    release.families["f"] = family_;
    return {release};
  }
  const Family& family() const { return family_; }

 private:
  Family family_;
  std::vector<PublicRow> rows_;
};

bool IsSafe(const Publication& publication) {
  const std::vector<Release> releases = publication.Releases();
  return Judge(JoinOld(releases, 0, releases[0].families.at("f")), 1).failed.empty();
}

TEST(Judge, FindsAsManySafePatternsAsThereAre) {
  const std::string path = KANSRIJK_SOURCE_DIR "/tests/audit/cases/predicate.json";
  for (const nlohmann::json& instance : nlohmann::json::parse(ReadFile(path))) {
    std::vector<std::string> cells;
    for (const auto& [cell, value] : instance["values"].items()) cells.push_back(cell);
    const std::vector<std::string> inner =
        cells.size() == 9 ? std::vector<std::string>{"a|x", "a|y", "b|x", "b|y"}
                          : std::vector<std::string>{"c0", "c1", "c2"};
    const auto groups_of = [&](const std::string& cell) {
      std::vector<int> groups;
      for (size_t i = 0; i < inner.size(); ++i) {
        bool in = true;
        for (size_t c = 0; c < inner[i].size() && cell != "T"; ++c) {
          in = in && (cell[c] == 'T' || cell[c] == inner[i][c]);
        }
        if (in) groups.push_back(static_cast<int>(i));
      }
      return groups;
    };
    const auto primaries = instance["primary"].get<std::set<std::string>>();
    int safe = 0;
    int total = 0;
    for (int shown = 0; shown < 1 << cells.size(); ++shown) {
      Publication publication(instance["n"], instance["base"], instance["N"]);
      bool allowed = true;
      for (size_t i = 0; i < cells.size(); ++i) {
        const bool show = (shown >> i & 1) != 0;
        allowed = allowed && !(show && primaries.count(cells[i]) > 0);
        std::optional<int64_t> value;
        if (show) value = instance["values"][cells[i]].get<int64_t>();
        publication.AddCell(groups_of(cells[i]), value);
      }
      if (!allowed) continue;
      ++total;
      safe += IsSafe(publication) ? 1 : 0;
    }
    EXPECT_EQ(total, instance["total_patterns"]) << instance["label"];
    EXPECT_EQ(safe, instance["safe_patterns"]) << instance["label"];
  }
}

// The least and the most of each requirement, over all tables.
std::vector<std::pair<int64_t, int64_t>> Enumerate(const Joint& joint) {
  std::vector<std::pair<int64_t, int64_t>> ends;
  const std::vector<Group>& groups = joint.family().groups;
  Counts counts(joint.system.uppers.size(), 0);
  for (size_t group = 0; group < groups.size();) {
    for (size_t i = 0; i < groups.size(); ++i) {
      counts[2 * i + 1] = groups[i].denominator - counts[2 * i];
    }
    if (BrokenRow(joint.system, counts) == -1) {
      const bool first = ends.empty();
      ends.resize(joint.requirements.size());
      for (size_t i = 0; i < ends.size(); ++i) {
        const int64_t sum = Sum(counts, joint.requirements[i].form.plus);
        ends[i].first = first ? sum : std::min(ends[i].first, sum);
        ends[i].second = first ? sum : std::max(ends[i].second, sum);
      }
    }
    group = 0;
    while (group < groups.size() && ++counts[2 * group] > groups[group].denominator) {
      counts[2 * group++] = 0;
    }
  }
  return ends;
}

bool IsMet(const Joint& joint, const Requirement& requirement, int64_t least, int64_t most) {
  const int64_t all = requirement.denominator;
  if (all < joint.n) return least == 0 && most == all;
  return most - least >= joint.n || (least >= joint.n && most <= all - joint.n);
}

TEST(Judge, FailsWhatTheEnumerationFailsWithTheSameEnds) {
  std::mt19937 random(5);
  int failures = 0;
  int contradictions = 0;
  for (int i = 0; i < 400; ++i) {
    const size_t groups = 2 + random() % 3;
    const int64_t n = 2 + random() % 3;
    Counts denominators;
    Counts counts;
    for (size_t g = 0; g < groups; ++g) {
      denominators.push_back(1 + random() % 8);
      counts.push_back(random() % (denominators.back() + 1));
    }
    Publication publication(n, i % 3 == 0 ? 5 : 1, denominators);
    for (int c = 0; c < 6; ++c) {
      std::vector<int> in;
      int64_t sum = 0;
      int64_t of = 0;
      for (size_t g = 0; g < groups; ++g) {
        if (random() % 2 == 0) continue;
        in.push_back(static_cast<int>(g));
        sum += counts[g];
        of += denominators[g];
      }
      const bool allowed = of >= n && sum >= n && of - sum >= n;
      publication.AddCell(in, allowed && random() % 4 != 0 ? std::optional(sum) : std::nullopt);
    }
    const std::vector<Release> releases = publication.Releases();
    const Joint joint = JoinOld(releases, 0, releases[0].families.at("f"));
    const auto ends = Enumerate(joint);
    if (ends.empty()) {
      ++contradictions;
      EXPECT_THROW(Judge(joint, 1), Contradiction);
      continue;
    }
    std::map<size_t, std::pair<int64_t, int64_t>> failed;
    for (const Failed& one : Judge(joint, 1000).failed) {
      failed[one.requirement] = {one.least, one.most};
    }
    for (size_t r = 0; r < ends.size(); ++r) {
      const auto& [least, most] = ends[r];
      const bool met = IsMet(joint, joint.requirements[r], least, most);
      ASSERT_EQ(failed.count(r), met ? 0 : 1) << joint.requirements[r].denominator;
      EXPECT_EQ(met ? ends[r] : failed[r], ends[r]);
      failures += met ? 0 : 1;
    }
  }
  EXPECT_GT(failures, 100);
  EXPECT_LT(contradictions, 100);
}

}  // namespace judge_test
}  // namespace kansrijk::audit
