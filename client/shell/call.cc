#include "client/shell/call.h"

#include <algorithm>
#include <limits>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "client/message/choices.h"
#include "client/message/field.h"
#include "client/message/language.h"
#include "client/message/request.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/configuration.h"
#include "client/shell/doubt.h"
#include "client/shell/failure.h"
#include "client/shell/terminal.h"
#include "client/shell/texts.h"
#include "client/table/cell.h"
#include "client/table/duplicates.h"
#include "client/table/settlements.h"
#include "client/table/withheld.h"
#include "kansrijk/v1/account.pb.h"

namespace kansrijk::client {
namespace {

constexpr int kRowsDefault = 200;
constexpr int kPageSizeMax = 200;

absl::Status Confirm(const Invocation& invocation) {
  if (!invocation.command().grave) return absl::OkStatus();
  const auto& ids = invocation.typed.arguments;
  const auto& said = invocation.said;
  std::string confirmed = invocation.Value("confirm");
  if (confirmed.empty()) {
    if (!CanAsk(invocation.settings.no_input)) {
      return absl::InvalidArgumentError(
          absl::Substitute(_("this needs --confirm $0"), ShellWord(ids.front())));
    }
    ASSIGN_OR_RETURN(const auto answer,
                     Ask(absl::Substitute(_("$0. Type $1 to confirm:"),
                                          _(invocation.command().summary), ids.front())));
    confirmed = answer;
  }
  const bool same = std::count(ids.begin(), ids.end(), confirmed) > 0 ||
                    std::count(said.begin(), said.end(), confirmed) > 0;
  if (same) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::Substitute(_("not confirmed: \"$0\" is not \"$1\"; nothing was changed"),
                       Visible(confirmed, LineBreaks::kFlatten), ids.front()));
}

// Whether an entry of a listing is the thing that was typed: agrees in every field that is
// required. What people type of another thing is its code.
bool IsTheTyped(const Message& entry, const Message& typed) {
  const Descriptor& type = *entry.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!RulesOf(field).required()) continue;
    const std::string text = Cell(typed, field.name(), Audience::kMachine);
    const FieldDescriptor* code = type.FindFieldByName(field.name() + "_code");
    const bool same = Cell(entry, field.name(), Audience::kMachine) == text;
    const bool same_code = code != nullptr && absl::EndsWith(text, "/" + Cell(entry, code->name(),
                                                                              Audience::kMachine));
    if (!same && !same_code) return false;
  }
  return true;
}

// Among all that a listing has; an empty thing when it is not there yet.
absl::StatusOr<Present> FindPresent(Invocation& invocation, Connection& connection) {
  const MethodDescriptor& list = Method(invocation.command().etag_from);
  const FieldDescriptor& entries = *EntriesOf(*list.output_type());
  ASSIGN_OR_RETURN(const auto typed, TypedRequest(invocation));
  const FieldDescriptor& thing = *typed->GetDescriptor()->field(0);
  const Message& wanted = typed->GetReflection()->GetMessage(*typed, &thing);
  auto request = NewMessage(*list.input_type());
  Present present = NewMessage(*entries.message_type());
  while (true) {
    ASSIGN_OR_RETURN(const auto page, connection.Call(list, *request, invocation.settings.timeout));
    const auto& reflection = *page->GetReflection();
    for (int i = 0; i < reflection.FieldSize(*page, &entries); ++i) {
      const Message& entry = reflection.GetRepeatedMessage(*page, &entries, i);
      if (!IsTheTyped(entry, wanted)) continue;
      present->CopyFrom(entry);
      return present;
    }
    const std::string token = TextAt(*page, "next_page_token");
    if (token.empty()) return present;
    RETURN_IF_ERROR(SetField(*request, "page_token", token));
  }
}

// Settings are the caller's own: nothing names them.
absl::StatusOr<Present> GetPresent(Invocation& invocation, Connection& connection) {
  const MethodDescriptor& get = Method(invocation.command().etag_from);
  if (EntriesOf(*get.output_type()) != nullptr) return FindPresent(invocation, connection);
  auto request = NewMessage(*get.input_type());
  if (FieldAt(*get.input_type(), "name") != nullptr) {
    const auto named = NewMessage(*Method(invocation.command().method).input_type());
    Typed only_arguments = invocation.typed;
    only_arguments.flags.clear();
    // An update without flags has no mask, which does not matter here: only the name is read.
    FillRequest(only_arguments, *named).IgnoreError();
    const std::string name = TextAt(*named, invocation.command().arguments.front().path);
    RETURN_IF_ERROR(SetField(*request, "name", name));
  }
  return connection.Call(get, *request, invocation.settings.timeout);
}

