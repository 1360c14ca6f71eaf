#include "client/message/language.h"

#include <locale.h>
#include <stdlib.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

// glibc looks LANGUAGE up again only after this counter has changed (gettext manual, 11.2.11).
extern "C" int _nl_msg_cat_cntr;

namespace kansrijk::client {
namespace {

Language current = Language::kEnglish;

const char* CodeOf(Language language) { return language == Language::kDutch ? "nl" : "en"; }

void Switch(Language language) {
  setenv("LANGUAGE", CodeOf(language), 1);
  ++_nl_msg_cat_cntr;
}

std::string LocaleDirectory() {
  std::error_code error;
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  if (std::filesystem::exists(folder / "locale", error)) return folder / "locale";
  return folder.parent_path() / "share/locale";
}

}  // namespace

std::optional<Language> LanguageNamed(absl::string_view name) {
  const std::string code = absl::AsciiStrToLower(name.substr(0, 2));
  if (name.size() > 2 && absl::ascii_isalnum(static_cast<unsigned char>(name[2]))) return {};
  if (code == "nl") return Language::kDutch;
  if (code == "en") return Language::kEnglish;
  return {};
}

Language LanguageOfEnvironment() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    return LanguageNamed(value).value_or(Language::kEnglish);
  }
  return Language::kEnglish;
}

void UseLanguage(Language language) {
  // C.UTF-8 exists everywhere, and unlike C it lets LANGUAGE choose the catalogue.
  setlocale(LC_ALL, "C.UTF-8");
  bindtextdomain(kCatalogue, LocaleDirectory().c_str());
  bind_textdomain_codeset(kCatalogue, "UTF-8");
  current = language;
  Switch(language);
}

Language CurrentLanguage() { return current; }

std::optional<std::string> LookUp(Language language, const std::string& context,
                                  const std::string& id) {
  Switch(language);
  std::optional<std::string> found;
  for (const std::string& key : {context + "\004" + id, id}) {
    const char* text = dgettext(kCatalogue, key.c_str());
    if (text != key.c_str()) {
      found = text;
      break;
    }
  }
  Switch(current);
  return found;
}

}  // namespace kansrijk::client
