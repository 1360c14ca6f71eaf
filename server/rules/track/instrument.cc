#include "server/rules/track/instrument.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/error.h"

namespace kansrijk::rules {
namespace {

// As assessments can say them (kansrijk/v1/assessment.proto).
constexpr size_t kCodeLengthMax = 40;
constexpr size_t kVersionLengthMax = 20;
constexpr int kItemsMax = 60;
constexpr int kLevelMax = 100;

class Faults : public google::protobuf::io::ErrorCollector {
 public:
  explicit Faults(const InstrumentFile& file) : file_(file) {}

  void AddError(int line, google::protobuf::io::ColumnNumber, const std::string& message) override {
    Add(absl::StrCat("line ", line + 1, ": ", message));
  }
  void Add(absl::string_view fault) { all_.push_back(absl::StrCat(file_.name, ": ", fault)); }
  void AddUnless(bool good, absl::string_view fault) {
    if (!good) Add(fault);
  }
  const std::vector<std::string>& all() const { return all_; }

 private:
  const InstrumentFile& file_;
  std::vector<std::string> all_;
};

bool Fits(const std::string& code, size_t length_max) {
  return !code.empty() && code.size() <= length_max;
}

// Items, levels and the instrument itself have a name in both languages.
template <typename Labelled>
bool HasBothLabels(const Labelled& labelled) {
  return !labelled.label().empty() && !labelled.label_nl().empty();
}

void CheckItems(const v1::Instrument& instrument, Faults& faults) {
  faults.AddUnless(instrument.items_size() >= 1 && instrument.items_size() <= kItemsMax,
                   "has no items, or too many");
  std::set<std::string> codes;
  for (const v1::InstrumentItem& item : instrument.items()) {
    faults.AddUnless(Fits(item.code(), kCodeLengthMax), "an item has no code, or too long a one");
    faults.AddUnless(codes.insert(item.code()).second, absl::StrCat(item.code(), " is repeated"));
    faults.AddUnless(HasBothLabels(item), absl::StrCat(item.code(), " lacks a label"));
  }
}

void CheckLevels(const v1::Instrument& instrument, Faults& faults) {
  faults.AddUnless(instrument.level_min() < instrument.level_max() && instrument.level_min() >= 0 &&
                       instrument.level_max() <= kLevelMax,
                   "the lowest level is not below the highest, or they are out of bounds");
  int before = instrument.level_min() - 1;
  for (const v1::InstrumentLevel& level : instrument.levels()) {
    faults.AddUnless(level.level() > before && level.level() <= instrument.level_max(),
                     absl::StrCat("level ", level.level(), " is out of order or bounds"));
    faults.AddUnless(HasBothLabels(level), absl::StrCat("level ", level.level(), " lacks a label"));
    before = level.level();
  }
}

void CheckInstrument(const InstrumentFile& file, const v1::Instrument& instrument, Faults& faults) {
  const std::string name = absl::StrCat(instrument.code(), ".", instrument.version(), ".textproto");
  faults.AddUnless(name == file.name, absl::StrCat("should be called ", name));
  faults.AddUnless(
      Fits(instrument.code(), kCodeLengthMax) && Fits(instrument.version(), kVersionLengthMax),
      "has no code or version, or too long a one");
  faults.AddUnless(!instrument.display_name().empty() && !instrument.display_name_nl().empty(),
                   "lacks a display name");
  CheckItems(instrument, faults);
  CheckLevels(instrument, faults);
}

// Version 10 comes after version 9.
auto Order(const v1::Instrument& instrument) {
  return std::tuple(instrument.code(), instrument.version().size(), instrument.version());
}

}  // namespace

Catalogue ReadCatalogue(absl::Span<const InstrumentFile> files) {
  Catalogue catalogue;
  std::map<std::string, int> current;
  for (const InstrumentFile& file : files) {
    Faults faults(file);
    google::protobuf::TextFormat::Parser parser;
    parser.RecordErrorsTo(&faults);
    v1::Instrument instrument;
    if (parser.ParseFromString(file.text, &instrument)) {
      CheckInstrument(file, instrument, faults);
      current[instrument.code()] += instrument.current() ? 1 : 0;
    }
    catalogue.faults.insert(catalogue.faults.end(), faults.all().begin(), faults.all().end());
    catalogue.instruments.push_back(std::move(instrument));
  }
  for (const auto& [code, count] : current) {
    if (count == 1) continue;
    catalogue.faults.push_back(absl::StrCat(code, " has ", count, " current versions, not one"));
  }
  std::sort(catalogue.instruments.begin(), catalogue.instruments.end(),
            [](const auto& a, const auto& b) { return Order(a) < Order(b); });
  return catalogue;
}

absl::Span<const v1::Instrument> Instruments() {
  static const auto* const kCatalogue = [] {
    auto* const catalogue = new Catalogue(ReadCatalogue(InstrumentFiles()));
    if (!catalogue->faults.empty()) {
      std::cerr << "the instruments break their rules: " << absl::StrJoin(catalogue->faults, "; ")
                << "\n";
      std::abort();
    }
    return catalogue;
  }();
  return kCatalogue->instruments;
}

const v1::Instrument* FindInstrument(absl::string_view code, absl::string_view version) {
  for (const v1::Instrument& instrument : Instruments()) {
    if (instrument.code() != code) continue;
    if (version.empty() ? instrument.current() : instrument.version() == version) {
      return &instrument;
    }
  }
  return nullptr;
}

absl::StatusOr<const v1::Instrument*> RequireInstrument(const std::string& code,
                                                        const std::string& version) {
  const v1::Instrument* const found = FindInstrument(code, version);
  if (found != nullptr) return found;
  return Error(kNotFound,
               {absl::StrCat("instruments/", code, version.empty() ? "" : "/versions/", version)});
}

const v1::InstrumentItem* FindItem(const v1::Instrument& instrument, absl::string_view code) {
  for (const v1::InstrumentItem& item : instrument.items()) {
    if (item.code() == code) return &item;
  }
  return nullptr;
}

}  // namespace kansrijk::rules
