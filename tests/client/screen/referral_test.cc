// Routes, consents and referrals on the command line, against a server of canned answers.
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/route.pb.h"
#include "tests/client/running.h"

namespace kansrijk::client {
namespace referral_test {

using grpc::Status;

class Referring : public Running {
 protected:
  void HaveRoute() {
    server_.On<v1::ListRoutesRequest, v1::ListRoutesResponse>("RouteService.ListRoutes",
                                                              [](auto& request, auto& page) {
                                                                if (request.page_token().empty()) {
                                                                  page.set_next_page_token("more");
                                                                  return Status::OK;
                                                                }
                                                                auto* route = page.add_routes();
                                                                route->set_from("organisations/1");
                                                                route->set_from_code("KO");
                                                                route->set_to("organisations/2");
                                                                route->set_to_code("KS");
                                                                route->set_etag("5");
                                                                return Status::OK;
                                                              });
    server_.On<v1::SetRouteRequest, v1::Route>("RouteService.SetRoute",
                                               [this](auto& request, auto& route) {
                                                 sent_ = request;
                                                 route.set_from_code("KO");
                                                 return Status::OK;
                                               });
  }

  v1::SetRouteRequest sent_;
};

TEST_F(Referring, ChangesARouteWithTheVersionThatItHas) {
  HaveRoute();
  EXPECT_EQ(Type({"route", "set", "KO", "KS", "--reason", "young-family", "--reason", "buddy"}), 0)
      << err();
  EXPECT_EQ(sent_.route().etag(), "5");
  EXPECT_EQ(sent_.route().reasons_size(), 2);
  EXPECT_EQ(sent_.route().to(), "organisations/KS");
}

TEST_F(Referring, OpensARouteThatIsNotThereWithoutAVersion) {
  HaveRoute();
  EXPECT_EQ(Type({"route", "set", "KO", "BIB", "--reason", "work"}), 0) << err();
  EXPECT_EQ(sent_.route().etag(), "");
}

TEST_F(Referring, GivesConsentForEachCategoryNamed) {
  v1::GiveConsentRequest sent;
  server_.On<v1::GiveConsentRequest, v1::Consent>("ConsentService.GiveConsent",
                                                  [&](auto& request, auto&) {
                                                    sent = request;
                                                    return Status::OK;
                                                  });
  EXPECT_EQ(Type({"consent", "give", "L0142a", "KS", "--purpose", "young-family", "--category",
                  "contact", "--category", "question,goals", "--form", "oral", "--witness",
                  "Carla Proef", "--subject-signed"}),
            0)
      << err();
  EXPECT_EQ(sent.consent().subject(), "households/-/members/L0142a");
  ASSERT_EQ(sent.consent().categories_size(), 3);
  EXPECT_EQ(sent.consent().categories(2), v1::DATA_CATEGORY_GOALS);
  EXPECT_TRUE(sent.consent().subject_signed());
}

TEST_F(Referring, KeepsTheQuestionOffTheCommandLine) {
  EXPECT_EQ(
      Type({"referral", "draft", "H-0142", "KS", "--reason", "debts", "--question", "private"}), 2);
  EXPECT_EQ(err().find("private"), std::string::npos);
  EXPECT_TRUE(server_.calls().empty());
}

void FillPreview(v1::PreviewReferralResponse& preview) {
  auto& referral = *preview.mutable_referral();
  referral.set_name("referrals/1");
  referral.set_number("R-0001");
  referral.set_from_code("KO");
  referral.set_to_code("KS");
  referral.set_reason(v1::REFERRAL_REASON_YOUNG_FAMILY);
  referral.set_state(v1::REFERRAL_STATE_DRAFT);
  auto& payload = *referral.mutable_payload();
  payload.mutable_contact()->set_given_name("Noor");
  payload.mutable_contact()->set_family_name("Proef");
  payload.mutable_household()->add_child_ages(2);
  payload.mutable_household()->add_child_ages(5);
  payload.set_question("Hulp bij\nhet slapen\x1b[2J");
  auto* goal = payload.add_goals();
  goal->set_pillar(v1::PILLAR_WELL_BEING);
  goal->set_text("Rust in huis");
  goal->set_due_date("2027-06-01");
}

TEST_F(Referring, PreviewsWhatTheRecipientWillSeeAndWhatStandsInTheWay) {
  bool in_the_way = true;
  server_.On<v1::PreviewReferralRequest, v1::PreviewReferralResponse>(
      "ReferralService.PreviewReferral", [&](auto&, auto& preview) {
        FillPreview(preview);
        if (!in_the_way) return Status::OK;
        preview.add_obstacles("there is no valid consent");
        preview.add_obstacles_nl("er is geen toestemming");
        return Status::OK;
      });
  EXPECT_EQ(Type({"referral", "preview", "R-0001"}), 0) << err();
  EXPECT_EQ(out().rfind("What KS will see:\n\nNumber", 0), 0u) << out();
  for (const char* part : {"Noor Proef\n", "2, 5\n", "Hulp bij\n", " het slapen\uFFFD[2J\n",
                           "well-being: Rust in huis (by 2027-06-01)\n",
                           "\nIt cannot be sent yet:\n- there is no valid consent\n"}) {
    EXPECT_NE(out().find(part), std::string::npos) << part << "\n" << out();
  }
  EXPECT_EQ(out().find("Telephone"), std::string::npos);
  EXPECT_EQ(Type({"referral", "preview", "R-0001", "--lang", "nl"}), 0);
  EXPECT_NE(out().find("\n- er is geen toestemming\n"), std::string::npos) << out();
  in_the_way = false;
  EXPECT_EQ(Type({"referral", "preview", "R-0001"}), 0);
  EXPECT_NE(out().find("\nNothing stands in the way of sending it.\n"), std::string::npos) << out();
}

TEST_F(Referring, ListsTheSideThatTheCommandIsAbout) {
  v1::ListReferralsRequest asked;
  server_.On<v1::ListReferralsRequest, v1::ListReferralsResponse>(
      "ReferralService.ListReferrals", [&](auto& request, auto& page) {
        asked = request;
        auto* stub = page.add_referrals();
        stub->set_number("R-0001");
        stub->set_state(v1::REFERRAL_STATE_WITHDRAWN);
        stub->set_phase(v1::REFERRAL_PHASE_ENDED);
        return Status::OK;
      });
  EXPECT_EQ(Type({"referral", "inbox", "--phase", "due", "--ended"}), 0) << err();
  EXPECT_EQ(asked.side(), v1::REFERRAL_SIDE_RECIPIENT);
  EXPECT_EQ(asked.phase(), v1::REFERRAL_PHASE_DUE);
  EXPECT_EQ(out(), "Number  State      Phase\nR-0001  withdrawn  ended\n");
  EXPECT_EQ(Type({"referral", "list", "H-0142"}), 0);
  EXPECT_EQ(asked.side(), v1::REFERRAL_SIDE_SENDER);
  EXPECT_EQ(asked.track(), "tracks/H-0142");
}

}  // namespace referral_test
}  // namespace kansrijk::client
