// Which use case answers which rpc.
#ifndef KANSRIJK_SERVER_SERVICE_METHODS_H_
#define KANSRIJK_SERVER_SERVICE_METHODS_H_

#include "server/rpc/method.h"

namespace kansrijk::service {

// Every method of the API.
rpc::MethodTable Methods();

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_METHODS_H_