// Before someone writes: whether it could be sent at all, and who writes, whom the token may not
// say.
absl::Status AskWhoWrites(Invocation& invocation, Connection& connection) {
  const auto answer = connection.Call<v1::WhoamiResponse>(
      "AccountService.Whoami", v1::WhoamiRequest(), invocation.settings.timeout);
  std::string& account = invocation.settings.account;
  if (answer.ok()) account = answer->account().name();
  const absl::Status& status = answer.status();
  const bool needed = account.empty() || absl::IsUnauthenticated(status) || OutcomeUnknown(status);
  return needed ? status : absl::OkStatus();
}

// The etag to send: given, or that of the present version, whose texts the editor opens on.
absl::Status Prepare(Invocation& invocation, Connection& connection, std::string& etag) {
  const Command& command = invocation.command();
  Present present;
  etag = invocation.Value("etag");
  const bool gets = *command.etag_from != '\0' && (etag.empty() || NeedsDraft(invocation));
  const bool unknown = TakesTexts(invocation) && invocation.settings.account.empty();
  if (unknown || (!gets && NeedsEditor(invocation))) {
    RETURN_IF_ERROR(AskWhoWrites(invocation, connection));
  }
  if (gets) {
    ASSIGN_OR_RETURN(auto got, GetPresent(invocation, connection));
    present = std::move(got);
    if (etag.empty()) etag = TextAt(*present, "etag");
  }
  return ReadTexts(invocation, present);
}

absl::StatusOr<std::unique_ptr<Message>> Send(Invocation& invocation, Connection& connection,
                                              Message& request, const std::string& etag) {
  const MethodDescriptor& method = Method(invocation.command().method);
  if (!Mutates(method)) return connection.Call(method, request, invocation.settings.timeout);
  const std::string given = invocation.Value("request-id");
  const std::string id = given.empty() ? NewRequestId() : given;
  RETURN_IF_ERROR(SetField(request, "request_id", id));
  auto answer = connection.Call(method, request, invocation.settings.timeout);
  if (answer.ok()) {
    if (connection.replayed()) {
      invocation.err << _("This request was answered before; nothing was done a second time.")
                     << "\n";
    }
    if (invocation.settings.verbose) {
      invocation.err << absl::Substitute(_("Request id: $0"), id) << "\n";
    }
    return answer;
  }
  absl::Status status = answer.status();
  NoteRequestId(status, id);
  if (OutcomeUnknown(status)) NoteRepeat(status, RepeatCommand(invocation, id, etag));
  return status;
}

// The request as it was typed, about the version `etag` unless that is empty.
absl::StatusOr<std::unique_ptr<Message>> VersionedRequest(const Invocation& invocation,
                                                          const std::string& etag) {
  ASSIGN_OR_RETURN(auto request, TypedRequest(invocation));
  if (!etag.empty()) {
    const Descriptor& type = *request->GetDescriptor();
    RETURN_IF_ERROR(SetField(*request, EtagPath(type), etag));
  }
  return request;
}

// Who else is told of a correction, or goes on with what is shared.
void TellOfReferrals(const Message& answer, std::ostream& err) {
  const auto tell = [&](const char* field, const char* sentence) {
    if (FieldAt(*answer.GetDescriptor(), field) == nullptr) return;
    const std::string numbers = Cell(answer, field, Audience::kPeople);
    if (!numbers.empty()) err << absl::Substitute(sentence, numbers) << "\n";
  };
  tell("corrected_referrals", _("The correction is shown to the recipient of: $0"));
  tell("standing_numbers", _("Another consent for the same still stands: $0"));
  tell("referral_numbers", _("Shared under a standing consent from now on: $0"));
  tell("ended_referral_numbers", _("Referrals that ended with it: $0"));
  tell("ended_consents", _("Consents that ended: $0"));
  tell("ended_referrals", _("Referrals that ended: $0"));
}

// Next to the answer: what people should know about it. Machines find it in the JSON.
void Remark(const Invocation& invocation, const Message& answer) {
  const Format format = invocation.settings.format;
  if (format == Format::kJson || format == Format::kNdjson) return;
  WarnOfDuplicates(answer, invocation.err);
  if (*invocation.command().preset.path != '\0') TellSettlements(answer, invocation.err);
  TellOfReferrals(answer, invocation.err);
  TellWithheld(answer, invocation.err);
  if (invocation.Has("dry-run")) invocation.err << _("Dry run: nothing was written.") << "\n";
}

