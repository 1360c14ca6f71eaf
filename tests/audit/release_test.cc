// Two releases by hand: two neighbourhoods of twelve households, of which ten leave assistance in
// the first half year and six in the second. Only totals are shown.
#include "client/audit/release.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "client/audit/run.h"
#include "client/audit/text.h"

namespace kansrijk::audit {
namespace release_test {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;

struct Draft {
  std::string name;
  std::string csv;
  json family;
  std::string nonce = "";
  std::string kind = "regular";
};

json ByWitnesses(const json& atoms) { return {{"atoms", atoms}, {"low", 0}, {"high", 1}}; }

// The same rows prove both ends: what they add up to is known exactly.
json ByBounds(const json& atoms, const json& rows) {
  const json bound = {{"scale", 1}, {"rows", rows}};
  return {{"atoms", atoms}, {"above", bound}, {"below", bound}};
}

json Cell(const json& atoms, int row) {
  return {{"atoms", atoms}, {"file", "off.csv"}, {"row", row}};
}

json Atom(int group, const json& was) { return {{"group", group}, {"was", was}}; }

const json kGroups = {{{"table", "off"}, {"denominator", 12}},
                      {{"table", "off"}, {"denominator", 12}}};

Draft First() {
  Draft draft;
  draft.name = "2023-H1";
  draft.csv =
      "neighbourhood,outcome,period,value\n"
      "A,event,2023-H1,.\nA,none,2023-H1,.\nB,event,2023-H1,.\nB,none,2023-H1,.\n"
      "T,event,2023-H1,10\nT,none,2023-H1,.\nT,never,2023-H1,\n";
  const json none = json::array();
  draft.family = {
      {"family", "off"},
      {"n", 3},
      {"base", 1},
      {"releases", {1}},
      {"groups", kGroups},
      {"atoms", {Atom(0, none), Atom(0, none), Atom(1, none), Atom(1, none)}},
      {"implications", none},
      {"cells",
       {Cell({0}, 1), Cell({1}, 2), Cell({2}, 3), Cell({3}, 4), Cell({0, 2}, 5), Cell({1, 3}, 6)}},
      {"witnesses", {{0, 12, 10, 2}, {10, 2, 0, 12}}},
      {"proofs",
       {ByWitnesses({0}), ByWitnesses({1}), ByWitnesses({2}), ByWitnesses({3}),
        ByBounds({0, 2}, {{"1", 4, 1}}),
        ByBounds({1, 3}, {{"group", 0, 1}, {"group", 1, 1}, {"1", 4, -1}})}}};
  return draft;
}

Draft Second() {
  Draft draft;
  draft.name = "2023-H2";
  draft.csv =
      "neighbourhood,outcome,period,value\n"
      "A,event,2023-H2,.\nB,event,2023-H2,.\nT,event,2023-H2,.\nT,event,2023,16\nT,none,2023,.\n";
  draft.family = {
      {"family", "off"},
      {"n", 3},
      {"base", 1},
      {"releases", {1, 2}},
      {"groups", kGroups},
      // Of A and of B: event in H1, event in H2, none.
      {"atoms",
       {Atom(0, {0}), Atom(0, {1}), Atom(0, {1}), Atom(1, {2}), Atom(1, {3}), Atom(1, {3})}},
      {"implications", {{{"fewer", {0}}, {"more", {0, 1}}}}},
      {"cells",
       {Cell({1}, 1), Cell({4}, 2), Cell({1, 4}, 3), Cell({0, 1, 3, 4}, 4), Cell({2, 5}, 5)}},
      {"witnesses", {{0, 6, 6, 10, 0, 2}, {10, 0, 2, 0, 6, 6}}},
      {"proofs", json::array()}};
  json& proofs = draft.family["proofs"];
  for (const json& atoms : json{{0}, {1}, {2}, {3}, {4}, {5}, {1, 2}, {4, 5}}) {
    proofs.push_back(ByWitnesses(atoms));
  }
  proofs.push_back(ByBounds({0, 3}, {{"1", 4, 1}}));
  proofs.push_back(ByBounds({0, 1, 3, 4}, {{"2", 3, 1}}));
  proofs.push_back(ByBounds({1, 4}, {{"2", 3, 1}, {"1", 4, -1}}));
  proofs.push_back(ByBounds({2, 5}, {{"group", 0, 1}, {"group", 1, 1}, {"2", 3, -1}}));
  proofs.push_back(ByBounds({1, 2, 4, 5}, {{"group", 0, 1}, {"group", 1, 1}, {"1", 4, -1}}));
  return draft;
}

void Write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

struct Answer {
  int exit_code = 0;
  std::string out;
  std::string err;
};

class ReleaseAudit : public ::testing::Test {
 protected:
  ReleaseAudit() : root_(std::filesystem::path(::testing::TempDir()) / TestName()) {
    std::filesystem::remove_all(root_);
  }
  ~ReleaseAudit() override { std::filesystem::remove_all(root_); }

