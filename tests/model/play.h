// One world's play: it makes calls, legal ones with a good chance, and holds what the server
// answers against the model.
#ifndef KANSRIJK_TESTS_MODEL_PLAY_H_
#define KANSRIJK_TESTS_MODEL_PLAY_H_

#include <google/protobuf/util/field_mask_util.h>

#include <optional>
#include <random>

#include "absl/strings/str_cat.h"
#include "tests/model/model.h"
#include "tests/testing/client.h"

namespace kansrijk::model {

// Who may call: a buddy and a coordinator, a coordinator only, or a buddy only.
enum class Roles { kCaseload, kOffice, kBuddies };

class Play {
 public:
  // Everything that is decided follows from `seed`; `title` says which play it is.
  Play(World& world, const testing::Client& client, uint64_t seed, std::string title)
      : world_(world), client_(client), dice_(seed), title_(std::move(title)) {}

  World& world() { return world_; }

  // Dice.
  int Below(int n) { return static_cast<int>(dice_() % static_cast<uint64_t>(n)); }
  bool OneIn(int n) { return Below(n) == 0; }
  template <typename T>
  const T& One(const std::vector<T>& things) {
    return things[Below(static_cast<int>(things.size()))];
  }
  // Mostly today, or empty for it; at times long ago, or in the future.
  std::string SomeDate();
  std::string Day(int days_from_now) const;
  std::string OrToday(const std::string& date) const { return date.empty() ? world_.today : date; }

  // Who calls, until the next call of this.
  void ChooseCaller();
  const Caller& caller() const { return *caller_; }
  bool Sees(const auto& thing) const { return world_.Sees(*caller_, thing); }

  // Something to call about: mostly what the caller sees and is `fit`. Null: there is nothing.
  template <typename T, typename Fit>
  Kept<T>* Some(std::deque<Kept<T>>& things, Fit fit) {
    std::vector<Kept<T>*> chosen;
    const bool sensible = !OneIn(8);
    for (Kept<T>& thing : things) {
      if (!sensible || (fit(thing.now) && Sees(thing))) chosen.push_back(&thing);
    }
    if (chosen.empty() && !things.empty()) return &things[Below(static_cast<int>(things.size()))];
    return chosen.empty() ? nullptr : One(chosen);
  }
  template <typename T>
  Kept<T>* Some(std::deque<Kept<T>>& things) {
    return Some(things, [](const T&) { return true; });
  }
  // The etag, at times an old one or none.
  template <typename T>
  std::string EtagFor(const Kept<T>& thing) {
    return OneIn(15) ? "" : OneIn(10) ? thing.etags.front() : thing.etags.back();
  }

  // Calls and compares the status; the answer when it is OK. Method: "TrackService/GetTrack".
  template <typename Response, typename Request>
  std::optional<Response> Read(const std::string& method, Roles roles, const Request& request,
                               Verdict verdict) {
    return Parsed<Response>(Send(method, roles, request, verdict));
  }
  template <typename Response, typename Request>
  std::optional<Response> Change(const std::string& method, Roles roles, Request request,
                                 Verdict verdict) {
    request.set_request_id(ChooseRequestId(method, verdict));
    auto response = Parsed<Response>(Send(method, roles, request, verdict));
    if constexpr (requires { response->name(); }) {
      if (response.has_value() && !failed()) sent_.back().made = response->name();
    }
    return response;
  }
  // Sends a call of before once more.
  void Retry();
  // A buddy's own account calls next, when it can.
  void CallAsBuddy(const std::string& buddy);
  // A coordinator who sees what the caller just did, and may not see, calls next.
  void CallAsCoordinatorOf(int organisation);