Entries EntriesIn(const Message& answer, const FieldDescriptor& field) {
  const auto& reflection = *answer.GetReflection();
  Entries entries;
  for (int i = 0; i < reflection.FieldSize(answer, &field); ++i) {
    entries.push_back(NewMessage(*field.message_type()));
    entries.back()->CopyFrom(reflection.GetRepeatedMessage(answer, &field, i));
  }
  return entries;
}

// --subject-signed=no
bool TakesNothing(const Command& command, const std::string& name) {
  const std::vector<Flag> flags = FlagsOf(command);
  return std::any_of(flags.begin(), flags.end(), [&](const Flag& flag) {
    return flag.name == name && flag.takes == Takes::kNothing;
  });
}

// What was typed, with what was answered to questions; texts come from where they are kept.
std::vector<std::string> WordsToRepeat(const Invocation& invocation) {
  std::vector<std::string> words = invocation.words;
  for (const TextOfFlag& text : invocation.kept_texts) {
    const std::string flag = "--" + text.flag;
    if (text.taken_by != flag) continue;
    const auto given = std::find(words.begin(), words.end(), flag);
    if (given != words.end() && given + 1 != words.end() && *(given + 1) == "-") {
      words.erase(given + 1);
    }
    std::replace(words.begin(), words.end(), flag + "=-", flag);
  }
  for (const std::string& flag : invocation.answered) {
    const auto kept = std::find_if(invocation.kept_texts.begin(), invocation.kept_texts.end(),
                                   [&](const TextOfFlag& text) { return text.flag == flag; });
    words.push_back("--" + flag);
    if (kept == invocation.kept_texts.end() && TakesNothing(invocation.command(), flag)) {
      absl::StrAppend(&words.back(), "=", invocation.Value(flag));
    } else if (kept == invocation.kept_texts.end()) {
      words.push_back(invocation.Value(flag));
    } else if (kept->taken_by != words.back()) {
      words.push_back("-");
    }
  }
  return words;
}

// What was changed itself, where an answer has it beside what came of it; null where it has not.
const Message* ThingIn(const Message& answer) {
  const Descriptor& type = *answer.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.message_type() == nullptr || field.is_repeated()) continue;
    return &answer.GetReflection()->GetMessage(answer, &field);
  }
  return nullptr;
}

void PrintAnswer(Invocation& invocation, const Message& answer) {
  const MethodDescriptor& method = Method(invocation.command().method);
  const Format format = invocation.settings.format;
  if (const auto name = NameAloneIn(answer); name.has_value() && Mutates(method)) {
    PrintNameAlone(*name, format, invocation.out);
    invocation.err << _("Saved. You may not see what it says.") << "\n";
    return;
  }
  if (const FieldDescriptor* field = EntriesOf(*method.output_type()); field != nullptr) {
    const Entries entries = EntriesIn(answer, *field);
    const Message* const thing = ThingIn(answer);
    if (entries.empty() && thing != nullptr && IsTable(format)) {
      return PrintRecord(*thing, format, /*as_row=*/true, invocation.out);
    }
    return PrintListing(*field->message_type(), entries, format, invocation.out);
  }
  const bool as_row = Mutates(method) && FieldAt(*method.output_type(), "token") == nullptr;
  PrintRecord(answer, format, as_row, invocation.out);
  Remark(invocation, answer);
}

// Calls a method that does not list, and prints its answer.
absl::Status CallOnce(Invocation& invocation, Connection& connection) {
  std::string etag;
  RETURN_IF_ERROR(Prepare(invocation, connection, etag));
  ASSIGN_OR_RETURN(auto request, VersionedRequest(invocation, etag));
  auto sent = Send(invocation, connection, *request, etag);
  if (!sent.ok()) {
    ASSIGN_OR_RETURN(const bool meant, IsMeant(invocation, sent.status()));
    if (!meant) return sent.status();
    ASSIGN_OR_RETURN(request, VersionedRequest(invocation, etag));
    sent = Send(invocation, connection, *request, etag);
  }
  ASSIGN_OR_RETURN(const auto answer, std::move(sent));
  PrintAnswer(invocation, *answer);
  return absl::OkStatus();
}

absl::Status CallForList(Invocation& invocation, Connection& connection) {
  ASSIGN_OR_RETURN(auto request, TypedRequest(invocation));
  ASSIGN_OR_RETURN(const auto listing, ListEntries(invocation, connection, *request));
  if (listing.entries.empty()) invocation.err << _("Nothing found.") << "\n";
  const Descriptor& answer = *Method(invocation.command().method).output_type();
  PrintListing(*EntriesOf(answer)->message_type(), listing.entries, invocation.settings.format,
               invocation.out);
  return absl::OkStatus();
}

