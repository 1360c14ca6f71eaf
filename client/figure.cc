#include "client/figure.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/substitute.h"
#include "client/language.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/recognition.pb.h"

namespace kansrijk::client {
namespace {

std::string Total(const Message& message) {
  const auto& assessment = static_cast<const v1::Assessment&>(message);
  if (assessment.has_total()) return absl::StrCat(assessment.total());
  return absl::Substitute(_("$0 of $1 items"), assessment.scored_items(), assessment.items());
}

std::string Difference(const Message& message) {
  const auto& change = static_cast<const v1::ScoreChange&>(message);
  if (!change.has_difference()) return "";
  return absl::StrCat(change.difference() > 0 ? "+" : "", change.difference());
}

int32_t Number(const Message& message, const char* field) {
  return message.GetReflection()->GetInt32(message,
                                           message.GetDescriptor()->FindFieldByName(field));
}

std::string Load(const Message& message) {
  return absl::Substitute(_("$0 of $1"), Number(message, "active_matches"),
                          Number(message, "capacity"));
}

// Nothing is left of a budget that is not set.
std::string BudgetLeft(const Message& message) {
  const auto& budget = static_cast<const v1::RecognitionBudget&>(message);
  return budget.budget_cents() == 0 ? "" : AmountText(budget.left_cents());
}

struct NamedFigure {
  const char* name;
  std::string (*figure)(const Message& message);
};

constexpr NamedFigure kFigures[] = {
    {"budget_left", &BudgetLeft}, {"difference", &Difference}, {"load", &Load}, {"total", &Total}};

}  // namespace

std::string Figure(const Message& message, absl::string_view name) {
  for (const NamedFigure& entry : kFigures) {
    if (name == entry.name) return entry.figure(message);
  }
  GOOGLE_CHECK(false) << std::string(name);
  return "";
}

std::string AmountText(int64_t cents) {
  const bool dutch = CurrentLanguage() == Language::kDutch;
  return absl::StrFormat(dutch ? "€ %d,%02d" : "€%d.%02d", cents / 100, cents % 100);
}

}  // namespace kansrijk::client
