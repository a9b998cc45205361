// SPDX-License-Identifier: Apache-2.0
#include "coexist/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "coexist/catalogue.h"
#include "coexist/error.h"
#include "coexist/scenario_file.h"
#include "model/model.h"
#include "study/priors.h"
#include "study/words.h"

namespace coexist {
namespace {

std::string in_words(const Prior& prior) {
  switch (prior.kind) {
    case Prior::Kind::fixed: return "fixed";
    case Prior::Kind::lognormal: return fmt::format("lognormal({:g};{:g})", prior.first, prior.second);
    case Prior::Kind::normal: return fmt::format("normal({:g};{:g})", prior.first, prior.second);
    case Prior::Kind::uniform: return fmt::format("uniform({:g};{:g})", prior.first, prior.second);
  }
  return {};
}

// What a path of a scenario's number leads to: the row of judged_beside_parameters() that its prior stands in, and its words.
struct Kind {
  const char* begins;
  const char* ends;
  const char* row;  // how that row begins
  const char* unit;
  const char* meaning;  // {} is the name between; of two names {0} and {1}
};
constexpr std::array kinds = {
    Kind{"stereotype.", ".militancy", "militancy", "0 to 1", "militancy of the stereotype {}"},
    Kind{"stereotype.", "", "weights", "nats", "weight on {1} in the stereotype {0}"},
    Kind{"doctrine.", ".militancy", "militancy", "0 to 1", "militancy of {}"},
    Kind{"doctrine.", ".precedent", "precedent", "0 to 1", "how far {} can be argued from the common canon"},
    Kind{"doctrine.", ".scope_own", "scope_own", "0 to 1", "how far promises of {} cover members of its own bloc"},
    Kind{"doctrine.", ".demo_rate", "demo_rate", "1/year", "demonstrations of {} beside the dated ones"},
    Kind{"doctrine.", ".fund", "fund", "0 to 1", "funding of the movement by {}"},
    Kind{"doctrine.", "", "weights", "nats", "weight on {1} in {0}"},
    Kind{"act.", ".b", "b of acts", "nats", "log-odds of the act {} when all else is nil"},
    Kind{"flashpoint.", ".rate", "rate of flashpoints", "1/year", "crises over {} per unit of mutual hostility"},
    Kind{"systems.reported.", "", "reported", "1/year", "excess of published over actual growth, system {}"},
    Kind{"belief.", "", "starting beliefs", "nats", "starting belief of {0} that {1} is a revisionist"},
    Kind{"polity.", ".mu", "mu of polities", "share", "mean threshold of revolt in {}"},
    Kind{"polity.", ".sigma", "sigma of polities", "share", "spread of thresholds of revolt in {}"},
    Kind{"reach.", "", "reach", "0 to 1", "how far {0} reaches {1}"},
    Kind{"warheads.survivable.", "", "survivable", "factor", "share of warheads of {} that survive, as a multiple of its path"},
};

// The number that `other` suggests: as short as it can be and still be another one.
double shortened(double number, double value) {
  for (int digits = 2; digits < 6; ++digits) {
    const double shorter = std::stod(fmt::format("{:.{}g}", number, digits));
    if (std::abs(shorter - value) > std::abs(number - value) / 2) return shorter;
  }
  return number;
}

// The name or names between the ends of a path, as they stand in a sentence.
std::array<std::string, 2> names_in(const std::string& between, const Kind& kind, const Scenario& scenario) {
  const std::string_view begins = kind.begins;
  const auto split = [&](std::string_view by) -> std::array<std::string, 2> {
    const std::size_t at = between.find(by);
    return at == std::string::npos ? std::array<std::string, 2>{between, ""}
                                   : std::array<std::string, 2>{between.substr(0, at), between.substr(at + by.size())};
  };
  if (begins == "reach." || begins == "belief.") {
    const auto [one, other] = split(begins == "reach." ? "." : "_");
    return {polity_name(scenario, one), polity_name(scenario, other)};
  }
  if (begins == "polity." || begins == "warheads.survivable.") return {polity_name(scenario, between), ""};
  const auto [owner, feature] = split(".weights.");
  return {spaced(owner), feature};
}

void describe(NumberInForce& number, const Scenario& scenario) {
  for (const Kind& kind : kinds) {
    const std::string_view begins = kind.begins;
    const std::string_view ends = kind.ends;
    if (!number.name.starts_with(begins) || !number.name.ends_with(ends)) continue;
    const std::string between = number.name.substr(begins.size(), number.name.size() - begins.size() - ends.size());
    number.unit = kind.unit;
    const auto [first, second] = names_in(between, kind, scenario);
    number.meaning = fmt::format(fmt::runtime(kind.meaning), first, second);
    for (const JudgedNumbers& row : judged_beside_parameters())
      if (row.what.starts_with(kind.row)) {
        number.prior = row.prior;
        number.source = row.source;
      }
    return;
  }
}

// The work that a source names, "Kydd 2005" of "costly signals (Kydd 2005)"; empty where it names none.
std::string work_in(std::string_view source) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (std::size_t year = 0; year + 4 <= source.size(); ++year) {
    if (!std::ranges::all_of(source.substr(year, 4), is_digit)) continue;
    const std::string_view before = source.substr(0, year);
    const auto author = std::ranges::find_if(before, is_capital);
    return std::string(author, before.end()) + std::string(source.substr(year, 4));
  }
  return {};
}

// The scenario as its text has it, with nothing set from outside.
Scenario as_written(const Scenario& scenario) {
  if (scenario.overridden.empty() || scenario.text.empty()) return scenario;
  try {
    return read_scenario(scenario.text, scenario.source);
  } catch (const InputError&) {  // some texts are valid only with what was set
    return scenario;
  }
}

}  // namespace

