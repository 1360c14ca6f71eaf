// Writes reports of sample releases into a directory, for a browser to look at: report_sample DIR
#include <fstream>
#include <string>

#include "client/report/report.h"
#include "tests/client/sample_release.h"

int main(int argc, char** argv) {
  using namespace kansrijk;
  if (argc != 2) return 2;
  client::UseLanguage(client::Language::kEnglish);
  const std::string folder = argv[1];
  std::ofstream dutch(folder + "/nl.html");
  std::ofstream english(folder + "/en.html");
  std::ofstream withheld(folder + "/withheld.html");
  dutch << client::ReportPage(client::SampleRelease(), client::Language::kDutch) << std::flush;
  english << client::ReportPage(client::SampleRelease(), client::Language::kEnglish) << std::flush;
  withheld << client::ReportPage(client::WithheldRelease(), client::Language::kDutch) << std::flush;
  return dutch && english && withheld ? 0 : 1;
}
