// A release of figures as one web page for policy makers: to read, to hear and to print.
#ifndef KANSRIJK_CLIENT_REPORT_REPORT_H_
#define KANSRIJK_CLIENT_REPORT_REPORT_H_

#include <string>

#include "client/message/language.h"
#include "kansrijk/v1/statistics.pb.h"

namespace kansrijk::client {

// The page, complete in itself: no script, nothing from elsewhere. A figure that is withheld is a
// point, and never zero.
std::string ReportPage(const v1::Release& release, Language language);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_REPORT_REPORT_H_
