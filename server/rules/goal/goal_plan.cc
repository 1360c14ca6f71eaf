#include "server/rules/goal/goal_plan.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "server/base/civil.h"
#include "server/base/wrap.h"
#include "server/rules/goal/goal.h"

namespace kansrijk::rules {
namespace {

constexpr size_t kLabelColumns = 14;
constexpr size_t kGoalIndent = 8;
constexpr size_t kSignatureColumns = 40;

struct PillarTitle {
  v1::Pillar pillar;
  const char* title;
};

constexpr PillarTitle kPillars[] = {
    {v1::PILLAR_HOME_SITUATION, "Thuissituatie"},
    {v1::PILLAR_WELL_BEING, "Welzijn"},
    {v1::PILLAR_FINANCES, "Financiën"},
    {v1::PILLAR_EDUCATION, "Opleiding"},
    {v1::PILLAR_WORK, "Werk"},
};

struct SubjectWord {
  v1::GoalSubject subject;
  const char* word;
};

constexpr SubjectWord kSubjects[] = {
    {v1::GOAL_SUBJECT_ADULT, "de volwassene"},
    {v1::GOAL_SUBJECT_CHILD, "een kind"},
    {v1::GOAL_SUBJECT_FAMILY, "het gezin"},
};

std::string WordOf(v1::GoalSubject subject) {
  for (const SubjectWord& known : kSubjects) {
    if (known.subject == subject) return known.word;
  }
  return "";
}

struct StateWord {
  v1::GoalState state;
  const char* word;
};

// As the command line has them.
constexpr StateWord kStates[] = {
    {v1::GOAL_STATE_DRAFT, "concept"},      {v1::GOAL_STATE_AGREED, "afgesproken"},
    {v1::GOAL_STATE_IN_PROGRESS, "lopend"}, {v1::GOAL_STATE_POSTPONED, "uitgesteld"},
    {v1::GOAL_STATE_ACHIEVED, "behaald"},   {v1::GOAL_STATE_PARTLY_ACHIEVED, "deels behaald"},
};

std::string WordOf(v1::GoalState state) {
  for (const StateWord& known : kStates) {
    if (known.state == state) return known.word;
  }
  return "";
}

// 31-01-2026
std::string DutchDate(absl::CivilDay day) {
  return absl::StrFormat("%02d-%02d-%04d", day.day(), day.month(), day.year());
}

std::string DutchDate(const std::string& date) { return DutchDate(Day(date)); }

class Paper {
 public:
  // `lead` and beside it the words of `text`, all after `indent` columns. The lead takes `width`
  // columns, or what it needs.
  void Hanging(size_t indent, const std::string& lead, size_t width, const std::string& text) {
    const std::string before = absl::StrCat(std::string(indent, ' '), lead);
    const size_t begin = std::max(indent + width, ColumnsOf(before) + 1);
    std::string start = absl::StrCat(before, std::string(begin - ColumnsOf(before), ' '));
    for (const std::string& line : Wrap(text, kPlanColumns - begin)) {
      Line(absl::StrCat(start, line));
      start = std::string(begin, ' ');
    }
  }

  // The words of `text`, over the whole width.
  void Text(absl::string_view text) {
    for (const std::string& line : Wrap(text, kPlanColumns)) Line(line);
  }

  // A field of the plan; nothing when it has no value.
  void Field(size_t indent, const std::string& label, const std::string& text) {
    if (!text.empty()) Hanging(indent, label, kLabelColumns, text);
  }

  void Title(const std::string& title, char underline) {
    Line(title);
    Line(std::string(ColumnsOf(title), underline));
    Space();
  }

  void Space() { text_ += '\n'; }

  std::string Take() { return std::move(text_); }

 private:
  void Line(absl::string_view line) {
    absl::StrAppend(&text_, absl::StripTrailingAsciiWhitespace(line), "\n");
  }

  std::string text_;
};

std::string Agreement(const v1::Goal& goal) {
  if (goal.agreed_date().empty()) return "nog niet";
  const std::string when = absl::StrCat("op ", DutchDate(goal.agreed_date()));
  if (goal.agreed_by_name().empty()) return when;
  return absl::StrCat("door ", goal.agreed_by_name(), " ", when);
}

void AddStep(const v1::Step& step, Paper& paper) {
  const bool done = step.state() == v1::STEP_STATE_DONE;
  paper.Hanging(kGoalIndent, done ? "[x]" : "[ ]", 4, step.text());
  paper.Hanging(kGoalIndent + 3, "", 1,
                absl::StrCat(step.number(), ", ", step.owner_name(), ", uiterlijk ",
                             DutchDate(step.due_date())));
}

void AddGoal(const v1::Goal& goal, Paper& paper) {
  paper.Hanging(0, goal.number(), kGoalIndent, goal.text());
  paper.Field(kGoalIndent, "Te zien aan", goal.measure());
  paper.Field(kGoalIndent, "Gaat over", WordOf(goal.subject()));
  paper.Field(kGoalIndent, "Uiterlijk", DutchDate(goal.due_date()));
  paper.Field(kGoalIndent, "Afgesproken", Agreement(goal));
  paper.Field(kGoalIndent, "Stand", WordOf(goal.state()));
  for (const v1::Step& step : goal.steps()) {
    if (step.state() != v1::STEP_STATE_DROPPED) AddStep(step, paper);
  }
  paper.Space();
}

void AddPillar(const PillarTitle& pillar, const std::vector<v1::Goal>& goals, Paper& paper) {
  bool first = true;
  for (const v1::Goal& goal : goals) {
    if (goal.pillar() != pillar.pillar || goal.state() == v1::GOAL_STATE_STOPPED) continue;
    if (first) paper.Title(pillar.title, '-');
    first = false;
    AddGoal(goal, paper);
  }
}

// In the participant's own lines.
void AddOwnQuestion(const std::string& question, Paper& paper) {
  if (question.empty()) return;
  paper.Title("Wat wil jij?", '-');
  for (const absl::string_view line : absl::StrSplit(question, '\n')) {
    paper.Text(line);
  }
  paper.Space();
}

void AddSignature(const std::string& role, const std::string& name, Paper& paper) {
  paper.Hanging(0, role, kLabelColumns, name);
  paper.Space();
  paper.Field(0, "Datum", std::string(kLabelColumns, '_'));
  paper.Space();
  paper.Field(0, "Handtekening", std::string(kSignatureColumns, '_'));
  paper.Space();
}

}  // namespace

std::string GoalPlanText(const GoalPlanContent& content) {
  Paper paper;
  paper.Title("Doel-actieplan", '=');
  paper.Field(0, "Huishouden", content.household_number);
  paper.Field(0, "Traject", content.track_number);
  paper.Field(0, "Deelnemer", content.participant_name);
  paper.Field(0, "Buddy", absl::StrJoin(content.buddy_names, ", "));
  paper.Field(0, "Datum", DutchDate(content.date));
  paper.Space();
  AddOwnQuestion(content.own_question, paper);
  for (const PillarTitle& pillar : kPillars) AddPillar(pillar, content.goals, paper);
  paper.Title("Ondertekening", '-');
  AddSignature("Deelnemer", content.participant_name, paper);
  for (const std::string& name : content.buddy_names) AddSignature("Buddy", name, paper);
  if (content.buddy_names.empty()) AddSignature("Buddy", "", paper);
  return paper.Take();
}

}  // namespace kansrijk::rules
