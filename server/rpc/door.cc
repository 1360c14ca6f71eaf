#include "server/rpc/door.h"

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/status.pb.h"
#include "kansrijk/v1/access.pb.h"
#include "server/base/civil.h"
#include "server/base/contain.h"
#include "server/base/error.h"
#include "server/base/log.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rpc/repeat.h"
#include "server/rpc/resources.h"
#include "server/rpc/status.h"
#include "server/rpc/token.h"
#include "server/store/office/access.h"
#include "server/store/office/answered_request.h"
#include "server/store/office/carried_out_request.h"
#include "server/store/office/resolve.h"

namespace kansrijk::rpc {
namespace {

constexpr ErrorKind kNoMethod{"UNKNOWN_METHOD", absl::StatusCode::kUnimplemented,
                              "this server has no such method",
                              "deze server kent deze methode niet"};
constexpr ErrorKind kRoleMayNot{"ROLE_MAY_NOT", absl::StatusCode::kPermissionDenied,
                                "the role $0 may not do this; these may: $1",
                                "de rol $0 mag dit niet; wel: $1"};
constexpr ErrorKind kOtherRequest{
    "REQUEST_ID_REUSED", absl::StatusCode::kInvalidArgument,
    "`request_id` was used before for another request; a new request needs a new id",
    "`request_id` is eerder gebruikt voor een ander verzoek; een nieuw verzoek heeft een nieuwe "
    "id"};
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
  return {.account_id = Id("operator"),
          .handle = "operator",
          .role = v1::ROLE_ADMINISTRATOR,
          .organisation_id = {},
          .buddy_id = {}};
}

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
    LogError(IsStoreTrouble(status) ? "store" : "internal",
             {{"trace", trace_id}, {"error", std::string(status.message())}});
    outward = Error(KindOfTrouble(status));
  }
  auto info = PayloadOf<google::rpc::ErrorInfo>(outward);
  (*info.mutable_metadata())["trace_id"] = trace_id;
  SetPayload(outward, info);
  return outward;
}

store::Scope ScopeOf(const Caller& caller, absl::Time now) {
  return {caller.account_id, caller.role, caller.organisation_id, FormatDate(DayOf(now))};
}

// Those that the use case named, and those that the answer names.
std::vector<std::string> SubjectsOf(const MessageRules& rules, std::vector<std::string> named,
                                    const google::protobuf::Message& response) {
  for (std::string& subject : SubjectsIn(rules, response)) {
    if (std::find(named.begin(), named.end(), subject) == named.end()) {
      named.push_back(std::move(subject));
    }
  }
  return named;
}

// An earlier request with the same id.
struct Earlier {
  std::string request_hash;
  absl::Status refusal;    // OK when it was carried out
  CarriedOut carried_out;  // when it was
};

absl::StatusOr<std::optional<Earlier>> FindEarlier(db::ReadTx& tx, const Id& caller_id,
                                                   const std::string& request_id) {
  ASSIGN_OR_RETURN(const auto answered, store::FindAnsweredRequest(tx, caller_id, request_id));
  if (answered.has_value()) {
    return Earlier{
        answered->request_hash, StatusFromBytes(answered->status), {"", answered->response}};
  }
  ASSIGN_OR_RETURN(const auto carried_out, store::FindCarriedOutRequest(tx, caller_id, request_id));
  if (!carried_out.has_value()) return std::nullopt;
  return Earlier{
      carried_out->request_hash, absl::OkStatus(), {carried_out->resource_name, std::nullopt}};
}

// Half of a hash tells two requests of one caller apart, and is kept for ever.
std::string RequestHash(const Method& method, const std::string& message) {
  constexpr size_t kDigits = 32;
  return HashOf(absl::StrCat(method.name, "\n", message)).substr(0, kDigits);
}

// Whether the request only asks what would come of it.
bool OnlyValidates(const Method& method, const google::protobuf::Message& request) {
  return method.validate_only != nullptr &&
         request.GetReflection()->GetBool(request, method.validate_only);
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
  std::string made;            // the name of what the response is about
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
  const absl::Status status = Contain([&] { return CheckRoleAndRequest(*passage); });
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
  if (!IsFor(method.policy, passage.caller.role)) {
    std::vector<v1::Role> roles;
    for (const int role : method.policy.roles()) roles.push_back(static_cast<v1::Role>(role));
    return Error(kRoleMayNot, {passage.caller.role, Argument::Values(roles)});
  }
  RETURN_IF_ERROR(parsed);
  RETURN_IF_ERROR(ValidateRequest(method.request_rules, *passage.request, method.policy.target(),
                                  DayOf(passage.began)));
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
  passage.subjects = SubjectsOf(passage.method->response_rules, call.subjects, *response);
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
    const absl::Status status = Contain([&] { return Prepare(*passage, tx); });
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
  const absl::Status queued = database_.Write(
      [this, passage](db::WriteTx& tx) { return Write(*passage, tx); },
      [this, passage](const absl::Status& written) {
        if (passage->method->changes_accounts) sessions_.Forget();
        // What threw outside its use case has left no record yet.
        absl::IsInternal(written) ? Conclude(passage, written) : Leave(*passage, written);
      });
  if (!queued.ok()) Leave(*passage, Error(kOverloaded));
}

