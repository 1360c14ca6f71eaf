// A household's dossier on one page.
#ifndef KANSRIJK_CLIENT_SCREEN_DOSSIER_H_
#define KANSRIJK_CLIENT_SCREEN_DOSSIER_H_

#include "absl/status/statusor.h"
#include "client/table/page.h"
#include "kansrijk/v1/dossier.pb.h"

namespace kansrijk::client {

struct Invocation;

// On the terminal, with -o html as a web page to print, which does not tell where a shielded
// household lives or is met; else the dossier, or its household alone, in that format.
absl::StatusOr<int> ShowDossier(Invocation& invocation);

Page DossierPage(const v1::Dossier& dossier);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_DOSSIER_H_
