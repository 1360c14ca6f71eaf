#include "server/rpc/door.h"

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/rpc/status.pb.h"
#include "kansrijk/v1/access.pb.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/log.h"
#include "server/base/names.h"
#include "server/base/status.h"
#include "server/rpc/status.h"
#include "server/rpc/token.h"
#include "server/store/access.h"
#include "server/store/answered_request.h"
#include "server/store/resolve.h"

namespace kansrijk::rpc {
namespace {

constexpr ErrorKind kNoMethod{"UNKNOWN_METHOD", absl::StatusCode::kUnimplemented,
                              "this server has no such method",
                              "deze server kent deze methode niet"};
constexpr ErrorKind kRoleMayNot{"ROLE_MAY_NOT", absl::StatusCode::kPermissionDenied,
                                "the role $0 may not do this; it takes: $1",
                                "de rol $0 mag dit niet; wel: $1"};
constexpr ErrorKind kOtherRequest{
    "REQUEST_ID_REUSED", absl::StatusCode::kInvalidArgument,
    "request_id was used before for another request; a new request needs a new id",
    "request_id is eerder gebruikt voor een ander verzoek; een nieuw verzoek heeft een nieuwe id"};
constexpr ErrorKind kOverloaded{"OVERLOADED", absl::StatusCode::kResourceExhausted,
                                "the server is too busy; nothing was changed, try again shortly",
                                "de server is te druk; er is niets gewijzigd, probeer zo opnieuw"};
constexpr ErrorKind kTooLate{"DEADLINE_PASSED", absl::StatusCode::kDeadlineExceeded,
                             "the deadline passed before the call began; nothing was changed",
                             "de tijd was om voor de aanroep begon; er is niets gewijzigd"};
constexpr ErrorKind kDiskFull{"DISK_FULL", absl::StatusCode::kResourceExhausted,
                              "the disk of the server is full; nothing was changed",
                              "de schijf van de server is vol; er is niets gewijzigd"};

Caller Operator() {
  return {.account_id = "operator",
          .handle = "operator",
          .role = v1::ROLE_ADMINISTRATOR,
          .organisation_id = "",
          .buddy_id = ""};
}

std::string RoleName(v1::Role role) { return v1::Role_Name(role).substr(sizeof("ROLE_") - 1); }

// What a rule decided has a reason; the rest is the store's trouble or ours, and stays inside.
bool IsDecided(const absl::Status& status) { return status.ok() || !ReasonOf(status).empty(); }

// The store is in trouble, not the call.
bool IsStoreTrouble(const absl::Status& status) {
  return !IsDecided(status) &&
         (absl::IsDataLoss(status) || absl::IsResourceExhausted(status) || absl::IsAborted(status));
}

const ErrorKind& KindOfTrouble(const absl::Status& status) {
  if (absl::IsResourceExhausted(status)) return kDiskFull;
  return IsStoreTrouble(status) ? kUnavailable : kInternal;
}

// What the caller is told: without the store's own words, with the trace id.
absl::Status Outward(const absl::Status& status, const std::string& trace_id) {
  if (status.ok()) return status;
  absl::Status outward = status;
  if (!IsDecided(status)) {
    LogError("store", {{"trace", trace_id}, {"error", std::string(status.message())}});
    outward = Error(KindOfTrouble(status));
  }
  auto info = PayloadOf<google::rpc::ErrorInfo>(outward);
  (*info.mutable_metadata())["trace_id"] = trace_id;
  SetPayload(outward, info);
  return outward;
}

store::Scope ScopeOf(const Caller& caller, absl::Time now) {
  return {caller.account_id, FormatDate(DayOf(now))};
}

// Those that the use case named, and those that the answer names.
std::vector<std::string> SubjectsOf(std::vector<std::string> named,
                                    const google::protobuf::Message& response) {
  for (std::string& subject : SubjectsIn(response)) {
    if (std::find(named.begin(), named.end(), subject) == named.end()) {
      named.push_back(std::move(subject));
    }
  }
  return named;
}

// Rewrites every resource field to its canonical name; a thing out of scope is not found.
absl::Status ResolveResources(const Method& method, db::ReadTx& tx, const store::Scope& scope,
                              google::protobuf::Message& request) {
  for (const ResourceField& field : method.resources) {
    const std::string name = GetText(request, field);
    if (name.empty() || !IsDemanded(request, field, method.policy.target())) continue;
    ASSIGN_OR_RETURN(const std::string canonical, store::Resolve(tx, scope, field.type, name));
    SetText(request, field, canonical);
  }
  return absl::OkStatus();
}

// Whether the caller may still see the households that an earlier answer was about: a match that
// ended takes the answers given under it along.
absl::StatusOr<bool> AreHouseholdsInSight(db::ReadTx& tx, const store::Scope& scope,
                                          const std::vector<std::string>& subjects) {
  for (const std::string& subject : subjects) {
    if (!absl::StartsWith(subject, "households/")) continue;
    const auto found = store::Resolve(tx, scope, "Household", subject);
    if (absl::IsNotFound(found.status())) return false;
    RETURN_IF_ERROR(found.status());
  }
  return true;
}

// Whether what the request names can still be found: a signal is seen by some who do not see its
// household.
absl::StatusOr<bool> IsRequestInSight(const Method& method, db::ReadTx& tx,
                                      const store::Scope& scope,
                                      google::protobuf::Message& request) {
  const absl::Status found = ResolveResources(method, tx, scope, request);
  if (absl::IsNotFound(found)) return false;
  RETURN_IF_ERROR(found);
  return true;
}

}  // namespace

// One call on its way.
struct Door::Passage {
  Arrival arrival;
  Reply reply;
  absl::Time began;
  const Method* method = nullptr;
  Caller caller;
  MessagePtr request;
  std::string request_id;
  std::vector<std::string> subjects;
  absl::StatusOr<Prepared> prepared = Prepared();
  Answer answer;
  std::string lasting_answer;  // the response without secrets, kept for retries
};

Door::Door(db::Database& database, const MethodTable& methods, Clock& clock, IdSource& ids)
    : database_(database), methods_(methods), clock_(clock), ids_(ids) {}

void Door::Handle(Arrival arrival, Reply reply) {
  auto passage = std::make_shared<Passage>();
  passage->arrival = std::move(arrival);
  passage->reply = std::move(reply);
  passage->began = clock_.Now();
  passage->method = methods_.Find(passage->arrival.path);
  if (passage->arrival.operator_socket && passage->arrival.token.empty()) {
    passage->caller = Operator();
    return Admit(passage);
  }
  if (passage->arrival.token.empty() && passage->method != nullptr &&
      passage->method->policy.anyone()) {
    return Admit(passage);
  }
  if (auto caller = sessions_.Recall(passage->arrival.token, passage->began)) {
    passage->caller = *std::move(caller);
    return Admit(passage);
  }
  const auto authenticate = [this, passage](db::ReadTx& tx) {
    ASSIGN_OR_RETURN(passage->caller,
                     sessions_.Authenticate(tx, passage->arrival.token, passage->began));
    return absl::OkStatus();
  };
  const absl::Status queued =
      database_.Read(authenticate, [this, passage](const absl::Status& status) {
        status.ok() ? Admit(passage) : Conclude(passage, status);
      });
  if (!queued.ok()) Leave(*passage, Error(kOverloaded));
}

void Door::Admit(const PassagePtr& passage) {
  const absl::Status status = CheckRoleAndRequest(*passage);
  if (!status.ok()) return Conclude(passage, status);
  const Method& method = *passage->method;
  method.read      ? StartRead(passage)
  : method.prepare ? StartPreparation(passage)
                   : StartWrite(passage);
}

absl::Status Door::CheckRoleAndRequest(Passage& passage) {
  if (passage.method == nullptr) return Error(kNoMethod);
  const Method& method = *passage.method;
  // Parsed before the role is judged, for the record only: whose data was asked for.
  passage.request.reset(method.request->New());
  const absl::Status parsed = ParseRequest(passage.arrival.message, *passage.request);
  const auto& roles = method.policy.roles();
  if (!method.policy.anyone() &&
      std::find(roles.begin(), roles.end(), passage.caller.role) == roles.end()) {
    std::vector<std::string> names;
    for (const int role : roles) names.push_back(RoleName(static_cast<v1::Role>(role)));
    return Error(kRoleMayNot, {RoleName(passage.caller.role), absl::StrJoin(names, ", ")});
  }
  RETURN_IF_ERROR(parsed);
  RETURN_IF_ERROR(ValidateRequest(*passage.request, method.policy.target()));
  if (method.request_id != nullptr) {
    passage.request_id =
        passage.request->GetReflection()->GetString(*passage.request, method.request_id);
  }
  return absl::OkStatus();
}

void Door::StartRead(const PassagePtr& passage) {
  const absl::Status queued =
      database_.Read([this, passage](db::ReadTx& tx) { return Read(*passage, tx); },
                     [this, passage](const absl::Status& status) { Conclude(passage, status); });
  if (!queued.ok()) Conclude(passage, Error(kOverloaded));
}

bool Door::IsTooLate(const Passage& passage) {
  return clock_.Now() - passage.began > passage.arrival.time_left;
}

bool Door::IsGivenUp(const Passage& passage) {
  return IsTooLate(passage) || (passage.arrival.went_away && passage.arrival.went_away());
}

absl::StatusOr<ReadCall> Door::ReadCallOf(Passage& passage, db::ReadTx& tx) {
  if (IsTooLate(passage)) return Error(kTooLate);
  const store::Scope scope = ScopeOf(passage.caller, passage.began);
  RETURN_IF_ERROR(ResolveResources(*passage.method, tx, scope, *passage.request));
  return ReadCall{passage.caller, scope,
                  passage.began,  tx,
                  ids_,           [this, &passage] { return IsGivenUp(passage); }};
}

absl::Status Door::Read(Passage& passage, db::ReadTx& tx) {
  ASSIGN_OR_RETURN(ReadCall call, ReadCallOf(passage, tx));
  ASSIGN_OR_RETURN(const MessagePtr response, passage.method->read(call, *passage.request));
  passage.subjects = SubjectsOf(call.subjects, *response);
  passage.answer.message = response->SerializeAsString();
  return absl::OkStatus();
}

// No record, no answer: what was read, or why it was refused, leaves when its record is durable.
void Door::Conclude(const PassagePtr& passage, const absl::Status& status) {
  passage->answer.status = Outward(status, passage->arrival.trace_id);
  const absl::Status queued =
      database_.Write([this, passage](db::WriteTx& tx) { return Record(*passage, tx); },
                      [this, passage](const absl::Status& written) { Leave(*passage, written); });
  if (!queued.ok()) Leave(*passage, Error(kOverloaded));
}

// What comes of it is told by the writer, which knows of an earlier request with the same id.
void Door::StartPreparation(const PassagePtr& passage) {
  const auto prepare = [this, passage](db::ReadTx& tx) {
    const absl::Status status = Prepare(*passage, tx);
    if (!status.ok()) passage->prepared = status;
    return absl::OkStatus();
  };
  const absl::Status queued = database_.Read(prepare, [this, passage](const absl::Status& status) {
    status.ok() ? StartWrite(passage) : Conclude(passage, status);
  });
  if (!queued.ok()) Conclude(passage, Error(kOverloaded));
}

absl::Status Door::Prepare(Passage& passage, db::ReadTx& tx) {
  ASSIGN_OR_RETURN(ReadCall call, ReadCallOf(passage, tx));
  passage.prepared = passage.method->prepare(call, *passage.request);
  return passage.prepared.status();
}

void Door::StartWrite(const PassagePtr& passage) {
  const absl::Status queued =
      database_.Write([this, passage](db::WriteTx& tx) { return Write(*passage, tx); },
                      [this, passage](const absl::Status& written) {
                        if (passage->method->changes_accounts) sessions_.Forget();
                        Leave(*passage, written);
                      });
  if (!queued.ok()) Leave(*passage, Error(kOverloaded));
}

// An error from here spoils the transaction; a refusal is an answer.
absl::Status Door::Write(Passage& passage, db::WriteTx& tx) {
  passage.answer = {};
  passage.lasting_answer.clear();
  passage.subjects.clear();
  store::AnsweredRequest answered;
  answered.caller_id = passage.caller.account_id;
  answered.request_id = passage.request_id;
  answered.request_hash = HashOf(absl::StrCat(passage.method->name, "\n", passage.arrival.message));
  ASSIGN_OR_RETURN(const auto before,
                   store::FindAnsweredRequest(tx, answered.caller_id, answered.request_id));
  absl::Status status;
  if (before.has_value() && before->request_hash == answered.request_hash) {
    return Replay(passage, *before, tx);
  } else if (before.has_value()) {
    status = FieldError(kOtherRequest, "request_id");
  } else if (IsGivenUp(passage)) {
    status = Error(kTooLate);
  } else {
    status = tx.Savepoint([&] { return Run(passage, tx); });
    if (IsStoreTrouble(status)) return status;
    if (IsDecided(status)) {
      answered.status = StatusToBytes(status);
      answered.response = passage.lasting_answer;
      RETURN_IF_ERROR(
          store::InsertAnsweredRequest(tx, answered, absl::ToUnixMicros(passage.began)));
    }
  }
  passage.answer.status = Outward(status, passage.arrival.trace_id);
  return Record(passage, tx);
}

absl::Status Door::Replay(Passage& passage, const store::AnsweredRequest& before, db::WriteTx& tx) {
  const MessagePtr response(passage.method->response->New());
  response->ParseFromString(before.response);
  passage.subjects = SubjectsIn(*response);
  const store::Scope scope = ScopeOf(passage.caller, passage.began);
  ASSIGN_OR_RETURN(const bool in_sight,
                   passage.method->policy.relation() == v1::RELATION_SIGNAL
                       ? IsRequestInSight(*passage.method, tx, scope, *passage.request)
                       : AreHouseholdsInSight(tx, scope, passage.subjects));
  if (!in_sight) {
    const std::string target = passage.method->policy.target().empty()
                                   ? "what was asked for"
                                   : GetText(*passage.request, passage.method->resources.front());
    passage.answer.status = Outward(Error(kNotFound, {target}), passage.arrival.trace_id);
    return Record(passage, tx);
  }
  passage.answer.status = Outward(StatusFromBytes(before.status), passage.arrival.trace_id);
  passage.answer.message = before.response;
  passage.answer.replayed = true;
  return Record(passage, tx);
}

absl::Status Door::Run(Passage& passage, db::WriteTx& tx) {
  const store::Scope scope = ScopeOf(passage.caller, passage.began);
  RETURN_IF_ERROR(ResolveResources(*passage.method, tx, scope, *passage.request));
  RETURN_IF_ERROR(passage.prepared.status());
  WriteCall call{passage.caller, scope, passage.began, tx, ids_};
  ASSIGN_OR_RETURN(const MessagePtr response,
                   passage.method->write(call, *passage.request, *passage.prepared));
  passage.subjects = SubjectsOf(call.subjects, *response);
  passage.answer.message = response->SerializeAsString();
  passage.lasting_answer = passage.answer.message;
  if (passage.method->answers_secrets) {
    ClearSecrets(*response);
    passage.lasting_answer = response->SerializeAsString();
  }
  return absl::OkStatus();
}

absl::Status Door::Record(Passage& passage, db::WriteTx& tx) {
  const bool ok = passage.answer.status.ok();
  if (!ok && passage.request != nullptr && !passage.method->policy.target().empty()) {
    const std::string target = IdOf(GetText(*passage.request, passage.method->resources.front()));
    ASSIGN_OR_RETURN(passage.subjects, store::HouseholdsBehind(tx, target));
  }
  v1::AccessRecord record;
  *record.mutable_time() = ToProto(passage.began);
  record.set_account(AccountName(passage.caller.account_id));
  record.set_account_handle(passage.caller.handle);
  record.set_role(passage.caller.role);
  record.set_organisation(OrganisationName(passage.caller.organisation_id));
  if (passage.method != nullptr) {
    record.set_method(passage.method->name);
    record.set_purpose(passage.method->policy.purpose());
  }
  record.mutable_subjects()->Assign(passage.subjects.begin(), passage.subjects.end());
  record.set_outcome(CodeName(passage.answer.status.code()));
  record.set_reason(passage.answer.replayed ? "REPLAYED" : ReasonOf(passage.answer.status));
  record.set_request_id(passage.request_id);
  record.set_trace_id(passage.arrival.trace_id);
  return store::AppendAccessRecord(tx, record);
}

void Door::Leave(Passage& passage, const absl::Status& written) {
  if (!written.ok()) passage.answer = {Outward(written, passage.arrival.trace_id), "", false};
  if (!passage.answer.status.ok()) passage.answer.message.clear();
  LogInfo("call",
          {{"method", passage.method == nullptr ? "unknown" : passage.method->name},
           {"code", CodeName(passage.answer.status.code())},
           {"reason", ReasonOf(passage.answer.status)},
           {"micros", absl::StrCat(absl::ToInt64Microseconds(clock_.Now() - passage.began))},
           {"account", passage.caller.account_id},
           {"request", passage.request_id},
           {"trace", passage.arrival.trace_id}});
  passage.reply(std::move(passage.answer));
}

}  // namespace kansrijk::rpc
