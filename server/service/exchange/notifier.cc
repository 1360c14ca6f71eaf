#include "server/service/exchange/notifier.h"

#include <vector>

#include "server/base/contain.h"
#include "server/base/log.h"
#include "server/base/sendmail.h"
#include "server/base/status.h"
#include "server/store/exchange/notice.h"

namespace kansrijk::service {
namespace {

// In both languages: what somebody reads is not known here.
constexpr char kSubject[] = "Er staat iets voor u klaar in Kansrijk";
constexpr char kText[] =
    "Er staat iets voor u klaar in Kansrijk. Log in en kijk bij `kansrijk today`.\n\n"
    "Something is waiting for you in Kansrijk. Log in and look at `kansrijk today`.";

}  // namespace

Notifier::Notifier(db::Database& database, const NotifierOptions& options)
    : database_(database), options_(options) {
  if (!options_.sendmail.empty()) thread_ = std::thread([this] { Loop(); });
}

Notifier::~Notifier() {
  stopping_.Notify();
  if (thread_.joinable()) thread_.join();
}

void Notifier::Loop() {
  do {
    const absl::Status status = Contain([this] { return TellAll(); });
    if (!status.ok()) LogError("notice", {{"error", std::string(status.message())}});
  } while (!stopping_.WaitForNotificationWithTimeout(options_.every));
}

absl::Status Notifier::TellAll() {
  std::vector<store::DueNotice> due;
  RETURN_IF_ERROR(database_.ReadNow([&](db::ReadTx& tx) {
    ASSIGN_OR_RETURN(due, store::ListDueNotices(tx));
    return absl::OkStatus();
  }));
  for (const store::DueNotice& notice : due) {
    if (stopping_.HasBeenNotified()) return absl::OkStatus();
    const absl::Status sent =
        Send(options_.sendmail, {notice.address, kSubject, kText}, options_.patience);
    if (!sent.ok()) {
      LogError("notice", {{"error", std::string(sent.message())}});
      continue;  // it is tried again
    }
    RETURN_IF_ERROR(
        database_.WriteNow([&](db::WriteTx& tx) { return store::NoteTold(tx, notice); }));
  }
  return absl::OkStatus();
}

}  // namespace kansrijk::service
