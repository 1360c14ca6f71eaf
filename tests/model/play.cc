#include "tests/model/play.h"

#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "server/rpc/status.h"

namespace kansrijk::model {
namespace {

constexpr size_t kRemembered = 100;
constexpr size_t kFieldHeader = 3;  // tag and length of a name, at most

bool MayCall(v1::Role role, Roles roles) {
  if (role == v1::ROLE_COORDINATOR) return roles != Roles::kBuddies;
  return role == v1::ROLE_BUDDY && roles != Roles::kOffice;
}

std::string Names(const std::set<Code>& codes) {
  std::string names;
  for (const Code code : codes) absl::StrAppend(&names, " ", rpc::CodeName(code));
  return names;
}

}  // namespace

std::string Play::Day(int days_from_now) const {
  absl::CivilDay day;
  absl::ParseCivilTime(world_.today, &day);
  return absl::FormatCivilTime(day + days_from_now);
}

std::string Play::SomeDate() {
  if (OneIn(20)) return Day(1 + Below(40));
  if (OneIn(12)) return Day(-200 - Below(100));
  return OneIn(2) ? "" : Day(-Below(4));
}

// The first of an organisation is its coordinator; the rest are less busy.
void Play::ChooseCaller() {
  const int size = static_cast<int>(world_.callers.size());
  const int dice = Below(100);
  caller_ = &world_.callers[dice < 55 ? 0 : dice < 75 ? 1 + Below(2) : Below(size)];
}

absl::StatusOr<std::string> Play::Send(const std::string& method, Roles roles,
                                       const google::protobuf::Message& request, Verdict verdict) {
  verdict.Refused(caller_->disabled, Code::kUnauthenticated);
  verdict.Refused(!caller_->disabled && !MayCall(caller_->role, roles), Code::kPermissionDenied);
  call_ = absl::StrCat(caller_->handle, ": ", method, " {", request.ShortDebugString(), "}");
  const std::string full = absl::StrCat("kansrijk.v1.", method);
  const std::string bytes = request.SerializeAsString();
  const auto answer = client_.With(caller_->token).CallRaw(full, bytes);
  ++calls_;
  allowed_ += answer.ok() ? 1 : 0;
  Expect(verdict.codes().count(answer.status().code()) > 0,
         absl::StrCat("expected", Names(verdict.codes()), ", got ", answer.status().ToString()));
  const auto* id = request.GetDescriptor()->FindFieldByName("request_id");
  if (id != nullptr && verdict.enters()) {
    const std::string request_id = request.GetReflection()->GetString(request, id);
    if (request_id != reused_) sent_.push_back({caller_, full, request_id, bytes, answer, ""});
    if (sent_.size() > kRemembered) sent_.pop_front();
  }
  return answer;
}

std::string Play::ChooseRequestId(const std::string& method, Verdict& verdict) {
  reused_.clear();
  for (const Sent& sent : sent_) {
    const bool other = !absl::EndsWith(sent.method, method);
    if (other && sent.caller == caller_ && OneIn(200)) reused_ = sent.request_id;
  }
  verdict.Reused(!reused_.empty());
  return reused_.empty() ? testing::NewRequestId() : reused_;
}

bool Play::SeesNamed(const std::string& name) const {
  const std::vector<std::string> segments = absl::StrSplit(name, '/');
  const std::string owner = absl::StrCat(segments[0], "/", segments[1]);
  if (segments.size() > 2 && segments[2] == "matches") return Sees(*Find(world_.matches, name));
  if (segments[0] == "buddies") return Sees(*Find(world_.buddies, owner));
  return segments[0] == "tracks" ? world_.SeesTrack(*caller_, owner)
                                 : world_.SeesHousehold(*caller_, owner);
}

// Whoever may not see any more what was made is told its name alone.
void Play::Retry() {
  if (sent_.empty()) return;
  const Sent& sent = sent_[Below(static_cast<int>(sent_.size()))];
  caller_ = const_cast<Caller*>(sent.caller);
  const bool in_sight = sent.made.empty() || SeesNamed(sent.made);
  const testing::Client client = client_.With(caller_->token);
  const auto again = client.CallRaw(sent.method, sent.bytes);
  ++calls_;
  call_ = absl::StrCat(caller_->handle, ": again ", sent.method);
  const Code code = caller_->disabled ? Code::kUnauthenticated : sent.answer.status().code();
  Expect(again.status().code() == code,
         absl::StrCat("expected ", rpc::CodeName(code), ", got ", again.status().ToString()));
  Expect(client.replayed() == !caller_->disabled, "does not say whether it was answered before");
  if (!again.ok()) return;
  if (in_sight) return Expect(*again == *sent.answer, "answers otherwise than before");
  Expect(absl::StrContains(*again, sent.made), "does not name what was made");
  Expect(again->size() <= sent.made.size() + kFieldHeader, "tells more than the name");
}

void Play::CallAsBuddy(const std::string& buddy) {
  for (Caller& caller : world_.callers) {
    if (caller.buddy == buddy && !caller.disabled) caller_ = &caller;
  }
}

void Play::CallAsCoordinatorOf(int organisation) {
  for (Caller& caller : world_.callers) {
    const bool coordinates = caller.role == v1::ROLE_COORDINATOR && !caller.disabled;
    if (coordinates && caller.organisation == organisation) caller_ = &caller;
  }
}

void Play::Fail(const std::string& what) {
  if (failed_) return;
  failed_ = true;
  ADD_FAILURE() << title_ << ", call " << calls_ << "\n" << call_ << "\n" << what;
}

}  // namespace kansrijk::model
