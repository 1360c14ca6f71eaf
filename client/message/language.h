// The user's language. Message ids are English; the Dutch catalogue is compiled from po/nl.po.
#ifndef KANSRIJK_CLIENT_MESSAGE_LANGUAGE_H_
#define KANSRIJK_CLIENT_MESSAGE_LANGUAGE_H_

#include <libintl.h>

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace kansrijk::client {

enum class Language { kEnglish, kDutch };

inline constexpr char kCatalogue[] = "kansrijk";

// The text in the user's language.
inline const char* _(const char* id) { return dgettext(kCatalogue, id); }
// Marks a text in a table; the reader of the table translates it.
constexpr const char* N_(const char* id) { return id; }
// One or many, by `count`.
inline const char* Plural(const char* one, const char* many, unsigned long count) {
  return dngettext(kCatalogue, one, many, count);
}

// nl, nl_NL.UTF-8, en-GB: by the first two letters; absent for anything else.
std::optional<Language> LanguageNamed(absl::string_view name);

// The first that names a language: LC_ALL, LC_MESSAGES, LANG; else English.
Language LanguageOfEnvironment();

// Chooses the catalogue, which lies in locale/ or ../share/locale/ beside the executable. Works
// without generated locales. Text in and out of the process is UTF-8 from here on.
void UseLanguage(Language language);
Language CurrentLanguage();

// `id` in `language`, with the context `context` when the catalogue has it so; absent when the
// catalogue does not have it at all.
std::optional<std::string> LookUp(Language language, const std::string& context,
                                  const std::string& id);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_MESSAGE_LANGUAGE_H_
