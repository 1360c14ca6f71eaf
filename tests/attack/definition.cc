#include "tests/attack/definition.h"

#include <cstdlib>

namespace kansrijk::attack {
namespace {

Family Referrals(const std::string& to) {
  const std::string name = "referrals-" + to;
  return {name,
          {{.table = name + "-sent", .outcomes = {"sent"}},
           {.table = name + "-accepted", .outcomes = {"accepted"}, .after = 0},
           {.table = name + "-started", .outcomes = {"started"}, .after = 1},
           {.table = name + "-completed", .outcomes = {"completed"}, .after = 2},
           {.table = name + "-declined", .outcomes = {"declined"}, .after = 0}}};
}

Family Goals(const std::string& domain) {
  return {"goals-" + domain,
          {{.table = "goals-set-" + domain, .outcomes = {"set"}},
           {.table = "goals-ended-" + domain,
            .outcomes = {"achieved", "partly", "stopped"},
            .after = 0}}};
}

Family Assessment(const std::string& domain) {
  return {"assessment-" + domain,
          {{.table = "assessment-" + domain,
            .outcomes = {"improved", "same", "declined"},
            .always = true}}};
}

Family Assistance() {
  return {"assistance",
          {{.table = "assistance-left", .outcomes = {"left"}},
           {.table = "assistance-left-1-month", .outcomes = {"left"}, .after = 0, .months = 1},
           {.table = "assistance-left-6-months", .outcomes = {"left"}, .after = 1, .months = 5},
           {.table = "assistance-left-12-months", .outcomes = {"left"}, .after = 2, .months = 6}}};
}

Family Contact() {
  return {"contact",
          {{.table = "contact", .outcomes = {"contact"}},
           {.table = "contact-12-hours", .outcomes = {"12-hours"}, .after = 0, .within = 6}}};
}

Family Academie() {
  return {"academie",
          {{.table = "academie-attended", .outcomes = {"attended"}},
           {.table = "academie-certificate", .outcomes = {"certificate"}, .after = 0}}};
}

}  // namespace

const std::vector<Family>& Families() {
  static const std::vector<Family> kFamilies{
      Assistance(),
      Contact(),
      Referrals("wij"),
      Goals("work"),
      Assessment("work"),
      Academie(),
      {"ended", {{.table = "ended", .outcomes = {"closed", "dropped-out"}}}},
      {"started", {{.table = "started", .outcomes = {"started"}}}},
      {"waiting", {{.table = "waiting", .outcomes = {"waiting"}}}},
  };
  return kFamilies;
}

const Family& FamilyNamed(const std::string& name) {
  for (const Family& family : Families()) {
    if (family.name == name) return family;
  }
  std::abort();
}

}  // namespace kansrijk::attack
