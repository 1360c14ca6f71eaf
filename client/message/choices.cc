#include "client/message/choices.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "client/message/text.h"

namespace kansrijk::client {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;

struct LabelOfValue {
  const char* id;
  const char* label;
};

// English labels that are not just the name in small letters.
constexpr LabelOfValue kEnglishLabels[] = {
    {"BEIJUM", "Beijum"},
    {"BEIJUM_IN_BEDRIJF", "Beijum in Bedrijf"},
    {"CONTRADICTION", "contradicts earlier releases"},
    {"CO_BUDDY", "co-buddy"},
    {"HBO", "HBO"},
    {"KANSRIJKE_START", "Kansrijke Start"},
    {"LEWENBORG", "Lewenborg"},
    {"MBO", "MBO"},
    {"MBO1", "MBO 1"},
    {"MBO2_4", "MBO 2-4"},
    {"SELF_EMPLOYED", "self-employed"},
    {"SELF_EMPLOYMENT", "self-employment"},
    {"TIME", "not judged in time"},
    {"UNSAFE", "cannot be made safe"},
    {"VMBO", "VMBO"},
    {"WELL_BEING", "well-being"},
    {"WO", "WO"},
};

// Dutch labels that values had before, which people go on typing.
constexpr LabelOfValue kFormerLabels[] = {
    {"ACCOMPANIED_VISIT", "begeleid bezoek"},
    {"NEIGHBOURHOOD_TEAM", "wij"},
};

std::string PrefixOf(const EnumDescriptor& type) {
  return std::string(absl::StripSuffix(type.value(0)->name(), "UNSPECIFIED"));
}

std::string Normal(absl::string_view text) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(absl::StripAsciiWhitespace(text)),
                             {{"_", "-"}, {" ", "-"}, {" + ", "-"}, {"'", ""}});
}

// The same without the marks that are hard to type.
std::string Folded(absl::string_view text) {
  return absl::StrReplaceAll(Normal(text), {{"ë", "e"}, {"ï", "i"}, {"ö", "o"}, {"é", "e"}});
}

std::string EnglishLabelOf(const std::string& id) {
  for (const LabelOfValue& entry : kEnglishLabels) {
    if (id == entry.id) return entry.label;
  }
  return absl::StrReplaceAll(absl::AsciiStrToLower(id), {{"_", " "}});
}

bool WasCalled(const EnumValueDescriptor& value, const std::string& typed) {
  for (const LabelOfValue& former : kFormerLabels) {
    if (ShortName(value) == former.id && typed == Normal(former.label)) return true;
  }
  return false;
}

bool Means(const EnumValueDescriptor& value, const std::string& typed) {
  return typed == Normal(ShortName(value)) || typed == Normal(value.name()) ||
         typed == Folded(Label(value, Language::kEnglish)) ||
         typed == Folded(Label(value, Language::kDutch)) || WasCalled(value, typed);
}

}  // namespace

std::string ShortName(const EnumValueDescriptor& value) {
  return std::string(absl::StripPrefix(value.name(), PrefixOf(*value.type())));
}

std::string Label(const EnumValueDescriptor& value, Language language) {
  if (value.number() == 0) return "";
  const std::string id = ShortName(value);
  if (language == Language::kEnglish) return EnglishLabelOf(id);
  return LookUp(language, value.type()->name(), id).value_or(EnglishLabelOf(id));
}

std::string Label(const EnumValueDescriptor& value) { return Label(value, CurrentLanguage()); }

std::vector<std::string> Choices(const EnumDescriptor& type) {
  std::vector<std::string> choices;
  for (int i = 1; i < type.value_count(); ++i) {
    choices.push_back(Normal(Label(*type.value(i))));
  }
  return choices;
}

absl::StatusOr<const EnumValueDescriptor*> ParseChoice(const EnumDescriptor& type,
                                                       absl::string_view typed) {
  if (typed.empty()) return type.value(0);
  const std::string normal = Folded(typed);
  for (int i = 1; i < type.value_count(); ++i) {
    if (Means(*type.value(i), normal)) return type.value(i);
  }
  return absl::InvalidArgumentError(absl::Substitute(_("\"$0\" is unknown; choose from: $1"),
                                                     Visible(typed, LineBreaks::kFlatten),
                                                     absl::StrJoin(Choices(type), ", ")));
}

}  // namespace kansrijk::client
