// What an organisation's settings are until it changes them.
#ifndef KANSRIJK_SERVER_FACTS_SETTINGS_H_
#define KANSRIJK_SERVER_FACTS_SETTINGS_H_

#include "kansrijk/v1/settings.pb.h"

namespace kansrijk {

// The thresholds of domain practice, no budget, no officer. Without name, etag and time.
v1::Settings DefaultSettings();

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_FACTS_SETTINGS_H_
