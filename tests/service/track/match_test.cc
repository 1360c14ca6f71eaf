#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace match_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Matches : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Match> Create(const Client& client, const std::string& track,
                                   const std::string& buddy) {
    v1::CreateMatchRequest request;
    request.set_parent(track);
    request.mutable_match()->set_buddy(buddy);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Match>("kansrijk.v1.MatchService/CreateMatch", request);
  }

  absl::StatusOr<v1::Match> Get(const Client& client, const std::string& name) {
    v1::GetMatchRequest request;
    request.set_name(name);
    return client.Call<v1::Match>("kansrijk.v1.MatchService/GetMatch", request);
  }

  absl::StatusOr<v1::ListMatchesResponse> List(const Client& client, const std::string& track,
                                               int page_size = 0, const std::string& token = "") {
    v1::ListMatchesRequest request;
    request.set_parent(track);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return client.Call<v1::ListMatchesResponse>("kansrijk.v1.MatchService/ListMatches", request);
  }

  static v1::TransitionMatchRequest To(const v1::Match& match, v1::MatchVerb verb) {
    v1::TransitionMatchRequest request;
    request.set_name(match.name());
    request.set_etag(match.etag());
    request.set_verb(verb);
    request.set_no_conflict_of_interest(true);
    request.set_request_id(NewRequestId());
    return request;
  }

  absl::StatusOr<v1::Match> Go(const v1::TransitionMatchRequest& request) {
    return coordinator_.Call<v1::Match>("kansrijk.v1.MatchService/TransitionMatch", request);
  }

  void ChangeBuddy(const v1::Buddy& changed, const std::vector<std::string>& paths) {
    v1::UpdateBuddyRequest request;
    *request.mutable_buddy() = changed;
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    EXPECT_OK(coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", request));
  }

  // From `date` on, a match needs a basic certificate.
  void AskBasicCertificateFrom(const std::string& date) {
    v1::Settings settings;
    settings.set_basic_certificate_from(date);
    ChangeSettings(coordinator_, settings, "basic_certificate_from");
  }

  v1::Match Meeting() { return Meet(coordinator_, track_, buddy_); }

  // The account of B01: whoever has one confirms matches herself.
  Client Layla() { return server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01"); }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  v1::Household household_ = AddHousehold(coordinator_, "H-0142");
  v1::Track track_ =
      AddTrack(coordinator_, household_, AddParticipant(coordinator_, household_, "Noor"));
};

TEST_F(Matches, BeginAsProposalsThatTheBuddyDoesNotSee) {
  const auto match = Create(coordinator_, "tracks/H-0142", "buddies/B01");
  ASSERT_OK(match);
  EXPECT_EQ(match->state(), v1::MATCH_STATE_PROPOSED);
  EXPECT_EQ(match->track(), track_.name());
  EXPECT_EQ(match->track_number(), track_.number());
  EXPECT_EQ(match->household(), household_.name());
  EXPECT_EQ(match->household_number(), "H-0142");
  EXPECT_EQ(match->buddy(), buddy_.name());
  EXPECT_EQ(match->buddy_number(), "B01");
  EXPECT_EQ(match->buddy_name(), "Layla Test");
  EXPECT_EQ(match->participant_name(), "Noor Testdeelnemer");
  EXPECT_EQ(match->neighbourhood(), v1::NEIGHBOURHOOD_BEIJUM);
  const Client layla = Layla();
  EXPECT_THAT(Get(layla, match->name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(List(layla, track_.name()), HasCode(StatusCode::kNotFound));
}

TEST_F(Matches, AreOneAtATimeOfABuddyAndATrack) {
  const auto match = Create(coordinator_, track_.name(), buddy_.name());
  ASSERT_OK(match);
  EXPECT_THAT(Create(coordinator_, track_.name(), buddy_.name()), HasReason("ALREADY_MATCHED"));
  ASSERT_OK(Transition(coordinator_, *match, v1::MATCH_VERB_DECLINE));
  EXPECT_OK(Create(coordinator_, track_.name(), buddy_.name()));
}

TEST_F(Matches, AreNotActiveTwiceWithTheSameBuddy) {
  const Case made = AddCase(coordinator_, "H-0143", buddy_);
  ASSERT_EQ(made.match.state(), v1::MATCH_STATE_ACTIVE);
  EXPECT_THAT(Create(coordinator_, made.track.name(), buddy_.name()), HasReason("ALREADY_MATCHED"));
  EXPECT_OK(Create(coordinator_, made.track.name(), AddBuddy(coordinator_, "B02").name()));
}

TEST_F(Matches, AreNotForTracksThatHaveEnded) {
  ASSERT_OK(Transition(coordinator_, track_, v1::TRACK_VERB_WITHDRAW));
  const auto refused = Create(coordinator_, track_.name(), buddy_.name());
  EXPECT_THAT(refused, HasReason("TRACK_HAS_ENDED"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("WITHDRAWN"));
}

TEST_F(Matches, GoFromProposalToEnd) {
  v1::Match match = AddMatch(coordinator_, track_, buddy_);
  match = *Transition(coordinator_, match, v1::MATCH_VERB_START_MEETING);
  EXPECT_EQ(match.state(), v1::MATCH_STATE_MEETING);
  EXPECT_EQ(match.since(), "");
  match = *Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE, "2026-05-18");
  EXPECT_EQ(match.state(), v1::MATCH_STATE_ACTIVE);
  EXPECT_EQ(match.since(), "2026-05-18");
  match = *Transition(coordinator_, match, v1::MATCH_VERB_END);
  EXPECT_EQ(match.state(), v1::MATCH_STATE_ENDED);
  EXPECT_EQ(match.until(), "2026-05-20");
  EXPECT_EQ(match.end_reason(), "test");
  EXPECT_EQ(Get(coordinator_, match.name())->SerializeAsString(), match.SerializeAsString());
  EXPECT_THAT(Get(Layla(), match.name()), HasCode(StatusCode::kNotFound));
}

TEST_F(Matches, RefuseStepsThatTheirStateDoesNotAllow) {
  const v1::Match match = AddMatch(coordinator_, track_, buddy_);
  const auto refused = Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE);
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("`MATCH_VERB_START_MEETING, MATCH_VERB_DECLINE`"));
}

TEST_F(Matches, NeedAReasonADateUntilTodayAndAFreshEtag) {
  v1::Match match = AddMatch(coordinator_, track_, buddy_);
  EXPECT_THAT(Go(To(match, v1::MATCH_VERB_DECLINE)), BlamesField("reason"));
  EXPECT_THAT(Transition(coordinator_, match, v1::MATCH_VERB_START_MEETING, "2026-05-21"),
              HasReason("MATCH_DATE_IN_FUTURE"));
  v1::TransitionMatchRequest stale = To(match, v1::MATCH_VERB_START_MEETING);
  match = *Go(stale);
  stale.set_request_id(NewRequestId());
  EXPECT_THAT(Go(stale), HasReason("STALE_ETAG"));
  match = *Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE, "2026-05-18");
  EXPECT_THAT(Transition(coordinator_, match, v1::MATCH_VERB_END, "2026-05-17"),
              HasReason("MATCH_ENDS_BEFORE_IT_BEGINS"));
}

