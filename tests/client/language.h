// A language for the length of a test.
#ifndef KANSRIJK_TESTS_CLIENT_LANGUAGE_H_
#define KANSRIJK_TESTS_CLIENT_LANGUAGE_H_

#include "client/message/language.h"

namespace kansrijk::client {

class InLanguage {
 public:
  explicit InLanguage(Language language) { UseLanguage(language); }
  ~InLanguage() { UseLanguage(Language::kEnglish); }
};

}  // namespace kansrijk::client

#endif  // KANSRIJK_TESTS_CLIENT_LANGUAGE_H_
