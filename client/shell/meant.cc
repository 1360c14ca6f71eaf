#include "client/shell/meant.h"

#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "client/message/language.h"
#include "client/message/schema.h"
#include "client/message/status.h"
#include "client/message/text.h"
#include "client/shell/call.h"
#include "client/shell/terminal.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/organisation.pb.h"
#include "kansrijk/v1/resources.h"
#include "kansrijk/v1/training.pb.h"

namespace kansrijk::client {
namespace {

constexpr int kSearchedMax = 200;

struct Candidate {
  std::string number;
  std::string name;
};
using Candidates = std::vector<Candidate>;

std::string NameOfMember(const v1::Member& member) {
  return std::string(
      absl::StripAsciiWhitespace(absl::StrCat(member.given_name(), " ", member.family_name())));
}

// Every word that is typed begins a word of the name.
bool Fits(absl::string_view name, absl::string_view typed) {
  const std::vector<std::string> words =
      absl::StrSplit(absl::AsciiStrToLower(name), absl::ByAnyChar(" -"), absl::SkipEmpty());
  const std::string wanted_words = absl::AsciiStrToLower(typed);
  const std::vector<std::string> wanted =
      absl::StrSplit(wanted_words, absl::ByAnyChar(" -"), absl::SkipEmpty());
  return absl::c_all_of(wanted, [&](const std::string& begin) {
    return absl::c_any_of(words,
                          [&](const std::string& word) { return absl::StartsWith(word, begin); });
  });
}

absl::StatusOr<v1::SearchHouseholdsResponse> Search(Invocation& invocation, Connection& connection,
                                                    const std::string& typed) {
  v1::SearchHouseholdsRequest request;
  request.set_query(typed);
  request.set_page_size(kSearchedMax);
  return connection.Call<v1::SearchHouseholdsResponse>("HouseholdService.SearchHouseholds", request,
                                                       invocation.settings.timeout);
}

absl::StatusOr<Candidates> FindHouseholds(Invocation& invocation, Connection& connection,
                                          const std::string& typed) {
  ASSIGN_OR_RETURN(const auto found, Search(invocation, connection, typed));
  Candidates candidates;
  for (const v1::Household& household : found.households()) {
    std::vector<std::string> names;
    for (const v1::Member& member : household.members()) names.push_back(NameOfMember(member));
    candidates.push_back({household.number(), absl::StrJoin(names, ", ")});
  }
  return candidates;
}

// The server finds households, over accents too; where no member fits by letters, it can be any.
absl::StatusOr<Candidates> FindMembers(Invocation& invocation, Connection& connection,
                                       const std::string& typed) {
  ASSIGN_OR_RETURN(const auto found, Search(invocation, connection, typed));
  Candidates all;
  Candidates fitting;
  for (const v1::Household& household : found.households()) {
    for (const v1::Member& member : household.members()) {
      all.push_back({member.number(), NameOfMember(member)});
      if (Fits(all.back().name, typed)) fitting.push_back(all.back());
    }
  }
  return fitting.empty() ? all : fitting;
}

// All pages of a listing.
template <typename Request, typename Response>
absl::Status ForEachPage(Invocation& invocation, Connection& connection, absl::string_view method,
                         const std::function<void(const Response&)>& read) {
  Request request;
  request.set_page_size(kSearchedMax);
  while (true) {
    ASSIGN_OR_RETURN(const auto page,
                     connection.Call<Response>(method, request, invocation.settings.timeout));
    read(page);
    if (page.next_page_token().empty()) return absl::OkStatus();
    request.set_page_token(page.next_page_token());
  }
}

// The caller's own name, which a buddy may say of all buddies'.
absl::StatusOr<Candidates> FindOwnName(Invocation& invocation, Connection& connection,
                                       const std::string& typed) {
  const absl::Duration timeout = invocation.settings.timeout;
  ASSIGN_OR_RETURN(const auto own, connection.Call<v1::WhoamiResponse>(
                                       "AccountService.Whoami", v1::WhoamiRequest(), timeout));
  if (!own.buddy_number().empty()) {
    v1::GetBuddyRequest request;
    request.set_name("buddies/" + own.buddy_number());
    ASSIGN_OR_RETURN(const auto buddy,
                     connection.Call<v1::Buddy>("BuddyService.GetBuddy", request, timeout));
    const std::string name = absl::StrCat(buddy.given_name(), " ", buddy.family_name());
    const bool handle = absl::EqualsIgnoreCase(own.account().handle(), typed);
    if (handle || Fits(name, typed)) return Candidates{{buddy.number(), name}};
  }
  return absl::InvalidArgumentError(absl::Substitute(
      _("\"$0\" is no number: buddies are named by their number, such as B05"), typed));
}

absl::StatusOr<Candidates> FindBuddies(Invocation& invocation, Connection& connection,
                                       const std::string& typed) {
  Candidates candidates;
  const absl::Status status = ForEachPage<v1::ListBuddiesRequest, v1::ListBuddiesResponse>(
      invocation, connection, "BuddyService.ListBuddies", [&](const v1::ListBuddiesResponse& page) {
        for (const v1::Buddy& buddy : page.buddies()) {
          const std::string name = absl::StrCat(buddy.given_name(), " ", buddy.family_name());
          if (Fits(name, typed)) candidates.push_back({buddy.number(), name});
        }
      });
  if (absl::IsPermissionDenied(status)) return FindOwnName(invocation, connection, typed);
  if (!status.ok()) return status;
  return candidates;
}

// By code whatever its capitals, else by name.
absl::StatusOr<Candidates> FindOrganisations(Invocation& invocation, Connection& connection,
                                             const std::string& typed) {
  Candidates by_code;
  Candidates by_name;
  RETURN_IF_ERROR((ForEachPage<v1::ListOrganisationsRequest, v1::ListOrganisationsResponse>(
      invocation, connection, "OrganisationService.ListOrganisations",
      [&](const v1::ListOrganisationsResponse& page) {
        for (const v1::Organisation& organisation : page.organisations()) {
          const Candidate one = {organisation.code(), organisation.display_name()};
          if (absl::EqualsIgnoreCase(one.number, typed)) by_code.push_back(one);
          if (Fits(one.name, typed)) by_name.push_back(one);
        }
      })));
  return by_code.empty() ? by_name : by_code;
}

absl::StatusOr<Candidates> FindTrainings(Invocation& invocation, Connection& connection,
                                         const std::string& typed) {
  Candidates candidates;
  RETURN_IF_ERROR((ForEachPage<v1::ListTrainingsRequest, v1::ListTrainingsResponse>(
      invocation, connection, "TrainingService.ListTrainings",
      [&](const v1::ListTrainingsResponse& page) {
        for (const v1::Training& training : page.trainings()) {
          if (Fits(training.title(), typed))
            candidates.push_back({training.code(), training.title()});
        }
      })));
  return candidates;
}

struct Finder {
  absl::string_view type;
  absl::StatusOr<Candidates> (*find)(Invocation&, Connection&, const std::string& typed);
  bool by_code;  // people know a code, which may be letters only
};

// A track is named by its household's number too.
constexpr Finder kFinders[] = {
    {"Household", &FindHouseholds, false},
    {"Track", &FindHouseholds, false},
    {"Member", &FindMembers, false},
    {"Buddy", &FindBuddies, false},
    {"Organisation", &FindOrganisations, true},
    {"Training", &FindTrainings, true},
};

// Who answers to a name, where names can be looked up; null for a number or a code.
const Finder* FinderFor(const std::string& type, const std::string& typed) {
  const bool number =
      typed.empty() || absl::StrContains(typed, '/') || absl::c_any_of(typed, [](char c) {
        return absl::ascii_isdigit(static_cast<unsigned char>(c));
      });
  if (number) return nullptr;
  for (const Finder& finder : kFinders) {
    if (finder.type != type) continue;
    const bool code = finder.by_code && typed == absl::AsciiStrToUpper(typed);
    return code ? nullptr : &finder;
  }
  return nullptr;
}

std::string Listed(const Candidates& candidates) {
  return absl::StrJoin(candidates, "\n", [](std::string* out, const Candidate& one) {
    absl::StrAppend(out, "  ", one.number, "  ", Visible(one.name, LineBreaks::kFlatten));
  });
}

absl::StatusOr<std::string> Choose(Invocation& invocation, const std::string& shown,
                                   const Candidates& candidates) {
  const std::string several = absl::StrCat(
      absl::Substitute(_("\"$0\" can be any of these:"), shown), "\n", Listed(candidates));
  if (!CanAsk(invocation.settings.no_input)) {
    return absl::InvalidArgumentError(absl::StrCat(several, "\n", _("Type the number.")));
  }
  invocation.err << several << "\n";
  while (true) {
    ASSIGN_OR_RETURN(const std::string answer, Ask(_("Which one do you mean? Type the number:")));
    for (const Candidate& one : candidates) {
      if (absl::EqualsIgnoreCase(one.number, absl::StripAsciiWhitespace(answer))) return one.number;
    }
  }
}

}  // namespace

std::string TypeOfArgument(const Command& command, size_t place) {
  const auto& arguments = command.arguments;
  const auto same_path = [&](size_t a, size_t b) {
    return b < arguments.size() && absl::string_view(arguments[a].path) == arguments[b].path;
  };
  const FieldDescriptor* const field =
      FieldAt(*Method(command.method).input_type(), arguments[place].path);
  const std::string type = field == nullptr ? "" : RulesOf(*field).resource();
  if (same_path(place, place + 1)) return std::string(v1::FindResourceType(type)->parent);
  // Of two that name one thing together, the second is a buddy, or whoever else has a number.
  if (place > 0 && same_path(place - 1, place)) return "Buddy";
  return type;
}

absl::StatusOr<std::string> NumberMeant(Invocation& invocation, const std::string& type,
                                        const std::string& typed) {
  const Finder* const finder = FinderFor(type, typed);
  if (finder == nullptr) return typed;
  ASSIGN_OR_RETURN(auto connection, Connect(invocation.settings));
  ASSIGN_OR_RETURN(const Candidates candidates, finder->find(invocation, connection, typed));
  const std::string shown = Visible(typed, LineBreaks::kFlatten);
  if (candidates.empty()) {
    return absl::NotFoundError(
        absl::Substitute(_("\"$0\" not found: nobody and nothing of yours is called so"), shown));
  }
  if (candidates.size() > 1) return Choose(invocation, shown, candidates);
  const Candidate& one = candidates.front();
  invocation.err << absl::StrCat(shown, ": ", one.number, " (",
                                 Visible(one.name, LineBreaks::kFlatten), ")")
                 << "\n";
  return one.number;
}

absl::Status ResolveNames(Invocation& invocation) {
  const Command& command = invocation.command();
  invocation.said = invocation.typed.arguments;
  for (size_t i = 0; i < invocation.typed.arguments.size(); ++i) {
    std::string& argument = invocation.typed.arguments[i];
    const size_t place = std::min(i, command.arguments.size() - 1);
    ASSIGN_OR_RETURN(argument, NumberMeant(invocation, TypeOfArgument(command, place), argument));
  }
  for (const Flag& flag : command.flags) {
    const auto given = invocation.typed.flags.find(flag.name);
    if (flag.path.empty() || given == invocation.typed.flags.end()) continue;
    const FieldDescriptor& field = *FieldAt(*Method(command.method).input_type(), flag.path);
    if (field.is_repeated()) continue;
    ASSIGN_OR_RETURN(given->second,
                     NumberMeant(invocation, RulesOf(field).resource(), given->second));
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::client
