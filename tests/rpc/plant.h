// Canaries: one in every text and date that casework takes. Plants expect success.
#ifndef KANSRIJK_TESTS_RPC_PLANT_H_
#define KANSRIJK_TESTS_RPC_PLANT_H_

#include <string>
#include <vector>

#include "tests/rpc/request.h"
#include "tests/testing/casework.h"
#include "tests/testing/client.h"
#include "tests/testing/status.h"

namespace kansrijk::testing {

template <typename Message, typename Request>
Message Must(const Client& client, const std::string& method, Request request) {
  request.set_request_id(NewRequestId());
  const auto made = client.Call<Message>("kansrijk.v1." + method, request);
  EXPECT_OK(made) << method;
  return made.ok() ? *made : Message();
}

// What is planted about a track under way, and about its buddy.
std::vector<std::string> CaseworkCanaries();

// Plants them; `things` gets what can be named, and the same by number in `by_number`.
void PlantCasework(const Client& coordinator, const v1::Track& track, const v1::Buddy& buddy,
                   Things& things, Things& by_number);

// What is planted about households.
std::vector<std::string> HouseholdCanaries();

// Moves the household, and links `member` with another record of the same person.
void PlantHouseholdLife(const Client& coordinator, const v1::Household& household,
                        const v1::Member& member);

// What is planted in the Academie and in what goes to other organisations.
std::vector<std::string> AcademieCanaries();
std::vector<std::string> ReferralCanaries();

// A session with a trainer, an external participant who attended it, and a certificate that was
// revoked. `trainer` is of the buddy's organisation.
void PlantAcademie(const Client& trainer, const v1::Buddy& buddy, Things& things,
                   Things& by_number);

// A referral to organisation SPI that was sent under an oral consent; `administrator` opens
// the route.
void PlantReferral(const Client& coordinator, const Client& administrator, const std::string& from,
                   const v1::Track& track, const v1::Member& member, Things& things,
                   Things& by_number);

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_RPC_PLANT_H_