  // All pages of a list show exactly what `expected` holds.
  template <typename Response, typename Request, typename T>
  void List(const std::string& method, Request request, const Verdict& verdict,
            const std::vector<Kept<T>*>& expected,
            const google::protobuf::RepeatedPtrField<T>& (Response::*items)() const,
            Roles roles = Roles::kCaseload) {
    std::set<std::string> shown;
    do {
      request.set_page_size(OneIn(3) ? 1 + Below(5) : 200);
      const auto page = Read<Response>(method, roles, request, verdict);
      if (!page.has_value()) return;
      for (const T& item : ((*page).*items)()) {
        Expect(shown.insert(item.name()).second, absl::StrCat(item.name(), " is listed twice"));
        const auto kept = std::find_if(expected.begin(), expected.end(), [&](const Kept<T>* one) {
          return one->now.name() == item.name();
        });
        if (kept == expected.end()) return Fail(absl::StrCat("lists ", item.name()));
        Compare(**kept, item);
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty() && !failed());
    Expect(shown.size() == expected.size(),
           absl::StrCat("lists ", shown.size(), " of ", expected.size()));
  }

  // A new thing, as `kept` and the answer have it; its name and number are the server's choice.
  template <typename T>
  Kept<T>& Keep(std::deque<Kept<T>>& things, T now, const T& answer, int organisation) {
    Expect(Find(things, answer.name()) == nullptr, "the name is not new");
    now.set_name(answer.name());
    if constexpr (requires { now.set_number(""); }) {
      for (const Kept<T>& other : things) {
        Expect(other.organisation != organisation || other.now.number() != answer.number(),
               "the number is not new");
      }
      now.set_number(answer.number());
    }
    things.push_back({now, organisation, world_.today, {}});
    Changed(things.back(), answer);
    return things.back();
  }
  // It was changed: the etag is a new one.
  template <typename T>
  void Changed(Kept<T>& kept, const T& answer) {
    Learn(kept, answer, true);
    Compare(kept, answer);
  }
  // It is shown: as it was left.
  template <typename T>
  void Compare(Kept<T>& kept, const T& answer) {
    Learn(kept, answer, false);
    T expected;
    T shown;
    Copy(kept.now, expected);
    Copy(answer, shown);
    Expect(
        expected.SerializeAsString() == shown.SerializeAsString(),
        absl::StrCat("shows ", shown.ShortDebugString(), "\nnot   ", expected.ShortDebugString()));
  }

  void Expect(bool holds, const std::string& otherwise) {
    if (!holds) Fail(otherwise);
  }
  void Fail(const std::string& what);
  bool failed() const { return failed_; }
  int calls() const { return calls_; }
  int allowed() const { return allowed_; }

 private:
  struct Sent {
    const Caller* caller;
    std::string method;
    std::string request_id;
    std::string bytes;
    absl::StatusOr<std::string> answer;
    std::string made;  // the name of what the answer is about
  };

  template <typename T>
  static void Copy(const T& from, T& to) {
    using google::protobuf::util::FieldMaskUtil;
    google::protobuf::FieldMask mask;
    FieldMaskUtil::FromString(Shown(from), &mask);
    FieldMaskUtil::MergeMessageTo(from, mask, {}, &to);
  }

  template <typename T>
  void Learn(Kept<T>& kept, const T& answer, bool changed) {
    if constexpr (requires { answer.etag(); }) {
      const auto& etags = kept.etags;
      const bool as_before = !etags.empty() && etags.back() == answer.etag();
      const bool seen = std::find(etags.begin(), etags.end(), answer.etag()) != etags.end();
      const bool may_differ = changed || kept.may_have_changed;
      Expect(as_before ? !changed : !seen && may_differ,
             absl::StrCat("etag ", answer.etag(), changed ? " after a change" : " unchanged"));
      if (!as_before) kept.etags.push_back(answer.etag());
      kept.may_have_changed = false;
    }
  }

  template <typename Response>
  static std::optional<Response> Parsed(const absl::StatusOr<std::string>& bytes) {
    Response response;
    if (!bytes.ok() || !response.ParseFromString(*bytes)) return std::nullopt;
    return response;
  }

  // Whether the caller sees what has this name, which begins with that of a track or household.
  bool SeesNamed(const std::string& name) const;
  absl::StatusOr<std::string> Send(const std::string& method, Roles roles,
                                   const google::protobuf::Message& request, Verdict verdict);
  // A new one; at times one that the caller used for something else.
  std::string ChooseRequestId(const std::string& method, Verdict& verdict);

  World& world_;
  testing::Client client_;
  std::mt19937_64 dice_;
  std::string title_;
  Caller* caller_ = nullptr;
  std::string call_;    // for people to read
  std::string reused_;  // the request id of this change, if it was used before
  std::deque<Sent> sent_;
  int calls_ = 0;
  int allowed_ = 0;
  bool failed_ = false;
};

// Makes one move: a call or two of one kind.
using Move = void (*)(Play& play);
struct WeightedMove {
  int weight;
  Move move;
};
absl::Span<const WeightedMove> HouseholdMoves();
absl::Span<const WeightedMove> TrackMoves();
absl::Span<const WeightedMove> MatchMoves();
absl::Span<const WeightedMove> AppointmentMoves();
absl::Span<const WeightedMove> SessionMoves();
absl::Span<const WeightedMove> GoalMoves();
absl::Span<const WeightedMove> AssessmentMoves();

}  // namespace kansrijk::model

#endif  // KANSRIJK_TESTS_MODEL_PLAY_H_