// An error from here spoils the transaction; a refusal is an answer.
absl::Status Door::Write(Passage& passage, db::WriteTx& tx) {
  passage.answer = {};
  passage.lasting_answer.clear();
  passage.subjects.clear();
  const std::string hash = RequestHash(*passage.method, passage.arrival.message);
  ASSIGN_OR_RETURN(const auto before,
                   FindEarlier(tx, passage.caller.account_id, passage.request_id));
  absl::Status status;
  if (before.has_value() && before->request_hash == hash) {
    passage.answer.replayed = true;
    status = before->refusal;
    if (status.ok()) RETURN_IF_ERROR(Repeat(passage, before->carried_out, tx));
  } else if (before.has_value()) {
    status = FieldError(kOtherRequest, "request_id");
  } else if (IsGivenUp(passage)) {
    status = Error(kTooLate);
  } else {
    status = tx.Savepoint([&] { return Contain([&] { return Run(passage, tx); }); });
    if (IsStoreTrouble(status)) return status;
    if (IsDecided(status)) RETURN_IF_ERROR(Keep(passage, hash, status, tx));
  }
  passage.answer.status = Outward(status, passage.arrival.trace_id);
  return Record(passage, tx);
}

absl::Status Door::Repeat(Passage& passage, const CarriedOut& before, db::WriteTx& tx) {
  ReadCall call{passage.caller, ScopeOf(passage.caller, passage.began),         passage.began, tx,
                ids_,           [this, &passage] { return IsGivenUp(passage); }};
  ASSIGN_OR_RETURN(const MessagePtr response,
                   RepeatAnswer(methods_, *passage.method, before, *passage.request, call));
  passage.subjects = SubjectsOf(passage.method->response_rules, call.subjects, *response);
  passage.answer.message = response->SerializeAsString();
  return absl::OkStatus();
}

// The answer for some days, what was carried out for ever. What was refused had no effect, and may
// be tried again later.
absl::Status Door::Keep(const Passage& passage, const std::string& hash, const absl::Status& status,
                        db::WriteTx& tx) {
  const Id& caller_id = passage.caller.account_id;
  RETURN_IF_ERROR(store::InsertAnsweredRequest(
      tx, {caller_id, passage.request_id, hash, StatusToBytes(status), passage.lasting_answer},
      absl::ToUnixMicros(passage.began)));
  if (!status.ok() || OnlyValidates(*passage.method, *passage.request)) return absl::OkStatus();
  return store::InsertCarriedOutRequest(tx, {caller_id, passage.request_id, hash, passage.made});
}

absl::Status Door::Run(Passage& passage, db::WriteTx& tx) {
  const store::Scope scope = ScopeOf(passage.caller, passage.began);
  RETURN_IF_ERROR(ResolveResources(*passage.method, tx, scope, *passage.request));
  RETURN_IF_ERROR(passage.prepared.status());
  WriteCall call{passage.caller, scope, passage.began, tx, ids_};
  ASSIGN_OR_RETURN(const MessagePtr response,
                   passage.method->write(call, *passage.request, *passage.prepared));
  passage.subjects = SubjectsOf(passage.method->response_rules, call.subjects, *response);
  passage.answer.message = response->SerializeAsString();
  passage.lasting_answer = passage.answer.message;
  passage.made = NameIn(*passage.method, *response);
  if (passage.method->answers_secrets) {
    ClearSecrets(passage.method->response_rules, *response);
    passage.lasting_answer = response->SerializeAsString();
  }
  return absl::OkStatus();
}

absl::Status Door::Record(Passage& passage, db::WriteTx& tx) {
  const bool ok = passage.answer.status.ok();
  if (!ok && passage.request != nullptr && !passage.method->policy.target().empty()) {
    const ResourceField& target = passage.method->resources.front();
    const std::string named = IdOf(GetText(*passage.request, target)).text();
    ASSIGN_OR_RETURN(passage.subjects, store::SubjectsBehind(tx, target.type, named));
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
  return store::AppendAccessRecord(tx, record).status();
}

void Door::Leave(Passage& passage, const absl::Status& written) {
  if (!written.ok()) passage.answer = {Outward(written, passage.arrival.trace_id), "", false};
  if (!passage.answer.status.ok()) passage.answer.message.clear();
  LogInfo("call",
          {{"method", passage.method == nullptr ? "unknown" : passage.method->name},
           {"code", CodeName(passage.answer.status.code())},
           {"reason", ReasonOf(passage.answer.status)},
           {"micros", absl::StrCat(absl::ToInt64Microseconds(clock_.Now() - passage.began))},
           {"account", passage.caller.account_id.text()},
           {"request", passage.request_id},
           {"trace", passage.arrival.trace_id}});
  if (observer_ && passage.answer.status.ok()) observer_(passage.method->name, *passage.request);
  passage.reply(std::move(passage.answer));
}

}  // namespace kansrijk::rpc