  // With hashes that are right, whatever the drafts hold.
  void WriteAll() {
    std::string previous(64, '0');
    for (size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      std::string family = draft.family.dump() + "\n";
      if (!draft.nonce.empty()) {
        family = "{\"nonce\":\"" + draft.nonce + "\"," + family.substr(1);
      }
      const json manifest = {
          {"format", format_},
          {"name", draft.name},
          {"sequence", i + 1},
          {"previous", previous},
          {"kind", draft.kind},
          {"closing_date", "2023-12-31"},
          {"n", 3},
          {"base", 1},
          {"tables",
           {{{"name", "off"},
             {"family", "off"},
             {"file", "off.csv"},
             {"sha256", Sha256(draft.csv)}}}},
          {"audit", {{{"family", "off"}, {"file", "off.json"}, {"sha256", Sha256(family)}}}}};
      const std::string bytes = manifest.dump(1) + "\n";
      previous = Sha256(bytes);
      Write(Directory(i) / "public/release.json", bytes);
      Write(Directory(i) / "public/off.csv", draft.csv);
      Write(Directory(i) / "audit/off.json", family);
    }
  }

  Answer Audit(const std::vector<size_t>& order = {0, 1}) const {
    std::vector<std::string> words = {"release"};
    for (const size_t i : order) words.push_back(Directory(i).string());
    std::ostringstream out;
    std::ostringstream err;
    const int exit_code = audit::Run(words, out, err);
    return {exit_code, out.str(), err.str()};
  }

  Answer AuditDrafts() {
    WriteAll();
    return Audit();
  }

  void ExpectUnsafe(const Answer& answer, const std::string& line) const {
    EXPECT_EQ(answer.exit_code, kExitUnsafe) << answer.err;
    EXPECT_THAT(answer.out, AllOf(HasSubstr(line), EndsWith("\nUNSAFE\n")));
  }

  std::filesystem::path Directory(size_t i) const { return root_ / std::to_string(i); }

  std::string Read(const std::string& file) const { return ReadFile((root_ / file).string()); }

  // As they are written today.
  void TakeTheNextFormat() {
    format_ = "kansrijk-release-2";
    for (size_t i = 0; i < drafts_.size(); ++i) drafts_[i].nonce = std::string(64, "ab"[i]);
  }

  std::string format_ = "kansrijk-release-1";
  std::vector<Draft> drafts_ = {First(), Second()};
  const std::filesystem::path root_;

