// Releases of made-up programmes, attacked from their public files: those of the product hide every
// small number, and those that a weaker protector made do not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include "absl/strings/str_cat.h"
#include "tests/attack/attacker.h"
#include "tests/attack/definition.h"
#include "tests/attack/programme.h"
#include "tests/attack/publisher.h"
#include "tests/attack/reader.h"
#include "tests/attack/record.h"
#include "tests/attack/truth.h"
#include "tests/testing/campaign.h"

namespace kansrijk::attack {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Step {
  const char* period;
  bool correction = false;
  int days = 45;  // after the last day of the period
};
using Plan = std::vector<Step>;

const Plan kPlans[] = {
    {{"2022"}, {"2023"}, {"2024"}},
    {{"2022"}, {"2023-H1"}, {"2023-H2"}},
    {{"2022"}, {"2023"}, {"2023", true, 150}, {"2024"}},
    {{"2022-H2"}, {"2023"}, {"2024-H1"}},
    {{"2023-H1"}, {"2023-H2"}, {"2023-H2", true, 120}},
    {{"2022"}, {"2023-Q2"}, {"2023-H2"}},
    {{"2022"}, {"2022", true, 150}, {"2023"}},
};

// Percentage of households of which some facts are changed before a correction.
constexpr int kCorrectedShares[] = {6, 15, 35};

// A family through a programme's releases.
class Followed {
 public:
  explicit Followed(const Family& family) : family_(family), record_(family) {}

  Verdict Attack(const PublicRelease& release, const std::vector<Person>& people, Day day) {
    if (IsIn(release)) Count(people, day, release.closing, release.correction);
    record_.Add(release);
    return Attacker(family_, record_, counted_).Attack();
  }

  const Family& family() const { return family_; }

 private:
  bool IsIn(const PublicRelease& release) const {
    return std::any_of(family_.stages.begin(), family_.stages.end(),
                       [&](const Stage& stage) { return release.tables.contains(stage.table); });
  }

  void Count(const std::vector<Person>& people, Day day, Day closing, bool correction) {
    const attack::Count now = CountOf(family_, people, day, closing);
    counted_ = !closed_ || correction ? now : CountedOn(family_, counted_, *closed_, now, closing);
    closed_ = closing;
  }

  const Family& family_;
  Record record_;
  attack::Count counted_;
  std::optional<Day> closed_;
};

struct Programme {
  unsigned seed = 1;
  Shape shape;
  Plan plan;
  std::vector<std::string> families;
  Weakness weakness;
};

struct Total {
  int figures = 0, numbers = 0, refused = 0;
  std::vector<std::string> findings, contradictions;

