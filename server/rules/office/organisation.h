// What an organisation may take part in.
#ifndef KANSRIJK_SERVER_RULES_OFFICE_ORGANISATION_H_
#define KANSRIJK_SERVER_RULES_OFFICE_ORGANISATION_H_

#include <string>
#include <vector>

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

inline constexpr ErrorKind kClosed{
    "ORGANISATION_CLOSED", absl::StatusCode::kFailedPrecondition,
    "organisation $0 was closed, so it has no accounts, no routes and gets no referrals; if that "
    "was a "
    "mistake, take it back: kansrijk organisation close $0 --undo",
    "organisatie $0 is afgesloten: ze heeft geen accounts en geen routes, en krijgt geen "
    "doorverwijzingen; was dat een vergissing, draai het terug: kansrijk organisation close $0 "
    "--undo"};
inline constexpr ErrorKind kAlreadyClosed{
    "ORGANISATION_CLOSED", absl::StatusCode::kFailedPrecondition,
    "organisation $0 was closed already", "organisatie $0 is al afgesloten"};
inline constexpr ErrorKind kNotClosed{
    "ORGANISATION_NOT_CLOSED", absl::StatusCode::kFailedPrecondition,
    "organisation $0 is not closed, so there is nothing to take back",
    "organisatie $0 is niet afgesloten, dus er is niets terug te draaien"};
inline constexpr ErrorKind kRunsInstallation{
    "ORGANISATION_RUNS_INSTALLATION", absl::StatusCode::kFailedPrecondition,
    "organisation $0 runs this installation and cannot be closed",
    "organisatie $0 beheert deze installatie en kan niet worden afgesloten"};
inline constexpr ErrorKind kOrganisationHasOpen{
    "ORGANISATION_HAS_OPEN", absl::StatusCode::kFailedPrecondition,
    "organisation $0 still has open: $1; end these first",
    "organisatie $0 heeft nog open staan: $1; beëindig die eerst"};

inline constexpr ErrorKind kInstallationOnly{
    "INSTALLATION_ONLY", absl::StatusCode::kPermissionDenied,
    "only the operator, or an administrator of the organisation that runs this installation, adds, "
    "confirms and closes organisations",
    "alleen de systeembeheerder, of een beheerder van de organisatie die deze installatie beheert, "
    "voegt organisaties toe, bevestigt ze en sluit ze af"};

// FailedPrecondition, with the command that helps, unless the organisation is confirmed and not
// closed.
absl::Status CheckTakesPart(const v1::Organisation& organisation);

// FailedPrecondition when it is closed already, or `open` (numbers of what is open, with it or of
// it) is not empty; or, when it is to be undone, unless it is closed.
absl::Status CheckClosing(const v1::Organisation& organisation, bool undone,
                          const std::vector<std::string>& open);

}  // namespace kansrijk::rules

#endif  // KANSRIJK_SERVER_RULES_OFFICE_ORGANISATION_H_
