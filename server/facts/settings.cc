#include "server/facts/settings.h"

namespace kansrijk {

v1::Settings DefaultSettings() {
  v1::Settings settings;
  settings.set_days_without_session_max(21);
  settings.set_days_waiting_max(42);
  settings.set_days_to_begin_assessment(28);
  settings.set_days_before_aftercare_end(30);
  settings.set_conduct_certificate_months_max(36);
  settings.set_days_before_conduct_certificate_end(60);
  settings.set_days_between_reviews(14);
  settings.set_days_referral_unanswered_max(7);
  settings.set_days_before_basic_certificate_end(90);
  settings.set_days_to_log_after_match(14);
  settings.set_households_per_year_target(30);
  settings.set_no_shows_in_a_row(3);
  settings.set_incentive_max_cents(50'00);
  settings.set_incentive_year_max_cents(150'00);
  return settings;
}

}  // namespace kansrijk
