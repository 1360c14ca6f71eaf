#include "server/rules/office/organisation.h"

namespace kansrijk::rules {

absl::Status CheckConfirmed(const v1::Organisation& organisation) {
  return organisation.unconfirmed() ? Error(kUnconfirmed, {organisation.code()}) : absl::OkStatus();
}

}  // namespace kansrijk::rules
