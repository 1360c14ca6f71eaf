#include "server/store/office/settings.h"

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/facts/settings.h"
#include "server/store/id_or_null.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kSettingsByOrganisation{"settings_by_organisation", R"sql(
  SELECT s.days_without_session_max, s.days_waiting_max, s.days_to_begin_assessment,
    s.days_before_aftercare_end, s.conduct_certificate_months_max,
    s.days_before_conduct_certificate_end, s.days_between_reviews, s.recognition_budget_cents,
    s.safety_officer_id, s.updated_us, s.revision, s.days_referral_unanswered_max,
    s.days_before_basic_certificate_end, s.days_to_log_after_match, s.basic_certificate_from,
    s.households_per_year_target, s.no_shows_in_a_row, s.incentive_max_cents,
    s.incentive_year_max_cents, s.notice_email, a.handle
  FROM settings AS s
  LEFT JOIN account AS a ON a.id = s.safety_officer_id
  WHERE s.organisation_id = $1
)sql"};

constexpr db::Query kSettingsPut{"settings_put", R"sql(
  INSERT INTO settings (organisation_id, days_without_session_max, days_waiting_max,
    days_to_begin_assessment, days_before_aftercare_end, conduct_certificate_months_max,
    days_before_conduct_certificate_end, days_between_reviews, recognition_budget_cents,
    safety_officer_id, updated_us, revision, days_referral_unanswered_max,
    days_before_basic_certificate_end, days_to_log_after_match, basic_certificate_from,
    households_per_year_target, no_shows_in_a_row, incentive_max_cents, incentive_year_max_cents,
    notice_email)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13, $14, $15, $16, $17, $18, $19,
    $20)
  ON CONFLICT (organisation_id) DO UPDATE
  SET days_without_session_max = $2, days_waiting_max = $3, days_to_begin_assessment = $4,
    days_before_aftercare_end = $5, conduct_certificate_months_max = $6,
    days_before_conduct_certificate_end = $7, days_between_reviews = $8,
    recognition_budget_cents = $9, safety_officer_id = $10, updated_us = $11,
    days_referral_unanswered_max = $12, days_before_basic_certificate_end = $13,
    days_to_log_after_match = $14, basic_certificate_from = $15, households_per_year_target = $16,
    no_shows_in_a_row = $17, incentive_max_cents = $18, incentive_year_max_cents = $19,
    notice_email = $20, revision = settings.revision + 1
)sql"};

int32_t Narrow(int64_t number) { return static_cast<int32_t>(number); }

v1::Settings SettingsFromRow(const db::Row& row) {
  v1::Settings settings;
  settings.set_days_without_session_max(Narrow(row.Int(0)));
  settings.set_days_waiting_max(Narrow(row.Int(1)));
  settings.set_days_to_begin_assessment(Narrow(row.Int(2)));
  settings.set_days_before_aftercare_end(Narrow(row.Int(3)));
  settings.set_conduct_certificate_months_max(Narrow(row.Int(4)));
  settings.set_days_before_conduct_certificate_end(Narrow(row.Int(5)));
  settings.set_days_between_reviews(Narrow(row.Int(6)));
  settings.set_recognition_budget_cents(row.Int(7));
  settings.set_safety_officer(AccountName(row.Id(8)));
  *settings.mutable_update_time() = TimestampFromMicros(row.Int(9));
  settings.set_etag(EtagOf(row.Int(10)));
  settings.set_days_referral_unanswered_max(Narrow(row.Int(11)));
  settings.set_days_before_basic_certificate_end(Narrow(row.Int(12)));
  settings.set_days_to_log_after_match(Narrow(row.Int(13)));
  settings.set_basic_certificate_from(row.Text(14));
  settings.set_households_per_year_target(Narrow(row.Int(15)));
  settings.set_no_shows_in_a_row(Narrow(row.Int(16)));
  settings.set_incentive_max_cents(row.Int(17));
  settings.set_incentive_year_max_cents(row.Int(18));
  settings.set_notice_email(row.Text(19));
  settings.set_safety_officer_handle(row.Text(20));
  return settings;
}

}  // namespace

absl::StatusOr<v1::Settings> SettingsOf(db::ReadTx& tx, const Id& organisation_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kSettingsByOrganisation, {organisation_id}));
  v1::Settings settings = row.has_value() ? SettingsFromRow(*row) : DefaultSettings();
  settings.set_name(absl::StrCat(OrganisationName(organisation_id), "/settings"));
  if (!row.has_value()) settings.set_etag(EtagOf(0));
  return settings;
}

absl::StatusOr<v1::Settings> PutSettings(db::WriteTx& tx, const Id& organisation_id,
                                         const v1::Settings& settings, int64_t now_us) {
  RETURN_IF_ERROR(tx.Execute(kSettingsPut, {organisation_id,
                                            int64_t{settings.days_without_session_max()},
                                            int64_t{settings.days_waiting_max()},
                                            int64_t{settings.days_to_begin_assessment()},
                                            int64_t{settings.days_before_aftercare_end()},
                                            int64_t{settings.conduct_certificate_months_max()},
                                            int64_t{settings.days_before_conduct_certificate_end()},
                                            int64_t{settings.days_between_reviews()},
                                            int64_t{settings.recognition_budget_cents()},
                                            IdOrNull(settings.safety_officer()),
                                            now_us,
                                            int64_t{settings.days_referral_unanswered_max()},
                                            int64_t{settings.days_before_basic_certificate_end()},
                                            int64_t{settings.days_to_log_after_match()},
                                            settings.basic_certificate_from(),
                                            int64_t{settings.households_per_year_target()},
                                            int64_t{settings.no_shows_in_a_row()},
                                            int64_t{settings.incentive_max_cents()},
                                            int64_t{settings.incentive_year_max_cents()},
                                            settings.notice_email()})
                      .status());
  return SettingsOf(tx, organisation_id);
}

}  // namespace kansrijk::store
