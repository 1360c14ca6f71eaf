// A household's dossier on one page.
#ifndef KANSRIJK_CLIENT_SCREEN_DOSSIER_H_
#define KANSRIJK_CLIENT_SCREEN_DOSSIER_H_

#include "absl/status/statusor.h"
#include "client/table/page.h"
#include "kansrijk/v1/dossier.pb.h"

namespace kansrijk::client {

struct Invocation;

// On the terminal, with -o html as a web page; else the dossier, or its household alone, in that
// format.
absl::StatusOr<int> ShowDossier(Invocation& invocation);

enum class Medium { kScreen, kPaper };

// Where a shielded household lives is on no paper: neither address and neighbourhood, nor events.
Page DossierPage(const v1::Dossier& dossier, Medium medium);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_DOSSIER_H_
