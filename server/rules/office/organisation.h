// What an organisation may take part in.
#ifndef KANSRIJK_SERVER_RULES_OFFICE_ORGANISATION_H_
#define KANSRIJK_SERVER_RULES_OFFICE_ORGANISATION_H_

#include "absl/status/status.h"
#include "kansrijk/v1/organisation.pb.h"
#include "server/base/error.h"

namespace kansrijk::rules {

inline constexpr ErrorKind kUnconfirmed{
    "ORGANISATION_UNCONFIRMED", absl::StatusCode::kFailedPrecondition,
    "organisation $0 came in with an import and is not confirmed yet, so it has no accounts, no "
    "routes and gets no referrals; an administrator of the organisation that runs this "
    "installation "
    "confirms it: kansrijk organisation confirm $0",
    "organisatie $0 is met een import binnengekomen en nog niet bevestigd: ze heeft geen accounts "
    "en geen routes, en krijgt geen doorverwijzingen; een beheerder van de organisatie die deze "
    "installatie beheert, bevestigt haar: kansrijk organisation confirm $0"};
inline constexpr ErrorKind kExistsUnconfirmed{
    "ORGANISATION_UNCONFIRMED", absl::StatusCode::kAlreadyExists,
    "organisation $0 is there already, unconfirmed, since it came in with an import; confirm it "
    "instead: kansrijk organisation confirm $0",
    "organisatie $0 is er al, onbevestigd, omdat ze met een import is binnengekomen; bevestig "
    "haar: "
    "kansrijk organisation confirm $0"};

inline constexpr ErrorKind kInstallationOnly{
    "INSTALLATION_ONLY", absl::StatusCode::kPermissionDenied,
    "only the operator, or an administrator of the organisation that runs this installation, adds "
    "and "
    "confirms organisations",
    "alleen de systeembeheerder, of een beheerder van de organisatie die deze installatie beheert, "
    "voegt organisaties toe en bevestigt ze"};

// FailedPrecondition, with the command that confirms it, unless the organisation is confirmed.
absl::Status CheckConfirmed(const v1::Organisation& organisation);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_OFFICE_ORGANISATION_H_