absl::StatusOr<int> RowsMax(const Invocation& invocation) {
  if (invocation.Has("all")) return std::numeric_limits<int>::max();
  if (!invocation.Has("limit")) return kRowsDefault;
  int rows = 0;
  if (absl::SimpleAtoi(invocation.Value("limit"), &rows) && rows > 0) return rows;
  return absl::InvalidArgumentError(_("--limit needs a number above 0"));
}

}  // namespace

absl::StatusOr<Connection> Connect(const Settings& settings, Login login) {
  if (settings.server.empty()) {
    return absl::InvalidArgumentError(absl::Substitute(
        _("there is no context $0; make it with: kansrijk context add $0 --server HOST:PORT"),
        settings.context));
  }
  ASSIGN_OR_RETURN(const auto token, LoadToken(settings.token_file));
  if (token.empty() && login == Login::kNeeded) {
    return absl::UnauthenticatedError(_("you are not logged in"));
  }
  return Connection::Open(settings.server, token);
}

absl::StatusOr<std::unique_ptr<Message>> TypedRequest(const Invocation& invocation) {
  auto request = NewMessage(*Method(invocation.command().method).input_type());
  RETURN_IF_ERROR(FillRequest(invocation.typed, *request));
  return request;
}

absl::StatusOr<Listing> ListWhole(Invocation& invocation, Message& request) {
  if (!invocation.Has("limit")) {
    invocation.typed.flags.insert_or_assign("all", std::string(kNoValue));
  }
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  return ListEntries(invocation, connection, request);
}

absl::StatusOr<std::unique_ptr<Message>> ReadOne(Invocation& invocation, Connection& connection) {
  ASSIGN_OR_RETURN(const auto request, TypedRequest(invocation));
  return connection.Call(Method(invocation.command().method), *request,
                         invocation.settings.timeout);
}

std::string RepeatCommand(const Invocation& invocation, const std::string& request_id,
                          const std::string& etag) {
  std::string command = "kansrijk";
  for (const std::string& word : WordsToRepeat(invocation)) {
    absl::StrAppend(&command, " ", ShellWord(word));
  }
  // The same request id with another etag would be another request.
  if (!etag.empty() && !invocation.Has("etag")) {
    absl::StrAppend(&command, " --etag ", ShellWord(etag));
  }
  if (!request_id.empty() && !invocation.Has("request-id"))
    absl::StrAppend(&command, " --request-id ", request_id);
  return command;
}

absl::StatusOr<Listing> ListEntries(Invocation& invocation, Connection& connection,
                                    Message& request) {
  ASSIGN_OR_RETURN(const auto rows_max, RowsMax(invocation));
  const MethodDescriptor& method = Method(invocation.command().method);
  const FieldDescriptor* field = EntriesOf(*method.output_type());
  const bool in_pages = FieldAt(*method.input_type(), "page_token") != nullptr;
  Listing listing;
  Entries& entries = listing.entries;
  while (true) {
    const int wanted = std::min<int>(kPageSizeMax, rows_max - static_cast<int>(entries.size()));
    if (in_pages) {
      RETURN_IF_ERROR(SetField(request, "page_size", absl::StrCat(wanted)));
    }
    ASSIGN_OR_RETURN(auto page, connection.Call(method, request, invocation.settings.timeout));
    for (auto& entry : EntriesIn(*page, *field)) entries.push_back(std::move(entry));
    const std::string token = TextAt(*page, "next_page_token");
    if (listing.first_page == nullptr) listing.first_page = std::move(page);
    if (token.empty()) return listing;
    if (static_cast<int>(entries.size()) >= rows_max) {
      invocation.err << absl::Substitute(_("The first $0 are shown; --all shows every row."),
                                         entries.size())
                     << "\n";
      return listing;
    }
    RETURN_IF_ERROR(SetField(request, "page_token", token));
  }
}

absl::StatusOr<int> CallMethod(Invocation& invocation) {
  // Before anything is asked or sent: what is wrong in the flags should not cost a note.
  if (auto checked = TypedRequest(invocation); !checked.ok() && !invocation.Has("edit")) {
    return checked.status();
  }
  RETURN_IF_ERROR(Confirm(invocation));
  const MethodDescriptor& method = Method(invocation.command().method);
  ASSIGN_OR_RETURN(
      auto connection,
      Connect(invocation.settings, IsForAnyone(method) ? Login::kOptional : Login::kNeeded));
  const bool lists = EntriesOf(*method.output_type()) != nullptr && !Mutates(method);
  RETURN_IF_ERROR(lists ? CallForList(invocation, connection) : CallOnce(invocation, connection));
  return kExitOk;
}

}  // namespace kansrijk::client
