// Sentences of the server as people read them. What the API has a name for stands in a sentence
// under that name, between backquotes; here it is said in the words of whoever reads it, which are
// those of the catalogue and of the command table.
#ifndef KANSRIJK_CLIENT_TABLE_SENTENCE_H_
#define KANSRIJK_CLIENT_TABLE_SENTENCE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "client/message/commands.h"

namespace kansrijk::client {

// `sentence` in plain words, for who typed `command` (null: nothing in particular). A value of an
// enum becomes its label, a verb the command that does it (track pause), a field the flag or the
// argument that fills it (--note, TRACK) or else the heading of its column, and a resource the
// number by which people know it (S-0881), with what kind of thing it is where a sentence begins
// with it. Dates are written as the user's language writes them.
std::string InPlainWords(absl::string_view sentence, const Command* command);

// How people say one of those names.
std::string Said(absl::string_view name, const Command* command);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_TABLE_SENTENCE_H_
