#include "server/service/methods.h"

#include "server/service/exchange/consent.h"
#include "server/service/exchange/dossier.h"
#include "server/service/exchange/inbound_referral.h"
#include "server/service/exchange/membership_end.h"
#include "server/service/exchange/referral.h"
#include "server/service/exchange/referral_transition.h"
#include "server/service/exchange/route.h"
#include "server/service/exchange/track_transition.h"

namespace kansrijk::service {

void AddExchangeMethods(rpc::MethodTable& table) {
  table.Add<&GetConsent>("kansrijk.v1.ConsentService.GetConsent");
  table.Add<&GiveConsent>("kansrijk.v1.ConsentService.GiveConsent");
  table.Add<&ListConsents>("kansrijk.v1.ConsentService.ListConsents");
  table.Add<&WithdrawConsent>("kansrijk.v1.ConsentService.WithdrawConsent");
  table.Add<&GetDossier>("kansrijk.v1.DossierService.GetDossier");
  table.Add<&EndMembership>("kansrijk.v1.HouseholdService.EndMembership");
  table.Add<&DraftInboundReferral>("kansrijk.v1.ReferralService.DraftInboundReferral");
  table.Add<&DraftReferral>("kansrijk.v1.ReferralService.DraftReferral");
  table.Add<&GetReferral>("kansrijk.v1.ReferralService.GetReferral");
  table.Add<&ListReferrals>("kansrijk.v1.ReferralService.ListReferrals");
  table.Add<&MarkReferralSeen>("kansrijk.v1.ReferralService.MarkReferralSeen");
  table.Add<&PreviewReferral>("kansrijk.v1.ReferralService.PreviewReferral");
  table.Add<&TransitionReferral>("kansrijk.v1.ReferralService.TransitionReferral");
  table.Add<&UpdateReferral>("kansrijk.v1.ReferralService.UpdateReferral");
  table.Add<&ListRoutes>("kansrijk.v1.RouteService.ListRoutes");
  table.Add<&SetRoute>("kansrijk.v1.RouteService.SetRoute");
  table.Add<&TransitionTrack>("kansrijk.v1.TrackService.TransitionTrack");
}

}  // namespace kansrijk::service
