#include "tests/client/sample_release.h"

#include <string>

namespace kansrijk::client {
namespace {

constexpr int64_t kWithheld = -1;
constexpr int64_t kImpossible = -2;

v1::ReleaseCell& AddCell(v1::ReleaseTable& table, const char* value, const char* outcome,
                         const char* period, int64_t figure) {
  v1::ReleaseCell& cell = *table.add_cells();
  cell.add_values(value);
  cell.set_outcome(outcome);
  cell.set_period(period);
  if (figure == kWithheld) cell.set_state(v1::CELL_STATE_WITHHELD);
  if (figure == kImpossible) cell.set_state(v1::CELL_STATE_IMPOSSIBLE);
  if (figure >= 0) cell.set_value(figure);
  return cell;
}

void AddOutcome(v1::StatisticsTable& table, const char* code, const char* label,
                const char* label_nl) {
  auto& outcome = *table.add_outcomes();
  outcome.set_code(code);
  outcome.set_label(label);
  outcome.set_label_nl(label_nl);
}

void AddValue(v1::StatisticsDimension& dimension, const char* code, const char* label) {
  auto& value = *dimension.add_values();
  value.set_code(code);
  value.set_label(label);
  value.set_label_nl(label);
}

void FillAssistance(v1::ReleaseTable& table) {
  auto& definition = *table.mutable_definition();
  definition.set_name("assistance-left");
  definition.set_title("Off social assistance");
  definition.set_title_nl("Uit de bijstand");
  definition.set_definition(
      "Households whose income is no longer social assistance <b>at all</b>.");
  definition.set_definition_nl(
      "Huishoudens van wie het inkomen niet langer uit de bijstand komt <b>& niet</b> deels.");
  definition.set_unit(v1::STATISTICS_UNIT_HOUSEHOLD);
  AddOutcome(definition, "work", "to work", "naar werk");
  AddOutcome(definition, "other", "to other income", "naar ander inkomen");
  auto& dimension = *table.add_dimensions();
  dimension.set_code("neighbourhood");
  dimension.set_label("Neighbourhood");
  dimension.set_label_nl("Wijk");
  AddValue(dimension, "BEIJUM", "Beijum");
  AddValue(dimension, "LEWENBORG", "Lewenborg & <i>De Hunze</i>");
  AddValue(dimension, "OTHER", "Elders");
  AddCell(table, "T", "work", "2023-H1", 60);
  AddCell(table, "T", "other", "2023-H1", 25);
  AddCell(table, "T", "work", "2023-H2", 120);
  AddCell(table, "T", "other", "2023-H2", 40);
  AddCell(table, "BEIJUM", "work", "2023-H1", 35);
  AddCell(table, "BEIJUM", "other", "2023-H1", kWithheld);
  AddCell(table, "BEIJUM", "work", "2023-H2", 75);
  AddCell(table, "BEIJUM", "other", "2023-H2", 25);
  AddCell(table, "LEWENBORG", "work", "2023-H1", 25);
  AddCell(table, "LEWENBORG", "other", "2023-H1", kWithheld);
  AddCell(table, "LEWENBORG", "work", "2023-H2", 45);
  AddCell(table, "LEWENBORG", "other", "2023-H2", kWithheld);
  AddCell(table, "OTHER", "work", "2023-H1", kWithheld);
  AddCell(table, "OTHER", "other", "2023-H1", kImpossible);
  AddCell(table, "OTHER", "work", "2023-H2", kWithheld);
  AddCell(table, "OTHER", "other", "2023-H2", kImpossible);
}

void FillBuddies(v1::ReleaseTable& table) {
  auto& definition = *table.mutable_definition();
  definition.set_name("buddies-certified");
  definition.set_title("Buddies with a certificate");
  definition.set_title_nl("Buddy's met een certificaat");
  definition.set_definition("Buddies who hold the basic certificate.");
  definition.set_definition_nl("Buddy's met het basiscertificaat.");
  definition.set_unit(v1::STATISTICS_UNIT_BUDDY);
  AddOutcome(definition, "certified", "certified", "gecertificeerd");
  auto& dimension = *table.add_dimensions();
  dimension.set_code("neighbourhood");
  dimension.set_label("Neighbourhood");
  dimension.set_label_nl("Wijk");
  AddValue(dimension, "BEIJUM", "Beijum");
  AddCell(table, "T", "certified", "cumulative", kWithheld);
  AddCell(table, "BEIJUM", "certified", "cumulative", kWithheld);
}

void AddWithheld(v1::Release& release, const char* family, const char* title, const char* title_nl,
                 v1::WithheldReason reason) {
  v1::WithheldFamily& withheld = *release.add_withheld();
  withheld.set_family(family);
  withheld.set_reason(reason);
  v1::WithheldTable& table = *withheld.add_tables();
  table.set_name(family);
  table.set_title(title);
  table.set_title_nl(title_nl);
}

}  // namespace

v1::Release SampleRelease() {
  v1::Release release;
  release.set_name("releases/0190a000-0000-7000-8000-000000000001");
  release.set_etag("7");
  release.set_code("2023-H2");
  release.set_sequence(2);
  release.set_state(v1::RELEASE_STATE_PUBLISHED);
  release.set_closing_date("2023-12-31");
  release.set_threshold(10);
  release.set_base(5);
  release.set_digest(std::string(64, 'd'));
  release.set_previous(std::string(64, 'a'));
  FillAssistance(*release.add_tables());
  FillBuddies(*release.add_tables());
  for (const char* path : {"public/release.json", "public/assistance-left.csv",
                           "public/buddies-certified.csv", "audit/assistance.json"}) {
    release.add_files(path);
  }
  return release;
}

v1::Release ReleaseWithoutFamilies() {
  v1::Release release = SampleRelease();
  release.set_state(v1::RELEASE_STATE_PROPOSED);
  release.set_threshold(13);
  release.set_insiders(3);
  AddWithheld(release, "contact", "Households with contact", "Huishoudens met contact",
              v1::WITHHELD_REASON_TIME);
  AddWithheld(release, "waiting", "On the <waiting> list", "Op de <wacht>lijst",
              v1::WITHHELD_REASON_CONTRADICTION);
  v1::KnownDisclosure& known = *release.add_disclosed();
  known.set_table("assistance-left");
  known.set_cell("Beijum, to work, 2022");
  known.set_low(2);
  known.set_high(7);
  return release;
}

v1::Release WithheldRelease() {
  v1::Release release = SampleRelease();
  for (auto& table : *release.mutable_tables()) {
    for (auto& cell : *table.mutable_cells()) {
      if (cell.state() == v1::CELL_STATE_IMPOSSIBLE) continue;
      cell.set_value(0);
      cell.set_state(v1::CELL_STATE_WITHHELD);
    }
  }
  return release;
}

}  // namespace kansrijk::client
