// Replaces what the patterns match, line by line, with RE2.
#include <re2/re2.h>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

int main(int, char** argv) {
  std::ifstream patterns(argv[1]), in(argv[2]);
  std::vector<std::unique_ptr<RE2>> res;
  std::vector<std::string> reps;
  std::string line, out;
  RE2::Options latin(RE2::Latin1);
  while (std::getline(patterns, line)) {
    size_t tab = line.find('\t');
    reps.push_back("[" + line.substr(0, tab) + "]");
    res.push_back(std::make_unique<RE2>(line.substr(tab + 1), latin));
  }
  std::ios::sync_with_stdio(false);
  while (std::getline(in, line)) {
    for (size_t i = 0; i < res.size(); i++) RE2::GlobalReplace(&line, *res[i], reps[i]);
    out += line;
    out += '\n';
    if (out.size() > 1 << 20) {
      std::cout.write(out.data(), out.size());
      out.clear();
    }
  }
  std::cout.write(out.data(), out.size());
}