TEST_F(Matches, AreActivatedOnceForOneRequest) {
  const v1::Match match = Meeting();
  const v1::TransitionMatchRequest request = To(match, v1::MATCH_VERB_ACTIVATE);
  const auto first = Go(request);
  ASSERT_OK(first);
  const auto again = Go(request);
  ASSERT_OK(again);
  EXPECT_TRUE(coordinator_.replayed());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

// Whoever has no right to know does not get to know: not by a proposal, not by meeting, and not by
// a match that got there before the papers were withdrawn.
TEST_F(Matches, NeedThePapersThatNoReasonReplacesInEveryState) {
  const v1::Match proposed = AddMatch(coordinator_, track_, buddy_);
  const v1::Buddy second = AddBuddy(coordinator_, "B02");
  const v1::Match met = Meet(coordinator_, track_, second);
  for (v1::Buddy changed : {buddy_, second}) {
    changed.set_confidentiality_signed(false);
    changed.clear_conduct_certificate_date();
    ChangeBuddy(changed, {"confidentiality_signed", "conduct_certificate_date"});
  }
  v1::TransitionMatchRequest meet = To(proposed, v1::MATCH_VERB_START_MEETING);
  meet.set_override_reason("haast");
  v1::TransitionMatchRequest activate = To(met, v1::MATCH_VERB_ACTIVATE);
  activate.set_override_reason("haast");
  const v1::Household other = AddHousehold(coordinator_, "H-0143");
  const v1::Track track = AddTrack(coordinator_, other, AddParticipant(coordinator_, other, "Sem"));
  for (const auto& refused :
       {Go(meet), Go(activate), Create(coordinator_, track.name(), buddy_.name())}) {
    EXPECT_THAT(refused, HasReason("MATCH_GUARDS_FAIL"));
    EXPECT_THAT(std::string(refused.status().message()),
                HasSubstr("confidentiality agreement is not signed; there is no certificate of "
                          "conduct"));
  }
  ASSERT_OK(Transition(coordinator_, proposed, v1::MATCH_VERB_DECLINE)) << "can be given up";
}

TEST_F(Matches, NeedTheCoordinatorsCheckOfAConflictToBeActive) {
  v1::TransitionMatchRequest request = To(Meeting(), v1::MATCH_VERB_ACTIVATE);
  request.set_override_reason("haast");
  request.set_no_conflict_of_interest(false);
  const auto refused = Go(request);
  EXPECT_THAT(refused, HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("no_conflict_of_interest"));
}

TEST_F(Matches, KeepWhyASoftGuardGaveWay) {
  v1::Buddy changed = buddy_;
  changed.clear_basic_certificate_date();
  changed.clear_backup_organisation();
  ChangeBuddy(changed, {"basic_certificate_date", "backup_organisation"});
  AskBasicCertificateFrom("2026-05-20");
  const v1::Match match = Meeting();
  EXPECT_THAT(Go(To(match, v1::MATCH_VERB_ACTIVATE)), HasReason("MATCH_GUARDS_FAIL"));
  v1::TransitionMatchRequest request = To(match, v1::MATCH_VERB_ACTIVATE);
  request.set_override_reason("training is geboekt");
  ASSERT_OK(Go(request));
  const auto active = Get(coordinator_, match.name());
  EXPECT_THAT(active->overridden_guards(),
              ElementsAre(v1::MATCH_GUARD_BASIC_CERTIFICATE, v1::MATCH_GUARD_BACKUP));
  EXPECT_EQ(active->override_reason(), "training is geboekt");
}

// Not from the moment on which somebody gets the first one.
TEST_F(Matches, NeedTheBasicCertificateFromTheDayThatTheSettingsSay) {
  v1::Buddy changed = buddy_;
  changed.clear_basic_certificate_date();
  ChangeBuddy(changed, {"basic_certificate_date"});
  AddBuddy(coordinator_, "B02");  // has the basic certificate
  const v1::Match match = Meeting();
  AskBasicCertificateFrom("2026-05-20");
  EXPECT_THAT(Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE),
              HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE, "2026-05-19"),
              HasReason("MATCH_GUARDS_FAIL"))
      << "an earlier first day is decided on today too";
  AskBasicCertificateFrom("2026-05-21");
  const auto active = Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE);
  ASSERT_OK(active);
  EXPECT_THAT(active->overridden_guards(), ElementsAre());
}

