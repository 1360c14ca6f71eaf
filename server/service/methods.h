// Which use case answers which rpc.
#ifndef KANSRIJK_SERVER_SERVICE_METHODS_H_
#define KANSRIJK_SERVER_SERVICE_METHODS_H_

#include "server/rpc/method.h"

namespace kansrijk::service {

// Every method of the API.
rpc::MethodTable Methods();

// Those of an area, in its methods.cc.
void AddOfficeMethods(rpc::MethodTable& table);
void AddPeopleMethods(rpc::MethodTable& table);
void AddBuddyMethods(rpc::MethodTable& table);
void AddTrackMethods(rpc::MethodTable& table);
void AddGoalMethods(rpc::MethodTable& table);
void AddAcademieMethods(rpc::MethodTable& table);
void AddExchangeMethods(rpc::MethodTable& table);
void AddStatisticsMethods(rpc::MethodTable& table);
void AddImportMethods(rpc::MethodTable& table);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_METHODS_H_