std::vector<NumberInForce> numbers_in_force(const Scenario& scenario, const Question& question) {
  constexpr double high = 0.9;
  constexpr double low = 0.1;
  std::map<std::string, std::array<double, 2>> others;
  const std::vector<JudgedNumber> judged = judged_numbers(scenario, question, high);
  const std::vector<JudgedNumber> at_low = judged_numbers(scenario, question, low);
  for (std::size_t n = 0; n < judged.size(); ++n) others[judged[n].path] = {judged[n].drawn, at_low[n].drawn};
  // Of the two the one that is farther away.
  const auto other = [&](const std::string& path, double value) {
    const auto found = others.find(path);
    if (found == others.end()) return value;
    const auto [above, below] = found->second;
    return shortened(std::abs(above - value) >= std::abs(below - value) ? above : below, value);
  };
  std::vector<NumberInForce> all;
  // Where nobody has warheads, what is said of them has no force.
  const bool has_warheads = compile(scenario, scenario.end).has_warheads();
  for (const MechanismEntry& mechanism : catalogue().mechanisms)
    for (const Parameter& parameter : mechanism.parameters) {
      if (!is_in(mechanism, scenario) || (!has_warheads && is_of_warheads(parameter))) continue;
      const std::string name(parameter.name);
      const auto given = scenario.parameters.find(name);
      const double value = given == scenario.parameters.end() ? parameter.standard : given->second;
      all.push_back({name, value, parameter.standard, other(name, value), std::string(parameter.unit), in_words(parameter.prior),
          std::string(parameter.meaning), std::string(parameter.source), std::string(mechanism.name)});
    }
  std::map<std::string, double> written;
  for (const JudgedNumber& number : judged_numbers(as_written(scenario), question, high)) written[number.path] = number.value;
  for (const JudgedNumber& number : judged) {
    if (catalogue().parameter(number.path)) continue;
    const auto before = written.find(number.path);
    NumberInForce row{number.path, number.value, before == written.end() ? number.value : before->second,
        other(number.path, number.value), {}, {}, {}, {}, {}};
    describe(row, scenario);
    row.can_be_set = !row.name.starts_with("warheads.");  // a factor of a path, which is set year by year
    all.push_back(std::move(row));
  }
  return all;
}

std::vector<std::string> sources_of_the_model() {
  std::vector<std::string> sources;
  const auto add = [&](std::string_view all) {
    if (all.starts_with("judgement")) return;  // what follows is a remark
    while (!all.empty()) {
      const std::size_t end = std::min(all.find("; "), all.size());
      std::string work = work_in(all.substr(0, end));
      all.remove_prefix(std::min(end + 2, all.size()));
      if (!work.empty() && std::ranges::find(sources, work) == sources.end()) sources.push_back(std::move(work));
    }
  };
  for (const MechanismEntry& mechanism : catalogue().mechanisms) {
    add(mechanism.source);
    for (const Parameter& parameter : mechanism.parameters) add(parameter.source);
  }
  std::ranges::sort(sources);
  return sources;
}

}  // namespace coexist