TEST_F(Matches, DoNotBeginBeforeThePapersAndTheConfirmation) {
  v1::Buddy changed = buddy_;
  changed.set_conduct_certificate_date("2026-05-10");
  ChangeBuddy(changed, {"conduct_certificate_date"});
  const Client layla = Layla();
  server_.clock().Set(NoonOf("2026-05-15"));
  const v1::Match match = *Confirm(layla, Meeting());
  server_.clock().Set(NoonOf("2026-05-20"));
  const auto papers = Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE, "2026-05-09");
  EXPECT_THAT(std::string(papers.status().message()),
              HasSubstr("the certificate of conduct is of 2026-05-10, and there was none on "
                        "2026-05-09"));
  const auto word = Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE, "2026-05-14");
  EXPECT_THAT(word, HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(std::string(word.status().message()), HasSubstr("confirmed on 2026-05-15"));
  EXPECT_OK(Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE, "2026-05-15"));
}

TEST_F(Matches, DoNotEndBeforeTheBuddysLastContact) {
  const Case made = AddCase(coordinator_, "H-0143", buddy_);
  v1::LogSessionRequest session = SessionOn(made.track.name(), "2026-05-18");
  session.mutable_session()->set_buddy(buddy_.name());
  ASSERT_OK(Log(coordinator_, session));
  session = SessionOn(made.track.name(), "2026-05-20");
  session.mutable_session()->set_buddy(buddy_.name());
  session.mutable_session()->set_no_show(true);
  session.mutable_session()->set_minutes(0);
  ASSERT_OK(Log(coordinator_, session));
  const auto early = Transition(coordinator_, made.match, v1::MATCH_VERB_END, "2026-05-17");
  EXPECT_THAT(early, HasReason("CONTACT_AFTER_MATCH"));
  EXPECT_THAT(std::string(early.status().message()), HasSubstr("S-0001 of that buddy is of"));
  EXPECT_OK(Transition(coordinator_, made.match, v1::MATCH_VERB_END, "2026-05-18"));
}

