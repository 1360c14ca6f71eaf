#include "client/screen/import_choices.h"

#include "client/message/arguments.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace import_choices_test {

using ::testing::HasSubstr;

absl::StatusOr<ImportChoices> Typing(std::vector<std::string> words) {
  words.insert(words.begin(), {"import", "sheets"});
  const auto typed = ReadArguments(words);
  EXPECT_TRUE(typed.ok()) << typed.status();
  return ImportChoices::FromTyped(*typed);
}

std::string Request(const std::vector<std::string>& words) {
  const auto choices = Typing(words);
  EXPECT_TRUE(choices.ok()) << choices.status();
  v1::CommitImportRequest request;
  choices->AddTo(request);
  return request.ShortDebugString();
}

std::string Refusal(const std::vector<std::string>& words) {
  InLanguage english(Language::kEnglish);
  const auto choices = Typing(words);
  EXPECT_TRUE(absl::IsInvalidArgument(choices.status()));
  return std::string(choices.status().message());
}

TEST(ImportChoices, AreNoneWithoutFlags) { EXPECT_EQ(Request({}), ""); }

TEST(ImportChoices, AreGatheredByFileHoweverOftenAFlagIsGiven) {
  EXPECT_EQ(Request({"--encoding", "cp850", "--column", "leden.Tel. nr.=telefoon", "--encoding",
                     "Leden.csv=mac", "--leave-out", "leden.a=b", "--leave-out=sessies.x,y"}),
            "choices { encoding: \"cp850\" } "
            "choices { file: \"leden\" encoding: \"macintosh\" "
            "columns { header: \"Tel. nr.\" column: \"telefoon\" } columns { header: \"a=b\" } } "
            "choices { file: \"sessies\" columns { header: \"x,y\" } }");
}

TEST(ImportChoices, KnowEncodingsByTheirCommonNames) {
  for (const auto& [typed, name] : std::vector<std::pair<std::string, std::string>>{
           {"utf8", "UTF-8"}, {"UTF-16", "UTF-16"}, {"ANSI", "windows-1252"}, {"DOS", "cp850"}}) {
    EXPECT_EQ(Request({"--encoding", typed}), "choices { encoding: \"" + name + "\" }");
  }
}

TEST(ImportChoices, AreRefusedByTheFlagThatIsWrong) {
  EXPECT_EQ(Refusal({"--encoding", "leden=klingon"}),
            "--encoding leden=klingon: \"klingon\" is unknown; choose from: UTF-8, UTF-16, "
            "windows-1252, cp850, macintosh");
  for (const char* wrong :
       {"leden", "leden.=telefoon", "leden.Tel=", ".Tel=telefoon", "Tel=telefoon"}) {
    EXPECT_EQ(Refusal({"--column", wrong}),
              std::string("--column ") + wrong +
                  ": write --column FILE.HEADING=COLUMN, as in --column "
                  "leden.Telefoonnummer=telefoon");
  }
  EXPECT_THAT(Refusal({"--leave-out", "Opmerking"}), HasSubstr("write --leave-out FILE.HEADING"));
  EXPECT_THAT(Refusal({"--encoding", "=cp850"}), HasSubstr("write --encoding FILE=NAME"));
}

TEST(ImportChoices, AreAboutFilesThatAreThere) {
  InLanguage english(Language::kEnglish);
  const auto choices = Typing({"--encoding", "UTF-8", "--leave-out", "ledem.Opmerking"});
  ASSERT_TRUE(choices.ok());
  EXPECT_EQ(
      choices->CheckFiles({{"leden", "leden.csv", ""}, {"sessies", "sessies.csv", ""}}).message(),
      "--leave-out ledem.Opmerking: there is no such file to import; there are: leden, "
      "sessies");
  EXPECT_TRUE(choices->CheckFiles({{"ledem", "ledem.csv", ""}}).ok());
}

TEST(ImportChoices, ExplainWhatTheServerRefuses) {
  const auto choices =
      Typing({"--encoding", "leden=cp850", "--column", "leden.A=a", "--column", "leden.B=b"});
  google::rpc::BadRequest bad;
  for (const char* field : {"choices[0].columns[1].column", "choices[0].columns[10].column"}) {
    bad.add_field_violations()->set_field(field);
  }
  const std::string url = "type.googleapis.com/google.rpc.BadRequest";
  absl::Status refusal = absl::InvalidArgumentError(
      "no `choices[0].columns[1].column`; `choices[0].columns[10].column`");
  refusal.SetPayload(url, absl::Cord(bad.SerializeAsString()));
  const absl::Status explained = choices->Explained(refusal);
  bad.ParseFromString(std::string(*explained.GetPayload(url)));
  EXPECT_EQ(explained.message(), "no --column leden.B=b; `choices[0].columns[10].column`");
  EXPECT_EQ(bad.field_violations(0).field(), "--column leden.B=b");
  EXPECT_EQ(bad.field_violations(1).field(), "choices[0].columns[10].column");
}

}  // namespace import_choices_test
}  // namespace kansrijk::client
