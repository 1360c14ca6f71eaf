// What a state machine does beside what the domain tells of it.
#ifndef KANSRIJK_TESTS_RULES_TRANSITION_H_
#define KANSRIJK_TESTS_RULES_TRANSITION_H_

#include <google/protobuf/generated_enum_reflection.h>

#include <algorithm>
#include <map>
#include <utility>

#include "tests/testing/status.h"

namespace kansrijk::rules {

// Where a verb leads from a state; a pair that is not told of is refused.
template <typename State, typename Verb>
using Told = std::map<std::pair<State, Verb>, State>;

// That `next`, which `verb` led to from `state`, is what is told.
template <typename State, typename Verb>
void ExpectAsTold(const Told<State, Verb>& told, State state, Verb verb,
                  const absl::StatusOr<State>& next) {
  SCOPED_TRACE(NameOf(state) + " " + NameOf(verb));
  const auto expected = told.find({state, verb});
  if (expected == told.end()) {
    EXPECT_THAT(next, testing::HasCode(absl::StatusCode::kFailedPrecondition));
    EXPECT_THAT(next, testing::HasReason("ILLEGAL_TRANSITION"));
  } else {
    ASSERT_THAT(next, testing::IsOk());
    EXPECT_EQ(*next, expected->second);
  }
}

// The highest number of an enum; the lowest is 0, UNSPECIFIED.
template <typename Enum>
int Highest() {
  const auto& all = *google::protobuf::GetEnumDescriptor<Enum>();
  int highest = 0;
  for (int i = 0; i < all.value_count(); ++i) highest = std::max(highest, all.value(i)->number());
  return highest;
}

// The same of `next(state, verb)` for every state and every verb, UNSPECIFIED ones too.
template <typename State, typename Verb, typename Next>
void ExpectAllAsTold(const Told<State, Verb>& told, Next next) {
  for (int s = 0; s <= Highest<State>(); ++s) {
    for (int v = 0; v <= Highest<Verb>(); ++v) {
      const auto state = static_cast<State>(s);
      const auto verb = static_cast<Verb>(v);
      ExpectAsTold(told, state, verb, next(state, verb));
    }
  }
}

}  // namespace kansrijk::rules

#endif  // KANSRIJK_TESTS_RULES_TRANSITION_H_