 private:
  static std::string TestName() {
    return std::string("kansrijk-audit-") +
           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  }
};

TEST_F(ReleaseAudit, FindsAValidHistorySafe) {
  const Answer answer = AuditDrafts();
  EXPECT_EQ(answer.err, "");
  EXPECT_EQ(answer.out,
            "2023-H1: n 3, base 1, 6 requirements, 1 tables\n"
            "2023-H2: n 3, base 1, 13 requirements, 1 tables\n"
            "SAFE\n");
  EXPECT_EQ(answer.exit_code, kExitOk);
}

TEST_F(ReleaseAudit, FindsTheNextFormatSafe) {
  TakeTheNextFormat();
  const Answer answer = AuditDrafts();
  EXPECT_EQ(answer.err, "");
  EXPECT_EQ(answer.exit_code, kExitOk) << answer.out;
}

TEST_F(ReleaseAudit, WantsANonceThatNobodyGuessesFirstInEachFile) {
  TakeTheNextFormat();
  drafts_[1].nonce = "";
  EXPECT_THAT(AuditDrafts().err, HasSubstr("nonce"));
  drafts_[1].nonce = std::string(63, 'b');
  EXPECT_THAT(AuditDrafts().err, HasSubstr("is not 32 bytes in hexadecimal digits"));
  drafts_[1].nonce = "";
  drafts_[1].family["nonce"] = std::string(64, 'b');
  EXPECT_THAT(AuditDrafts().err, HasSubstr("is not the first of the file"));
}

TEST_F(ReleaseAudit, WantsEachNonceOnce) {
  TakeTheNextFormat();
  drafts_[1].nonce = drafts_[0].nonce;
  ExpectUnsafe(AuditDrafts(), "has the nonce of ");
}

TEST_F(ReleaseAudit, LetsACorrectionShowNothingThatWasWithheld) {
  TakeTheNextFormat();
  // The same rows as of the first half-year, of which one was withheld.
  drafts_[1].kind = "correction";
  drafts_[1].name = "2023-H1-c1";
  const size_t row = drafts_[1].csv.find("T,event,2023,16");
  ASSERT_NE(row, std::string::npos);
  drafts_[0].csv += "T,event,2023,.\n";
  ExpectUnsafe(AuditDrafts(), "off.csv (T,event,2023) = 16: was withheld");
}

TEST_F(ReleaseAudit, TakesHouseholdsThatWereNotThereBefore) {
  json& family = drafts_[1].family;
  family["groups"].push_back({{"table", "off"}, {"denominator", 2}});
  family["atoms"].push_back(Atom(2, {-1}));
  family["atoms"].push_back(Atom(2, {-1}));
  drafts_[1].csv += "C,event,2023-H2,.\n";
  family["cells"].push_back(Cell({6}, 6));
  // So few that all must remain possible.
  for (const int value : {0, 2}) {
    json& witness = family["witnesses"][value / 2];
    witness.push_back(value);
    witness.push_back(2 - value);
  }
  family["proofs"].push_back(ByWitnesses({6}));
  ExpectUnsafe(AuditDrafts(), "proof of atom 7 of off (group 2 of table off): there is none");
  family["proofs"].push_back(ByWitnesses({7}));
  EXPECT_EQ(AuditDrafts().exit_code, kExitOk);
  family["witnesses"][0][6] = 1;
  family["witnesses"][0][7] = 1;
  ExpectUnsafe(AuditDrafts(), "(C,event,2023-H2): witnesses show only 1 and 2");
}

TEST_F(ReleaseAudit, RefusesAWitnessThatDoesNotAddUp) {
  drafts_[1].family["witnesses"][0][0] = 1;
  ExpectUnsafe(AuditDrafts(), "off.json: witness 0 does not agree with group 0 of 12");
  drafts_ = {First(), Second()};
  // Groups add up, but the published value of the first release does not.
  drafts_[1].family["witnesses"][0] = {1, 6, 5, 10, 0, 2};
  ExpectUnsafe(AuditDrafts(), "witness 0 does not agree with 2023-H1 off.csv row 5 = 10");
  drafts_ = {First(), Second()};
  drafts_[1].family["witnesses"][0] = {-1, 7, 6, 11, -1, 2};
  ExpectUnsafe(AuditDrafts(), "witness 0 does not agree with the denominator of a group");
}

TEST_F(ReleaseAudit, FindsWhatAValuePublishedLaterGivesAway) {
  std::string& csv = drafts_[1].csv;
  csv.replace(csv.find("A,event,2023-H2,."), 17, "A,event,2023-H2,5");
  const Answer answer = AuditDrafts();
  ExpectUnsafe(answer,
               "UNSAFE 2023-H2 off.csv row 2 (B,event,2023-H2): of 12, between 1 and 1; follows "
               "from: 2023-H1 off.csv row 5 = 10, 2023-H2 off.csv row 1 = 5, 2023-H2 off.csv row 4 "
               "= 16\n");
  EXPECT_THAT(answer.out, HasSubstr("witness 0 does not agree with 2023-H2 off.csv row 1 = 5"));
}

TEST_F(ReleaseAudit, FindsADifferenceOfTwoPublishedRowsThatIsTooSmall) {
  // Two leave in the second half year, and no cell says so.
  std::string& csv = drafts_[1].csv;
  csv.replace(csv.find("16"), 2, "12");
  drafts_[1].family["cells"].erase(2);
  csv.erase(csv.find("T,event,2023-H2"), 18);
  for (json& cell : drafts_[1].family["cells"]) {
    if (cell["row"] > 3) cell["row"] = cell["row"].get<int>() - 1;
  }
  ExpectUnsafe(AuditDrafts(),
               "UNSAFE 2023-H2 difference of 2023-H2 off.csv row 3 (T,event,2023) and 2023-H1 "
               "off.csv row 5 (T,event,2023-H1): of 24, between 2 and 2; follows from: 2023-H1 "
               "off.csv row 5 = 10, 2023-H2 off.csv row 3 = 12\n");
}

TEST_F(ReleaseAudit, FindsValuesThatContradictEachOther) {
  std::string& csv = drafts_[1].csv;
  csv.replace(csv.find("16"), 2, "9\n");
  ExpectUnsafe(AuditDrafts(), "off.json: no table of whole numbers agrees");
  csv.replace(csv.find("9\n"), 2, "23");
  ExpectUnsafe(AuditDrafts(), "off.json: nothing agrees with 2023-H2 off.csv row 4 = 23");
}

TEST_F(ReleaseAudit, FindsAChangedByte) {
  WriteAll();
  for (const char* file : {"0/public/off.csv", "0/audit/off.json", "1/public/off.csv"}) {
    const std::string bytes = Read(file);
    std::string changed = bytes;
    if (changed.front() == '{') {
      changed += ' ';
    } else {
      changed[changed.rfind('T')] = 'U';
    }
    Write(root_ / file, changed);
    ExpectUnsafe(Audit(), std::string(file).substr(2) + ": SHA-256 is ");
    Write(root_ / file, bytes);
  }
  EXPECT_EQ(Audit().exit_code, kExitOk);
}

TEST_F(ReleaseAudit, FindsABrokenChain) {
  WriteAll();
  Write(root_ / "0/public/release.json", Read("0/public/release.json") + "\n");
  ExpectUnsafe(Audit(), "UNSAFE 2023-H2 public/release.json: previous is ");
}

TEST_F(ReleaseAudit, FindsReleasesThatAreNotInOrder) {
  WriteAll();
  ExpectUnsafe(Audit({1, 0}), "UNSAFE 2023-H2 public/release.json: sequence is 2, not 1");
  ExpectUnsafe(Audit({1}), "UNSAFE 2023-H2 public/release.json: sequence is 2, not 1");
  ExpectUnsafe(Audit({0, 0}), "UNSAFE 2023-H1 public/release.json: sequence is 1, not 2");
}

TEST_F(ReleaseAudit, FindsAFileThatIsNotListed) {
  WriteAll();
  Write(root_ / "1/public/more.csv", "outcome,period,value\n");
  ExpectUnsafe(Audit(), "UNSAFE 2023-H2 public/more.csv: is not listed in release.json");
}

TEST_F(ReleaseAudit, MissesEachProofThatIsGone) {
  for (size_t i = 0; i < Second().family["proofs"].size(); ++i) {
    drafts_[1] = Second();
    drafts_[1].family["proofs"].erase(i);
    ExpectUnsafe(AuditDrafts(), ": there is none\n");
  }
}

TEST_F(ReleaseAudit, RefusesEachProofThatDoesNotHold) {
  for (json& proof : drafts_[1].family["proofs"]) {
    const json right = proof;
    if (proof.contains("low")) {
      proof["high"] = proof["low"];
      ExpectUnsafe(AuditDrafts(), ": witnesses show only ");
    } else {
      for (const char* side : {"above", "below"}) {
        proof[side]["rows"][0][2] = 0;
        ExpectUnsafe(AuditDrafts(), std::string(": the bound from ") +
                                        (side == std::string("above") ? "below" : "above") +
                                        " falls short");
        proof[side]["rows"][0] = {"implication", 0, side == std::string("above") ? -1 : 1};
        ExpectUnsafe(AuditDrafts(), ": a bound uses a row that is not there");
        proof[side]["rows"][0] = {"1", 0, 1};  // withheld
        ExpectUnsafe(AuditDrafts(), ": a bound uses a row that is not there");
        proof = right;
      }
    }
    proof = right;
  }
}

TEST_F(ReleaseAudit, TakesProofsOnAnyScale) {
  for (json& proof : drafts_[1].family["proofs"]) {
    if (proof.contains("low")) continue;
    for (const char* side : {"above", "below"}) {
      proof[side]["scale"] = 7;
      for (json& row : proof[side]["rows"]) row[2] = row[2].get<int>() * 7;
    }
  }
  EXPECT_EQ(AuditDrafts().exit_code, kExitOk);
}

TEST_F(ReleaseAudit, FindsAnotherThreshold) {
  drafts_[1].family["n"] = 2;
  ExpectUnsafe(AuditDrafts(), "off.json: n or base differs from release.json");
}

TEST_F(ReleaseAudit, FindsAnotherDenominator) {
  drafts_[1].family["groups"][0]["denominator"] = 13;
  ExpectUnsafe(AuditDrafts(),
               "off.json: release 2023-H1: group 0 had 12 households, and has 13 now");
}

TEST_F(ReleaseAudit, FindsAHistoryThatDoesNotContinue) {
  const auto atoms = [&]() -> json& { return drafts_[1].family["atoms"]; };
  atoms()[0]["was"][0] = 2;
  ExpectUnsafe(AuditDrafts(), "atom 1 was not in the group in which the others of its group were");
  drafts_[1] = Second();
  for (int i = 0; i < 3; ++i) atoms()[i]["was"][0] = -1;
  ExpectUnsafe(AuditDrafts(), "group 0 had 12 households, and has 0 now");
  drafts_[1] = Second();
  drafts_[1].family["groups"][0]["table"] = "on";
  ExpectUnsafe(AuditDrafts(), "atom 0 was in table off");
  drafts_[1] = Second();
  drafts_[1].family["releases"] = {2};
  for (json& atom : atoms()) atom["was"] = json::array();
  ExpectUnsafe(AuditDrafts(), "releases are not all those in which the family occurs");
}

TEST_F(ReleaseAudit, FindsTablesThatDisagreeWithTheirCells) {
  drafts_[1].family["cells"].erase(0);
  ExpectUnsafe(AuditDrafts(), "off.csv row 1 (A,event,2023-H2): family has 0 cells for it, not 1");
  drafts_[1] = Second();
  drafts_[1].family["cells"].push_back(Cell({0}, 9));
  ExpectUnsafe(AuditDrafts(), "a cell is shown in off.csv row 9, which is not there");
  drafts_[1] = Second();
  drafts_[0].family["cells"].push_back(Cell({0}, 7));
  ExpectUnsafe(AuditDrafts(), "off.csv row 7 (T,never,2023-H1): is empty, but");
}

TEST_F(ReleaseAudit, RefusesInputThatIsMalformed) {
  WriteAll();
  const auto expect_malformed = [&](const std::string& file, const std::string& text,
                                    const std::string& why) {
    const std::string bytes = Read(file);
    Write(root_ / file, text);
    const Answer answer = Audit();
    EXPECT_EQ(answer.exit_code, kExitMalformed) << why;
    EXPECT_EQ(answer.out, "");
    EXPECT_THAT(answer.err, AllOf(HasSubstr(file), HasSubstr(why)));
    Write(root_ / file, bytes);
  };
  expect_malformed("1/audit/off.json", "{", "is not JSON");
  expect_malformed("1/audit/off.json", "[]", "is not an object");
  json family = Second().family;
  family["atoms"][2]["was"][0] = "x";
  expect_malformed("1/audit/off.json", family.dump(), "atoms[2].was[0] is not a whole number");
  family = Second().family;
  family["atoms"][2]["was"][0] = 99;
  expect_malformed("1/audit/off.json", family.dump(), "atoms[2] was atom 99");
  family = Second().family;
  family["proofs"][0]["high"] = 2;
  expect_malformed("1/audit/off.json", family.dump(), "proofs[0].high is not a whole number");
  expect_malformed("1/public/off.csv", "outcome,period,value\na,b,x\n", "line 2: value \"x\"");
  expect_malformed("1/public/off.csv", "outcome,value\n", "the header does not end in");
  expect_malformed("1/public/release.json", "{\"format\":\"other\"}", "format is not");
  std::filesystem::remove(root_ / "0/audit/off.json");
  EXPECT_EQ(Audit().exit_code, kExitMalformed);
  EXPECT_THAT(Audit().err, HasSubstr("0/audit/off.json"));
}

}  // namespace release_test
}  // namespace kansrijk::audit
