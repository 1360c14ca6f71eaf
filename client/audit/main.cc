#include <iostream>
#include <string>
#include <vector>

#include "client/audit/run.h"

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  return kansrijk::audit::Run(words, std::cout, std::cerr);
}
