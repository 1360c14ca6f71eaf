#include "server/service/methods.h"

#include "server/service/buddy/ambition.h"
#include "server/service/buddy/buddy.h"
#include "server/service/buddy/qualification.h"

namespace kansrijk::service {

void AddBuddyMethods(rpc::MethodTable& table) {
  table.Add<&AddAmbition>("kansrijk.v1.AmbitionService.AddAmbition");
  table.Add<&GetAmbition>("kansrijk.v1.AmbitionService.GetAmbition");
  table.Add<&ListAmbitions>("kansrijk.v1.AmbitionService.ListAmbitions");
  table.Add<&TransitionAmbition>("kansrijk.v1.AmbitionService.TransitionAmbition");
  table.Add<&CreateBuddy>("kansrijk.v1.BuddyService.CreateBuddy");
  table.Add<&GetBuddy>("kansrijk.v1.BuddyService.GetBuddy");
  table.Add<&ListBuddies>("kansrijk.v1.BuddyService.ListBuddies");
  table.Add<&ReturnBuddy>("kansrijk.v1.BuddyService.ReturnBuddy");
  table.Add<&UpdateBuddy>("kansrijk.v1.BuddyService.UpdateBuddy");
  table.Add<&AddQualification>("kansrijk.v1.QualificationService.AddQualification");
  table.Add<&ListQualifications>("kansrijk.v1.QualificationService.ListQualifications");
}

}  // namespace kansrijk::service
