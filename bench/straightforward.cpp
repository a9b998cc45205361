// SPDX-License-Identifier: Apache-2.0
// The complete model, version 2, as straightforward C++: one history at a time in arrays of structs, double precision, the
// standard library's mathematics and random numbers.  The command line is that of bench/baseline.py.

#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <limits>
#include <map>
#include <stdexcept>

#include "straightforward/rivalry.h"
#include "straightforward/society.h"

namespace straightforward {
namespace {

template <class Luck> std::vector<std::vector<double>> play(const Case& the_case, std::uint64_t seed, std::uint32_t histories) {
  std::vector<std::vector<double>> rows;
  for (std::uint32_t history = 0; history < histories; ++history)
    rows.push_back(World<Luck>(the_case, Luck(seed, history)).play());
  return rows;
}

int run(std::map<std::string, std::string> options) {
  const std::string arm = options["--arm"];
  const Case the_case(Json::parse(std::ifstream(options["--case"])), arm);
  const std::uint64_t seed = std::stoull(options["--seed"]);
  const auto histories = static_cast<std::uint32_t>(std::stoul(options["--histories"]));
  const bool addressed = options["--draws"] == "addressed";
  if (the_case.acts.size() > most_acts || the_case.systems.size() > most_systems || the_case.report_fear.size() > most_dates ||
      the_case.principals.size() > most_principals)
    throw std::runtime_error("the case is larger than this program was written for");

  const std::clock_t before = std::clock();
  const auto rows = addressed ? play<Addressed>(the_case, seed, histories) : play<Native>(the_case, seed, histories);
  const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;

  double months = 0;
  for (const auto& row : rows) months += row.back();
  if (!options["--outcomes"].empty()) {
    const auto names = outcome_names(the_case);
    std::ofstream file(options["--outcomes"]);
    file.precision(std::numeric_limits<double>::max_digits10);
    file << "history,arm";
    for (std::size_t column = 0; column + 1 < names.size(); ++column) file << ',' << names[column];
    file << '\n';
    for (std::size_t history = 0; history < rows.size(); ++history) {
      file << history << ',' << arm;
      for (std::size_t column = 0; column + 1 < names.size(); ++column) file << ',' << rows[history][column];
      file << '\n';
    }
    if (!file.flush()) throw std::runtime_error("cannot write " + options["--outcomes"]);
  }
  std::printf("{\"seconds\": %.9g, \"history_months\": %.0f}\n", seconds, months);
  return 0;
}

}  // namespace
}  // namespace straightforward

int main(int argc, char** argv) {
  std::map<std::string, std::string> options = {
      {"--case", ""}, {"--arm", "with"}, {"--draws", "native"}, {"--histories", "1"}, {"--seed", "1"}, {"--outcomes", ""}};
  try {
    for (int at = 1; at < argc; at += 2) {
      if (!options.contains(argv[at]) || at + 1 == argc) throw std::runtime_error(std::string("not understood: ") + argv[at]);
      options[argv[at]] = argv[at + 1];
    }
    return straightforward::run(options);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "straightforward: %s\n", problem.what());
    return 2;
  }
}
