#include <iostream>
#include <string>
#include <vector>

#include "client/run.h"

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  return kansrijk::client::Run(words, std::cout, std::cerr);
}