  void Add(const std::string& where, const Verdict& verdict) {
    figures += verdict.rows;
    numbers += verdict.counts;
    for (const Finding& finding : verdict.findings) findings.push_back(where + finding.Text());
    for (const std::string& text : verdict.contradictions) contradictions.push_back(where + text);
  }
};

void CorrectAll(std::vector<Person>& people, unsigned seed, Day day, std::mt19937& random) {
  const int share = kCorrectedShares[seed / 3 % std::size(kCorrectedShares)];
  for (const char* file :
       {"incomes", "sessions", "referrals", "goals", "academie", "assessments"}) {
    Correct(people, file, share, day, random);
  }
}

// Publishes it release by release, and attacks each of its families after each.
void Follow(const Programme& programme, Total& total) {
  std::mt19937 random(programme.seed);
  std::vector<Person> people = MakeUp(programme.shape, random);
  Publisher publisher(programme.weakness);
  std::vector<Followed> families;
  std::vector<std::string> tables;
  for (const std::string& name : programme.families) {
    families.emplace_back(FamilyNamed(name));
    for (const Stage& stage : families.back().family().stages) tables.push_back(stage.table);
  }
  for (const Step& step : programme.plan) {
    const Day closing = SpanOf(step.period, {}).last;
    const Day day = closing + step.days;
    if (step.correction) CorrectAll(people, programme.seed, day, random);
    const PublicRelease release =
        ReadRelease(publisher.Publish(people, tables, step.period, step.correction, day));
    for (Followed& family : families) {
      total.Add(absl::StrCat("seed ", programme.seed, ", ", release.name, ", ",
                             family.family().name, ": "),
                family.Attack(release, people, day));
    }
  }
  total.refused += publisher.refused();
}

Programme AnyProgramme(unsigned seed) {
  Programme programme;
  programme.seed = seed;
  programme.plan = kPlans[seed % std::size(kPlans)];
  programme.shape.households = 20 + static_cast<int>(seed * 37 % 101);
  programme.shape.trainees = 20 + static_cast<int>(seed * 29 % 61);
  programme.shape.late_share = static_cast<int>(seed % 3) * 4;
  programme.shape.neighbourhoods = 1 + static_cast<int>(seed / 2 % 3);
  const auto& all = Families();
  for (size_t i = 0; i < 3; ++i)
    programme.families.push_back(all[(3 * seed + i) % all.size()].name);
  return programme;
}

TEST(Attack, FindsNoSmallNumberInReleasesOfTheProduct) {
  Total total;
  const int programmes = testing::CampaignOf(30);
  for (int seed = 1; seed <= programmes; ++seed) Follow(AnyProgramme(seed), total);
  std::printf("%d programmes: %d figures, %d numbers attacked, %d families refused\n", programmes,
              total.figures, total.numbers, total.refused);
  EXPECT_GT(total.figures, 10 * programmes);
  EXPECT_THAT(total.findings, IsEmpty());
  EXPECT_THAT(total.contradictions, IsEmpty()) << "the truth does not agree with the figures";
}

// Programmes of one family that the product hides, and that a weaker protector does not: what the
// weakness lets out is what the attack finds.
struct Weakened {
  const char* family;
  Weakness weakness;
  Plan plan;
  int households;
};

Total FollowSome(const Weakened& weakened, const Weakness& weakness) {
  Total total;
  for (unsigned seed = 1; seed <= 6; ++seed) {
    Programme programme;
    programme.seed = seed;
    programme.shape.households = weakened.households;
    programme.shape.late_share = 0;
    programme.plan = weakened.plan;
    programme.families = {weakened.family};
    programme.weakness = weakness;
    Follow(programme, total);
  }
  return total;
}

void ExpectFound(const Weakened& weakened, const std::string& text) {
  const Total weak = FollowSome(weakened, weakened.weakness);
  std::printf("%zu found, the first: %s\n", weak.findings.size(),
              weak.findings.empty() ? "none" : weak.findings[0].c_str());
  EXPECT_THAT(weak.findings, Contains(HasSubstr(text)));
  EXPECT_THAT(FollowSome(weakened, {}).findings, IsEmpty()) << "without the weakness";
}

TEST(Attack, FindsWhatOutcomesBeforeEntryHid) {
  ExpectFound({"goals-work", {.no_entry = true}, kPlans[0], 60}, "goals-set-work|");
}

TEST(Attack, FindsWhatAClassNoneOfChangesHid) {
  ExpectFound({"assessment-work", {.no_changes = true}, kPlans[0], 120}, "assessment-work|");
}

TEST(Attack, FindsWhatDifferencesOfStagesTell) {
  ExpectFound({"referrals-wij", {.no_ties = true}, kPlans[0], 90}, " less ");
}

// Three periods, seen on one day, each as if nothing else were shown.
TEST(Attack, FindsWhatPreviewsOfSeveralPeriodsTell) {
  const Plan previews = {{"2023-Q3", false, 200}, {"2023-H2", false, 108}, {"2024-Q1", false, 17}};
  ExpectFound({"started", {.no_memory = true}, previews, 120}, "started|");
}

}  // namespace
}  // namespace kansrijk::attack
