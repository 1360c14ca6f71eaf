#include "server/facts/number_form.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "kansrijk/v1/options.pb.h"

namespace kansrijk {
namespace {

constexpr size_t kDigitsMax = 9;

// What is named by the number of something else, besides its own.
constexpr struct {
  absl::string_view type;
  absl::string_view named_by;
} kNamedBy[] = {
    {"Track", "Household"},
    {"Match", "Buddy"},
    {"Enrolment", "Buddy"},
    {"Enrolment", "ExternalParticipant"},
};

// A member has the number of the household and a letter: L0142a.
constexpr absl::string_view kMemberForm = "L0000a";

bool IsAsciiLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }
bool IsAsciiDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

std::string FormOf(absl::string_view type) {
  if (type == "Member") return std::string(kMemberForm);
  const auto* const message =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
          absl::StrCat("kansrijk.v1.", type));
  return message == nullptr ? "" : message->options().GetExtension(v1::resource).number_form();
}

// H-0142a: letters, what stands between, digits, and letters again.
struct NumberParts {
  absl::string_view letters;
  absl::string_view between;
  absl::string_view digits;
  absl::string_view last;
};

absl::string_view Take(absl::string_view& text, bool (*is_part)(char)) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_part);
  const absl::string_view taken = text.substr(0, static_cast<size_t>(end - text.begin()));
  text.remove_prefix(taken.size());
  return taken;
}

NumberParts PartsOf(absl::string_view& text) {
  NumberParts parts;
  parts.letters = Take(text, &IsAsciiLetter);
  parts.between = Take(text, [](char c) { return c == '-' || c == '.'; });
  parts.digits = Take(text, &IsAsciiDigit);
  parts.last = Take(text, &IsAsciiLetter);
  return parts;
}

// "" when it cannot be a number of this form.
std::string InForm(absl::string_view form, absl::string_view said) {
  const NumberParts given = PartsOf(form);
  const NumberParts parts = PartsOf(said);
  const bool fits = said.empty() && !parts.digits.empty() && parts.digits.size() <= kDigitsMax &&
                    parts.last.empty() == given.last.empty() &&
                    (parts.letters.empty() || absl::EqualsIgnoreCase(parts.letters, given.letters));
  if (!fits) return "";
  absl::string_view digits = parts.digits;
  while (digits.size() > given.digits.size() && digits[0] == '0') digits.remove_prefix(1);
  const size_t zeros = given.digits.size() - std::min(given.digits.size(), digits.size());
  return absl::StrCat(given.letters, given.between, std::string(zeros, '0'), digits,
                      absl::AsciiStrToLower(parts.last));
}

// Codes that people choose have no form but capitals; those that count begin at 01.
std::vector<std::string> CodesMeant(absl::string_view said) {
  std::vector<std::string> codes{absl::AsciiStrToUpper(said)};
  const NumberParts parts = PartsOf(said);
  if (said.empty() && !parts.letters.empty() && parts.digits.size() == 1 && parts.last.empty()) {
    codes.push_back(
        absl::StrCat(absl::AsciiStrToUpper(parts.letters), parts.between, "0", parts.digits));
  }
  return codes;
}

// In the form of its type, or of what names it.
std::vector<std::string> InForms(const std::vector<std::string>& forms, absl::string_view said) {
  std::vector<std::string> numbers;
  for (const std::string& form : forms) {
    if (std::string number = InForm(form, said); !number.empty()) {
      numbers.push_back(std::move(number));
    }
  }
  return numbers;
}

}  // namespace

std::vector<std::string> NumbersMeant(absl::string_view type, absl::string_view said) {
  std::vector<std::string> forms;
  if (std::string own = FormOf(type); !own.empty()) forms.push_back(std::move(own));
  for (const auto& named : kNamedBy) {
    if (type == named.type) forms.push_back(FormOf(named.named_by));
  }
  std::vector<std::string> meant;
  for (std::string& number : forms.empty() ? CodesMeant(said) : InForms(forms, said)) {
    if (number != said && std::find(meant.begin(), meant.end(), number) == meant.end()) {
      meant.push_back(std::move(number));
    }
  }
  return meant;
}

}  // namespace kansrijk