TEST_F(Matches, TellOfABuddyWhoIsAwayAndCannotGetAcquainted) {
  v1::Buddy away = buddy_;
  away.set_absent_from("2026-05-20");
  away.set_absent_until("2026-06-01");
  ChangeBuddy(away, {"absent_from", "absent_until"});
  const v1::Match proposed = AddMatch(coordinator_, track_, buddy_);
  EXPECT_EQ(proposed.buddy_absent_from(), "2026-05-20");
  EXPECT_EQ(proposed.buddy_absent_until(), "2026-06-01");
  EXPECT_EQ(Get(coordinator_, proposed.name())->buddy_absent_from(), "");
  const auto met = Transition(coordinator_, proposed, v1::MATCH_VERB_START_MEETING);
  EXPECT_EQ(met->buddy_absent_from(), "2026-05-20");
  server_.clock().Set(NoonOf("2026-06-02"));
  EXPECT_EQ(AddMatch(coordinator_,
                     AddCase(coordinator_, "H-0143", AddBuddy(coordinator_, "B02")).track, buddy_)
                .buddy_absent_from(),
            "");
}

TEST_F(Matches, TakeACertificateOfConductForAsLongAsTheSettingsSay) {
  v1::Settings settings;
  settings.set_conduct_certificate_months_max(6);
  ChangeSettings(coordinator_, settings, "conduct_certificate_months_max");
  const v1::Match match = Meeting();
  const auto refused = Go(To(match, v1::MATCH_VERB_ACTIVATE));
  EXPECT_THAT(refused, HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("the certificate of conduct (2025-06-01) is older than 6 months"));
}

TEST_F(Matches, CountAgainstTheCapacityOfTheBuddy) {
  v1::Buddy changed = buddy_;
  changed.set_capacity(1);
  ChangeBuddy(changed, {"capacity"});
  AddCase(coordinator_, "H-0143", buddy_);
  const v1::Match match = Meeting();
  const auto refused = Go(To(match, v1::MATCH_VERB_ACTIVATE));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("no free capacity (tracks: 1 of 1)"));
}

TEST_F(Matches, AreListedLatestFirstPageAfterPage) {
  const v1::Match first = AddMatch(coordinator_, track_, buddy_);
  server_.clock().Advance(absl::Hours(1));
  const v1::Match second = AddMatch(coordinator_, track_, AddBuddy(coordinator_, "B02"));
  const auto page = List(coordinator_, track_.name(), 1);
  ASSERT_OK(page);
  ASSERT_EQ(page->matches_size(), 1);
  EXPECT_EQ(page->matches(0).name(), second.name());
  const auto rest = List(coordinator_, track_.name(), 1, page->next_page_token());
  ASSERT_OK(rest);
  ASSERT_EQ(rest->matches_size(), 1);
  EXPECT_EQ(rest->matches(0).name(), first.name());
  EXPECT_EQ(rest->next_page_token(), "");
}

TEST_F(Matches, OfAnotherOrganisationDoNotExist) {
  const v1::Match match = AddMatch(coordinator_, track_, buddy_);
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  EXPECT_THAT(Get(stranger, match.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Create(stranger, track_.name(), buddy_.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Transition(stranger, match, v1::MATCH_VERB_START_MEETING),
              HasCode(StatusCode::kNotFound));
}

TEST_F(Matches, AreMadeAndMovedByCoordinatorsOnly) {
  const v1::Match match = Meeting();
  const Client layla = Layla();
  EXPECT_THAT(Create(layla, track_.name(), buddy_.name()), HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(Transition(layla, match, v1::MATCH_VERB_ACTIVATE),
              HasCode(StatusCode::kPermissionDenied));
}

}  // namespace match_test
}  // namespace kansrijk::testing
