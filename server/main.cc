// kansrijkd: the server and its operator's commands.
#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <thread>

#include "absl/functional/function_ref.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "server/base/civil.h"
#include "server/base/log.h"
#include "server/base/status.h"
#include "server/db/migrate.h"
#include "server/db/sqlite.h"
#include "server/facts/names.h"
#include "server/rpc/remote.h"
#include "server/server.h"
#include "server/store/office/access.h"

namespace kansrijk {
namespace {

struct Exit {
  const char* reason;
  int code;
};

// Exit codes, after sysexits.h where it has one.
constexpr int kExitUsage = 64;
constexpr int kExitRefused = 1;
constexpr Exit kExits[] = {
    {kDatabaseDamaged.reason, 65}, {kDatabaseMissing.reason, 66}, {kPolicyGap.reason, 70},
    {kDirectoryInUse.reason, 75},  {kDatabaseForeign.reason, 76}, {kDirectoryOpen.reason, 77},
    {kDatabaseNewer.reason, 78},
};

// From SIGTERM to the end of the process, but for the last lines of the log.
constexpr absl::Duration kStopMax = absl::Seconds(4);

struct OperatorWord {
  const char* name;  // in the API
  const char* typed;
};

constexpr OperatorWord kOperatorWords[] = {
    {"account.buddy", "--buddy"},
    {"account.handle", "HANDLE"},
    {"account.organisation", "--organisation"},
    {"account.role", "--role"},
    {"organisation.code", "--organisation"},
    {"organisation.display_name", "--name"},
    {"token_days", "--days"},
    {"ROLE_BUDDY", "buddy"},
};

// What the operator typed, or the number of a thing (accounts/layla), for a name of the API.
std::string SaidToOperator(absl::string_view name) {
  for (const OperatorWord& word : kOperatorWords) {
    if (name == word.name) return word.typed;
  }
  return std::string(name.substr(name.rfind('/') + 1));
}

// A sentence without the backquotes that names of the API stand between.
std::string ForOperator(absl::string_view sentence) {
  const std::vector<absl::string_view> pieces = absl::StrSplit(sentence, '`');
  std::string said;
  for (size_t i = 0; i < pieces.size(); ++i) {
    absl::StrAppend(&said, i % 2 == 0 ? std::string(pieces[i]) : SaidToOperator(pieces[i]));
  }
  return said;
}

int Fail(const absl::Status& status) {
  std::cerr << "kansrijkd: " << ForOperator(status.message()) << "\n";
  const std::string reason = ReasonOf(status);
  for (const Exit& exit : kExits) {
    if (reason == exit.reason) return exit.code;
  }
  return kExitRefused;
}

// What the command line says.
struct Options {
  std::string directory = "/var/lib/kansrijk";
  std::string address = "127.0.0.1:7420";
  std::string log = "text";
  bool reflection = false;
  std::string sendmail;
  std::string organisation;
  std::string display_name;
  std::string kind;
  std::string handle;
  std::string role;
  std::string buddy;
  int days = 0;
  std::string checkpoint;
};

// Calls a method as the operator: through the socket of a server that runs on this directory, or
// through the door of the directory itself when none does.
template <typename Response>
absl::StatusOr<Response> CallAsOperator(const Options& options, const std::string& path,
                                        const google::protobuf::Message& request) {
  SystemClock clock;
  absl::StatusOr<std::string> bytes;
  auto instance = Instance::Open(options.directory, clock);
  if (instance.ok()) {
    bytes = (*instance)->CallAsOperator(path, request.SerializeAsString());
  } else if (ReasonOf(instance.status()) == kDirectoryInUse.reason) {
    bytes =
        rpc::CallSocket(OperatorSocketPath(options.directory), path, request.SerializeAsString());
  } else {
    return instance.status();
  }
  RETURN_IF_ERROR(bytes.status());
  Response response;
  response.ParseFromString(*bytes);
  return response;
}

std::string NewRequestId() { return IdSource().Next(SystemClock().Now()).text(); }

// The name of an enum's value that people type as "privacy-officer".
std::string ValueName(absl::string_view prefix, const std::string& typed) {
  return absl::StrCat(prefix, absl::AsciiStrToUpper(absl::StrReplaceAll(typed, {{"-", "_"}})));
}

absl::StatusOr<v1::Organisation> CreateOrganisation(const Options& options,
                                                    v1::OrganisationKind kind) {
  v1::CreateOrganisationRequest request;
  request.mutable_organisation()->set_code(options.organisation);
  request.mutable_organisation()->set_display_name(options.display_name);
  request.mutable_organisation()->set_kind(kind);
  request.set_request_id(NewRequestId());
  return CallAsOperator<v1::Organisation>(
      options, "/kansrijk.v1.OrganisationService/CreateOrganisation", request);
}

int Init(const Options& options) {
  const absl::Status created = CreateInstance(options.directory, SystemClock().Now());
  if (absl::IsAlreadyExists(created)) {
    std::cerr << "kansrijkd: " << options.directory << " has a database already; it stays\n";
    return kExitRefused;
  }
  if (!created.ok()) return Fail(created);
  const auto organisation = CreateOrganisation(options, v1::ORGANISATION_KIND_BUDDY_PROGRAMME);
  if (!organisation.ok()) return Fail(organisation.status());
  std::cout << "made " << DatabasePath(options.directory) << " with organisation "
            << organisation->code() << "\n";
  return 0;
}

// A closed standard stream would be opened anew by whatever opens a file next, a caller's
// connection too, and then get what is meant for the log.
void KeepStandardStreams() {
  while (true) {
    const int descriptor = open("/dev/null", O_RDWR);
    if (descriptor < 0) return;
    if (descriptor > STDERR_FILENO) {
      close(descriptor);
      return;
    }
  }
}

// Ends the process when a stop takes longer than it may: what was acknowledged is durable, the rest
// was not, as in a power cut.
void EndInTime() {
  std::thread([] {
    absl::SleepFor(kStopMax);
    LogError("stop_cut_short", {{"after", absl::FormatDuration(kStopMax)}});
    FlushLog();
    _exit(0);
  }).detach();
}

int ServeUntilSignal(const Options& options, const sigset_t& signals) {
  SystemClock clock;
  rpc::ListenerOptions listener;
  listener.address = options.address;
  listener.reflection = options.reflection;
  const auto server =
      Server::Start(options.directory, listener, clock, {}, {.sendmail = options.sendmail});
  if (!server.ok()) return Fail(server.status());
  int signal = 0;
  sigwait(&signals, &signal);
  EndInTime();
  return 0;
}

int Serve(const Options& options) {
  KeepStandardStreams();
  signal(SIGPIPE, SIG_IGN);  // a reader of the log that goes away
  StartLog(options.log == "json" ? LogFormat::kJson : LogFormat::kText);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // threads of the server inherit it
  const int code = ServeUntilSignal(options, signals);
  FlushLog();
  return code;
}

// The token alone goes to standard output, so that it can be piped into `kansrijk login`.
int ShowToken(const v1::Account& account, const std::string& token,
              const google::protobuf::Timestamp& expires) {
  std::cerr << "session token of " << account.handle() << ", shown this once, valid until "
            << FormatDate(DayOf(absl::FromUnixMicros(MicrosOf(expires)))) << ":\n";
  std::cout << token << std::endl;
  return 0;
}

int AddOrganisation(const Options& options) {
  v1::OrganisationKind kind = v1::ORGANISATION_KIND_UNSPECIFIED;
  v1::OrganisationKind_Parse(ValueName("ORGANISATION_KIND_", options.kind), &kind);
  const auto organisation = CreateOrganisation(options, kind);
  if (!organisation.ok()) return Fail(organisation.status());
  std::cout << "added organisation " << organisation->code() << "\n";
  return 0;
}

int ConfirmOrganisation(const Options& options) {
  v1::ConfirmOrganisationRequest request;
  request.set_name(OrganisationName(Id(options.organisation)));
  request.set_request_id(NewRequestId());
  const auto organisation = CallAsOperator<v1::Organisation>(
      options, "/kansrijk.v1.OrganisationService/ConfirmOrganisation", request);
  if (!organisation.ok()) return Fail(organisation.status());
  std::cout << "organisation " << organisation->code() << " is confirmed\n";
  return 0;
}

int CloseOrganisation(const Options& options) {
  v1::CloseOrganisationRequest request;
  request.set_name(OrganisationName(Id(options.organisation)));
  request.set_request_id(NewRequestId());
  const auto organisation = CallAsOperator<v1::Organisation>(
      options, "/kansrijk.v1.OrganisationService/CloseOrganisation", request);
  if (!organisation.ok()) return Fail(organisation.status());
  std::cout << "organisation " << organisation->code()
            << " is closed, and its accounts are disabled\n";
  return 0;
}

int AddAccount(const Options& options) {
  v1::CreateAccountRequest request;
  v1::Account& account = *request.mutable_account();
  v1::Role role = v1::ROLE_UNSPECIFIED;
  v1::Role_Parse(ValueName("ROLE_", options.role), &role);
  account.set_handle(options.handle);
  account.set_role(role);
  account.set_organisation(OrganisationName(Id(options.organisation)));
  account.set_buddy(BuddyName(Id(options.buddy)));
  request.set_token_days(options.days);
  request.set_request_id(NewRequestId());
  const auto response = CallAsOperator<v1::CreateAccountResponse>(
      options, "/kansrijk.v1.AccountService/CreateAccount", request);
  if (!response.ok()) return Fail(response.status());
  return ShowToken(response->account(), response->token(), response->expire_time());
}

int IssueToken(const Options& options) {
  v1::IssueTokenRequest request;
  request.set_name(AccountName(Id(options.handle)));
  request.set_token_days(options.days);
  request.set_request_id(NewRequestId());
  const auto response = CallAsOperator<v1::IssueTokenResponse>(
      options, "/kansrijk.v1.AccountService/IssueToken", request);
  if (!response.ok()) return Fail(response.status());
  return ShowToken(response->account(), response->token(), response->expire_time());
}

int DisableAccount(const Options& options) {
  v1::DisableAccountRequest request;
  request.set_name(AccountName(Id(options.handle)));
  request.set_request_id(NewRequestId());
  const auto account =
      CallAsOperator<v1::Account>(options, "/kansrijk.v1.AccountService/DisableAccount", request);
  if (!account.ok()) return Fail(account.status());
  std::cout << "disabled " << account->handle() << "; its next call is refused\n";
  return 0;
}

int ListAccounts(const Options& options) {
  v1::ListAccountsRequest request;
  request.set_page_size(200);
  do {
    const auto page = CallAsOperator<v1::ListAccountsResponse>(
        options, "/kansrijk.v1.AccountService/ListAccounts", request);
    if (!page.ok()) return Fail(page.status());
    for (const v1::Account& account : page->accounts()) {
      std::printf("%-24s %-16s %-12s %s\n", account.handle().c_str(),
                  absl::AsciiStrToLower(v1::Role_Name(account.role()).substr(5)).c_str(),
                  account.organisation_code().c_str(), account.disabled() ? "disabled" : "");
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

// The access log is read beside a running server: reading needs no lock.
absl::Status WithAccessLog(const Options& options,
                           absl::FunctionRef<absl::Status(db::ReadTx&)> look) {
  const std::string path = DatabasePath(options.directory);
  if (db::InspectFile(path) == db::FileState::kMissing) {
    return Error(kDatabaseMissing, {options.directory});
  }
  ASSIGN_OR_RETURN(const auto connection, db::OpenSqlite(path, db::SqliteMode::kRead));
  RETURN_IF_ERROR(connection->Script("BEGIN"));
  db::ReadTx tx(*connection);
  return look(tx);
}

// "4711:9f86d081..." as `access checkpoint` prints it.
absl::StatusOr<store::Checkpoint> ReadCheckpoint(const std::string& text) {
  store::Checkpoint checkpoint;
  if (text.empty()) return checkpoint;
  const std::vector<std::string> parts = absl::StrSplit(text, ':');
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &checkpoint.sequence)) {
    return absl::InvalidArgumentError("a checkpoint has the form SEQUENCE:HASH");
  }
  checkpoint.hash = parts[1];
  return checkpoint;
}

int VerifyAccess(const Options& options) {
  const auto known = ReadCheckpoint(options.checkpoint);
  if (!known.ok()) return Fail(known.status());
  store::Checkpoint last;
  const absl::Status verified = WithAccessLog(options, [&](db::ReadTx& tx) {
    RETURN_IF_ERROR(store::VerifyAccessLog(tx, *known));
    ASSIGN_OR_RETURN(last, store::LastCheckpoint(tx));
    return absl::OkStatus();
  });
  if (!verified.ok()) return Fail(verified);
  std::cout << "access log whole: " << last.sequence << " records\n";
  return 0;
}

int PrintCheckpoint(const Options& options) {
  store::Checkpoint last;
  const absl::Status read = WithAccessLog(options, [&](db::ReadTx& tx) {
    ASSIGN_OR_RETURN(last, store::LastCheckpoint(tx));
    return absl::OkStatus();
  });
  if (!read.ok()) return Fail(read);
  std::cout << last.sequence << ":" << last.hash << "\n";
  return 0;
}

using Command = int (*)(const Options&);

// Declares a command that sets `chosen` when it is given.
CLI::App* Declare(CLI::App& parent, const char* name, const char* what, Command command,
                  Command& chosen) {
  CLI::App* const app = parent.add_subcommand(name, what);
  app->callback([&chosen, command] { chosen = command; });
  return app;
}

void DeclareOrganisations(CLI::App& app, Options& options, Command& chosen) {
  CLI::App* const organisation = app.add_subcommand("organisation", "Organisations that take part");
  organisation->require_subcommand(1);
  CLI::App* const add =
      Declare(*organisation, "add", "Add an organisation", &AddOrganisation, chosen);
  add->add_option("code", options.organisation, "Short code that people use: BIB")->required();
  add->add_option("--name", options.display_name, "Its full name: Bibliotheek Beijum")->required();
  add->add_option("--kind", options.kind, "What it does")
      ->required()
      ->check(CLI::IsMember({"buddy-programme", "neighbourhood-team", "kansrijke-start",
                             "beijum-in-bedrijf", "debt-assistance", "care"}));
  CLI::App* const confirm =
      Declare(*organisation, "confirm", "Confirm an organisation that an import brought in",
              &ConfirmOrganisation, chosen);
  confirm->add_option("code", options.organisation, "Its code")->required();
  CLI::App* const close =
      Declare(*organisation, "close", "Close an organisation that no longer takes part",
              &CloseOrganisation, chosen);
  close->add_option("code", options.organisation, "Its code")->required();
}

void DeclareAccounts(CLI::App& app, Options& options, Command& chosen) {
  constexpr char kAccountHelp[] =
      "The account: layla; KO:layla when another organisation has one of that name";
  CLI::App* const account = app.add_subcommand("account", "Accounts and their session tokens");
  account->require_subcommand(1);
  CLI::App* const add = Declare(*account, "add", "Add an account; prints its session token, once",
                                &AddAccount, chosen);
  add->add_option("handle", options.handle, "Short name of the account: layla")->required();
  add->add_option("--role", options.role, "What the person does")
      ->required()
      ->check(CLI::IsMember({"buddy", "coordinator", "trainer", "partner", "statistician",
                             "privacy-officer", "administrator"}));
  add->add_option("--organisation", options.organisation, "Code of the organisation: KO")
      ->required();
  add->add_option("--buddy", options.buddy, "Number of the buddy, for the role buddy: B01");
  add->add_option("--days", options.days, "Days that the token lasts (30)");
  CLI::App* const token =
      Declare(*account, "token", "New session token; the earlier one ends", &IssueToken, chosen);
  token->add_option("handle", options.handle, kAccountHelp)->required();
  token->add_option("--days", options.days, "Days that the token lasts (30)");
  CLI::App* const disable = Declare(*account, "disable", "End an account, from its next call on",
                                    &DisableAccount, chosen);
  disable->add_option("handle", options.handle, kAccountHelp)->required();
  Declare(*account, "list", "List accounts", &ListAccounts, chosen);
}

int Main(int argc, char** argv) {
  Options options;
  Command chosen = nullptr;
  CLI::App app{"kansrijkd: case management for a buddy programme; one binary, one data directory"};
  app.set_version_flag("--version", KANSRIJK_VERSION);
  app.set_config("--config", "", "Configuration file; keys are named as the options");
  app.add_option("--data", options.directory, "Data directory, used by this server alone")
      ->capture_default_str();
  app.require_subcommand(1);
  app.fallthrough();

  CLI::App* const init = Declare(app, "init", "Make a data directory", &Init, chosen);
  init->add_option("--organisation", options.organisation,
                   "Code of the programme's organisation: KO")
      ->required();
  init->add_option("--name", options.display_name, "Its full name: Kansrijk Oost")->required();

  CLI::App* const serve = Declare(app, "serve", "Serve until SIGTERM or SIGINT", &Serve, chosen);
  serve->add_option("--listen", options.address, "Loopback address; port 0 chooses one")
      ->capture_default_str();
  serve->add_option("--log", options.log, "Form of the log on standard error")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  serve->add_option(
      "--sendmail", options.sendmail,
      "Mail program, such as /usr/sbin/sendmail, by which organisations (`kansrijk "
      "settings update --notice-email`) and people (`kansrijk account email`) who gave "
      "an address are written to that something waits; none: nobody is");
  serve->add_flag("--reflection", options.reflection, "Let standard gRPC tools list the methods");

  DeclareOrganisations(app, options, chosen);
  DeclareAccounts(app, options, chosen);

  CLI::App* const access = app.add_subcommand("access", "The access log");
  access->require_subcommand(1);
  CLI::App* const verify =
      Declare(*access, "verify", "Check the whole chain; names the first bad record", &VerifyAccess,
              chosen);
  verify->add_option("--checkpoint", options.checkpoint,
                     "A line of `access checkpoint` that was kept elsewhere");
  Declare(*access, "checkpoint", "Print the end of the chain, to be kept elsewhere",
          &PrintCheckpoint, chosen);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kExitUsage;
  }
  return chosen(options);
}

}  // namespace
}  // namespace kansrijk

int main(int argc, char** argv) { return kansrijk::Main(argc, argv); }
