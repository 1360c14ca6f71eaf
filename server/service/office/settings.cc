#include "server/service/office/settings.h"

#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/office/settings.h"
#include "server/store/office/account.h"
#include "server/store/office/settings.h"

namespace kansrijk::service {
namespace {

// What people call settings, in errors.
constexpr char kWhat[] = "settings";

// Accounts of other organisations were not found before it came to this.
absl::Status CheckOfficer(rpc::WriteCall& call, const v1::Settings& settings) {
  if (settings.safety_officer().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto officer,
                   store::RequireAccount(call.tx, IdOf(settings.safety_officer())));
  if (officer.disabled()) return Error(kNotFound, {settings.safety_officer()});
  return rules::CheckSafetyOfficer(officer.role());
}

}  // namespace

absl::StatusOr<v1::Settings> GetSettings(rpc::ReadCall& call, const v1::GetSettingsRequest&) {
  return store::SettingsOf(call.tx, call.caller.organisation_id);
}

absl::StatusOr<v1::Settings> UpdateSettings(rpc::WriteCall& call,
                                            const v1::UpdateSettingsRequest& request) {
  const Id& organisation_id = call.caller.organisation_id;
  const v1::Settings& given = request.settings();
  ASSIGN_OR_RETURN(const auto current, store::SettingsOf(call.tx, organisation_id));
  RETURN_IF_ERROR(CheckEtag(kWhat, current.etag(), given.etag()));
  ASSIGN_OR_RETURN(
      v1::Settings merged,
      ApplyMask(current, given, request.update_mask(),
                {"days_without_session_max", "days_waiting_max", "days_to_begin_assessment",
                 "days_before_aftercare_end", "conduct_certificate_months_max",
                 "days_before_conduct_certificate_end", "days_between_reviews",
                 "recognition_budget_cents", "safety_officer", "days_referral_unanswered_max",
                 "days_before_basic_certificate_end", "days_to_log_after_match",
                 "basic_certificate_from", "households_per_year_target", "no_shows_in_a_row",
                 "incentive_max_cents", "incentive_year_max_cents", "notice_email"}));
  RETURN_IF_ERROR(CheckOfficer(call, merged));
  return store::PutSettings(call.tx, organisation_id, merged, absl::ToUnixMicros(call.now));
}

}  // namespace kansrijk::service
