// That something waits, by e-mail.
#include "server/store/exchange/notice.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "server/base/sendmail.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace notice_test {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Notices : public ::testing::Test, protected Referring {
 protected:
  absl::StatusOr<v1::Settings> SetAddress(const std::string& address) const {
    const auto settings = coordinator.Call<v1::Settings>("kansrijk.v1.SettingsService/GetSettings",
                                                         v1::GetSettingsRequest());
    EXPECT_OK(settings);
    v1::UpdateSettingsRequest request;
    *request.mutable_settings() = *settings;
    request.mutable_settings()->set_notice_email(address);
    request.mutable_update_mask()->add_paths("notice_email");
    request.set_request_id(NewRequestId());
    return coordinator.Call<v1::Settings>("kansrijk.v1.SettingsService/UpdateSettings", request);
  }

  static absl::StatusOr<v1::Account> SetOwnAddress(const Client& client,
                                                   const std::string& address) {
    v1::SetNoticeEmailRequest request;
    request.set_email(address);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Account>("kansrijk.v1.AccountService/SetNoticeEmail", request);
  }

  std::vector<store::DueNotice> Due() {
    std::vector<store::DueNotice> due;
    EXPECT_OK(server.server().instance().database().ReadNow([&](db::ReadTx& tx) {
      auto listed = store::ListDueNotices(tx);
      if (listed.ok()) due = *std::move(listed);
      return listed.status();
    }));
    return due;
  }

  std::vector<std::string> Addresses() {
    std::vector<std::string> addresses;
    for (const store::DueNotice& notice : Due()) addresses.push_back(notice.address);
    return addresses;
  }

  void TellAll() {
    for (const store::DueNotice& notice : Due()) {
      EXPECT_OK(server.server().instance().database().WriteNow(
          [&](db::WriteTx& tx) { return store::NoteTold(tx, notice); }));
    }
  }
};

TEST_F(Notices, AreForOrganisationsThatGaveAnAddress) {
  After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT});
  EXPECT_THAT(Addresses(), IsEmpty());
  ASSERT_OK(SetAddress("intake@kansrijk.example"));
  EXPECT_THAT(Addresses(), ElementsAre("intake@kansrijk.example"));
  ASSERT_OK(SetAddress(""));
  EXPECT_THAT(Addresses(), IsEmpty());
}

TEST_F(Notices, ComeOnceForAllThatCame) {
  ASSERT_OK(SetAddress("intake@kansrijk.example"));
  v1::Referral referral = After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT});
  TellAll();
  EXPECT_THAT(Addresses(), IsEmpty());
  server.clock().Advance(absl::Minutes(1));
  After(referral, {v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_START});
  EXPECT_THAT(Addresses(), ElementsAre("intake@kansrijk.example"));
}

TEST_F(Notices, TellOfWhatCameIn) {
  ASSERT_OK(SetAddress("intake@kansrijk.example"));
  const auto draft = DraftInbound(wim, NewInbound());
  ASSERT_OK(draft);
  EXPECT_THAT(Addresses(), IsEmpty()) << "a draft is nobody's yet";
  ASSERT_OK(Do(wim, *draft, v1::REFERRAL_VERB_SEND));
  EXPECT_THAT(Addresses(), ElementsAre("intake@kansrijk.example"));
}

TEST_F(Notices, GoToWhoeverGaveAnAddressAtAPartner) {
  const auto own = SetOwnAddress(fatima, "fatima@bib.example");
  ASSERT_OK(own);
  EXPECT_EQ(own->notice_email(), "fatima@bib.example");
  EXPECT_THAT(Addresses(), IsEmpty());
  const v1::Referral sent = Sent();
  EXPECT_THAT(Addresses(), ElementsAre("fatima@bib.example"));
  TellAll();
  EXPECT_THAT(Addresses(), IsEmpty());
  After(sent, {v1::REFERRAL_VERB_RECEIVE});
  EXPECT_THAT(Addresses(), IsEmpty()) << "she did that herself";
  ASSERT_OK(SetOwnAddress(fatima, ""));
  server.clock().Advance(absl::Minutes(1));
  Sent();
  EXPECT_THAT(Addresses(), IsEmpty());
}

TEST_F(Notices, TellABuddyOfTheOwnTracksOnly) {
  AddBuddy(coordinator, "B02");
  const Client yusuf = server.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02");
  ASSERT_OK(SetOwnAddress(layla, "layla@kansrijk.example"));
  ASSERT_OK(SetOwnAddress(yusuf, "yusuf@kansrijk.example"));
  ASSERT_OK(SetOwnAddress(wim, "wim@wij.example"));
  After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT});
  EXPECT_THAT(Addresses(), ElementsAre("layla@kansrijk.example"));
}

TEST_F(Notices, GoToNobodyWhoseAccountHasEnded) {
  ASSERT_OK(SetOwnAddress(fatima, "fatima@bib.example"));
  Sent();
  v1::DisableAccountRequest request;
  request.set_name("accounts/fatima");
  request.set_request_id(NewRequestId());
  ASSERT_OK(
      server.Operator().Call<v1::Account>("kansrijk.v1.AccountService/DisableAccount", request));
  EXPECT_THAT(Addresses(), IsEmpty());
}

TEST_F(Notices, TakeOneAddressThatIsSafeInTheHeadOfAMessage) {
  EXPECT_OK(SetAddress("jan.de-wit+intake_1@kansrijk.example"));
  for (const char* address : {"niemand", "a@b@c", "-oops@kansrijk.example", "a@b,c@d", "a b@c",
                              "@kansrijk.example", "intake@"}) {
    EXPECT_THAT(SetAddress(address), HasReason("FIELD_BAD_EMAIL")) << address;
    EXPECT_THAT(SetAddress(address), BlamesField("settings.notice_email"));
    EXPECT_THAT(SetOwnAddress(layla, address), HasReason("FIELD_BAD_EMAIL")) << address;
    EXPECT_THAT(SetOwnAddress(layla, address), BlamesField("email"));
  }
}

// A mail program that writes what it gets into a file.
class MailProgram : public ::testing::Test {
 protected:
  std::string Write(const std::string& script) const {
    const std::string path = directory_.path() + "/sendmail";
    std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
  }
  std::string Got() const {
    std::stringstream text;
    text << std::ifstream(directory_.path() + "/got").rdbuf();
    return text.str();
  }

  TemporaryDirectory directory_;
  const Mail mail_{"intake@kansrijk.example", "Er staat iets klaar", "Log in."};
};

TEST_F(MailProgram, GetsAddressAndMessage) {
  const std::string program =
      Write(absl::StrCat("(echo \"$@\"; cat) > ", directory_.path(), "/got"));
  ASSERT_OK(Send(program, mail_, absl::Seconds(30)));
  EXPECT_THAT(Got(),
              AllOf(HasSubstr("-i -- intake@kansrijk.example\n"),
                    HasSubstr("\nSubject: Er staat iets klaar\n"), HasSubstr("\n\nLog in.")));
}

TEST_F(MailProgram, FailsWhenItIsNotThereSaysSoOrTakesTooLong) {
  EXPECT_FALSE(Send(directory_.path() + "/none", mail_, absl::Seconds(30)).ok());
  EXPECT_FALSE(Send(Write("exit 75"), mail_, absl::Seconds(30)).ok());
  EXPECT_FALSE(Send(Write("exec sleep 600"), mail_, absl::Milliseconds(50)).ok());
  EXPECT_OK(Send(Write("exit 0"), mail_, absl::Seconds(30))) << "without reading the message";
}

}  // namespace notice_test
}  // namespace kansrijk::testing
