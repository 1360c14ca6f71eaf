#include "client/arguments.h"

#include <algorithm>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/substitute.h"
#include "client/language.h"
#include "client/text.h"

namespace kansrijk::client {
namespace {

template <typename... Values>
absl::Status Usage(const char* format, const Values&... values) {
  return absl::InvalidArgumentError(absl::Substitute(format, values...));
}

std::string Suggestion(absl::string_view typed, const std::vector<std::string>& known) {
  const std::string nearest = Nearest(typed, known);
  if (nearest.empty()) return "";
  return absl::StrCat(" ", absl::Substitute(_("Did you mean $0?"), nearest));
}

bool IsNoun(absl::string_view word) {
  return std::any_of(Commands().begin(), Commands().end(), [&](const Command& command) {
    return absl::StartsWith(command.words, absl::StrCat(word, " "));
  });
}

absl::Status UnknownCommand(const std::string& words) {
  std::vector<std::string> known;
  for (const Command& command : Commands()) {
    known.push_back(command.words);
    if (!absl::StrContains(words, ' ')) {
      known.push_back(std::vector<std::string>(absl::StrSplit(command.words, ' ')).front());
    }
  }
  return Usage(_("unknown command: $0.$1"), Visible(words, LineBreaks::kFlatten),
               Suggestion(words, known));
}

class Reader {
 public:
  explicit Reader(const std::vector<std::string>& words) : words_(words) {}

  absl::StatusOr<Typed> Read() {
    for (; next_ < words_.size(); ++next_) {
      const std::string& word = words_[next_];
      absl::Status status;
      if (only_arguments_ || word == "-" || !absl::StartsWith(word, "-")) {
        status = ReadWord(word);
      } else if (word == "--") {
        only_arguments_ = true;
      } else if (absl::StartsWith(word, "--")) {
        status = ReadLong(word.substr(2));
      } else {
        status = ReadLetter(word.substr(1));
      }
      if (!status.ok()) return status;
    }
    return typed_;
  }

 private:
  absl::Status ReadWord(const std::string& word) {
    if (typed_.command != nullptr) {
      typed_.arguments.push_back(word);
      if (typed_.arguments.size() <= typed_.command->arguments.size()) return absl::OkStatus();
      return Usage(_("unexpected: $0"), Visible(word, LineBreaks::kFlatten));
    }
    if (typed_.words.empty() && word == "help") {
      typed_.flags["help"] = kNoValue;
      return absl::OkStatus();
    }
    const std::string words = typed_.words.empty() ? word : absl::StrCat(typed_.words, " ", word);
    typed_.command = FindCommand(words);
    if (typed_.command == nullptr && !IsNoun(words)) return UnknownCommand(words);
    typed_.words = words;
    return absl::OkStatus();
  }

  absl::Status ReadLong(absl::string_view text) {
    const size_t equals = text.find('=');
    const std::string name(text.substr(0, equals));
    std::optional<std::string> value;
    if (equals != absl::string_view::npos) value = std::string(text.substr(equals + 1));
    for (const Flag& flag : Flags()) {
      if (flag.name == name) return Take(flag, value);
    }
    std::vector<std::string> known;
    for (const Flag& flag : Flags()) known.push_back("--" + flag.name);
    return Usage(_("unknown flag: $0.$1"), Visible("--" + name, LineBreaks::kFlatten),
                 Suggestion("--" + name, known));
  }

  absl::Status ReadLetter(absl::string_view text) {
    for (const Flag& flag : Flags()) {
      if (flag.letter != text[0]) continue;
      std::optional<std::string> value;
      if (text.size() > 1) value = std::string(text.substr(text[1] == '=' ? 2 : 1));
      return Take(flag, value);
    }
    return Usage(_("unknown flag: $0.$1"), absl::StrCat("-", Visible(text, LineBreaks::kFlatten)),
                 "");
  }

  // A switch takes a value only after an equals sign; another flag never is a value.
  absl::Status Take(const Flag& flag, std::optional<std::string> value) {
    const bool follows = next_ + 1 < words_.size() && !absl::StartsWith(words_[next_ + 1], "--");
    if (!value && flag.takes != Takes::kNothing && follows) value = words_[++next_];
    if (!value && flag.takes == Takes::kValue) return Usage(_("--$0 needs a value"), flag.name);
    typed_.flags[flag.name] = value.value_or(kNoValue);
    return absl::OkStatus();
  }

  std::vector<Flag> Flags() const {
    std::vector<Flag> flags = GlobalFlags();
    if (typed_.command == nullptr) return flags;
    const std::vector<Flag> own = FlagsOf(*typed_.command);
    flags.insert(flags.end(), own.begin(), own.end());
    return flags;
  }

  const std::vector<std::string>& words_;
  size_t next_ = 0;
  bool only_arguments_ = false;
  Typed typed_;
};

}  // namespace

absl::StatusOr<Typed> ReadArguments(const std::vector<std::string>& words) {
  return Reader(words).Read();
}

std::string FlagAnywhere(const std::vector<std::string>& words, const std::string& flag) {
  for (size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    if (words[i] == flag && i + 1 < words.size()) return words[i + 1];
    if (absl::StartsWith(words[i], flag + "=")) return words[i].substr(flag.size() + 1);
  }
  return "";
}

}  // namespace kansrijk::client
