// SPDX-License-Identifier: Apache-2.0
// What `coexist bench` measured, shown: a table that says of every line what it is, or JSON.
#include "coexist/bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "coexist/version.h"
#include "report/layout.h"

namespace coexist {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t width = 80;
constexpr std::size_t label_width = 44;
constexpr std::size_t number_width = 12;

// "72.3 million"; small numbers in four digits.
std::string large(double value) {
  constexpr std::array<std::pair<double, const char*>, 3> sizes = {{{1e12, " T"}, {1e9, " G"}, {1e6, " M"}}};
  for (const auto& [size, name] : sizes)
    if (value >= size) return fmt::format("{:.4g}{}", value / size, name);
  return value >= 1e4 ? grouped(static_cast<std::uint64_t>(value)) : fmt::format("{:.4g}", value);
}

std::string per_cent(double share) { return fmt::format("{:.1f} %", 100 * share); }

std::string row(const std::string& label, const std::string& a, const std::string& b = "", const std::string& c = "") {
  std::string text = "  " + to_left(label, label_width - 2);
  for (const std::string& number : {a, b, c})
    if (!number.empty()) text += to_right(number, number_width);
  return text + '\n';
}

template <class Shown> std::string row_of(const std::string& label, const Spread& of, Shown shown) {
  return row(label, shown(of.median), shown(of.low), shown(of.high));
}

std::string told(const std::string& text) {
  std::string lines;
  for (const std::string& line : wrapped(text, width - 2)) lines += "  " + line + '\n';
  return lines;
}

std::string speed(const BenchResult& result) {
  const auto factor = [](double value) { return fmt::format("{:.3g}", value); };
  std::string text = "One core" + std::string(label_width - 8, ' ') + to_right("median", number_width) +
                     to_right("lowest", number_width) + to_right("highest", number_width) + '\n';
  text += row_of("acting dyad-steps a second", result.core_steps, large);
  text += row_of("history-months a second", result.core_months, large);
  text += row_of("the same, reference engine: dyad-steps", result.reference_steps, large);
  text += row_of("times the reference engine", result.to_reference, factor);
  text += row_of("second arm of a pair, over the first", result.second_arm, factor);
  text += told(
      "An acting dyad-step is a government deciding on one act toward one other polity in one month, and all that follows "
      "from it; a history-month is all of them in one month of one history. Both are counted in the histories. A second "
      "is one of processor time.");
  text += "\nAll cores (" + std::to_string(result.threads) + (result.threads == 1 ? " thread" : " threads") + "), by the clock\n";
  text += row_of("acting dyad-steps a second", result.all_steps, large);
  text += row_of("history-months a second", result.all_months, large);
  text += row_of("times one thread by the clock", result.all_to_one, factor);
  text += row_of("processors that all threads got", result.all_processors, factor);
  text += row_of("processor time that one thread got", result.processor_share, per_cent);
  constexpr double busy = 0.95;
  if (result.processor_share.median < busy || result.all_processors.median < busy * result.threads)
    text += told("Others were using this machine: what is by the clock is too low.");
  return text;
}

std::string core(const BenchResult& result) {
  std::string text = "\nWhat this core could do\n";
  text += row_of("fused multiply-adds a second", result.fused_multiply_adds, large);
  text += row_of("random draws a second (Philox)", result.draws, large);
  text += row_of("dyad-steps a second at the port limit", result.limit_steps, large);
  text += row_of("share of the port limit reached", result.limit_reached, per_cent);
  std::string bound;
  for (const std::string& name : result.bound_by) bound += (bound.empty() ? "" : ", ") + name;
  text += told(
      "The port limit is the time in which the model's arithmetic could issue if nothing waited for anything: the "
      "operations below, counted by playing these histories with a number type that counts, each with its time, "
      "measured in this run. " +
      (bound.empty() ? fmt::format("Here the width binds: {:.2f} operations a nanosecond in the fastest mixture.", result.widest)
                     : "Here the ports bind that these share: " + bound + ".") +
      " Loads, stores, addresses and scalars are left out.");
  text += '\n' + row("operation, on sixteen lanes", "a month", "ns each", "ns a month");
  for (const BenchResult::Kind& kind : result.operations)
    text += row(in_words(kind.name), fmt::format("{:.1f}", kind.count), fmt::format("{:.3f}", kind.nanoseconds),
        fmt::format("{:.0f}", kind.count * kind.nanoseconds));
  return text;
}

std::string parts(const BenchResult& result) {
  std::string text = "\nWhere the time goes, one core\n" + row("", "share", "of its limit");
  for (const BenchResult::Part& part : result.parts) text += row(part.name, per_cent(part.share), per_cent(part.of_the_limit));
  text += row_of("of all of it, random numbers", result.draws_share, per_cent);
  text += told(fmt::format("{:.0f} blocks of four random words a history-month, at the speed measured above.", result.blocks));
  return text;
}

Json json_of(const Spread& spread) { return {{"median", spread.median}, {"low", spread.low}, {"high", spread.high}}; }

}  // namespace

std::string as_text(const BenchResult& result) {
  std::string text = fmt::format("{}: {} histories of {} months, {} repeats{}\n", result.scenario, result.histories,
      result.months, result.repeats, result.quick ? " (quick: a trial)" : "");
  text += fmt::format(
      "coexist {}, model {}; {}, {}\n\n", version(), result.model, result.processor.substr(0, 40), result.instruction_set);
  return text + speed(result) + core(result) + parts(result);
}

std::string as_json(const BenchResult& result) {
  Json parts = Json::array();
  for (const BenchResult::Part& part : result.parts)
    parts.push_back({{"name", part.name}, {"share", part.share}, {"limit_reached", part.of_the_limit}});
  Json operations = Json::array();
  for (const BenchResult::Kind& kind : result.operations)
    operations.push_back({{"name", kind.name}, {"count", kind.count}, {"nanoseconds", kind.nanoseconds}});
  const Json json = {{"coexist", version()}, {"model", result.model}, {"scenario", result.scenario}, {"quick", result.quick},
      {"repeats", result.repeats}, {"threads", result.threads}, {"processor", result.processor},
      {"instruction_set", result.instruction_set},
      {"work", {{"histories", result.histories}, {"months", result.months}, {"history_months", result.history_months},
                   {"acting_dyad_steps", result.acting_dyad_steps}}},
      {"one_core", {{"acting_dyad_steps_a_second", json_of(result.core_steps)},
                       {"history_months_a_second", json_of(result.core_months)}, {"second_arm", json_of(result.second_arm)}}},
      {"all_cores", {{"acting_dyad_steps_a_second", json_of(result.all_steps)},
                        {"history_months_a_second", json_of(result.all_months)}, {"times_one", json_of(result.all_to_one)},
                        {"processors", json_of(result.all_processors)}, {"processor_share", json_of(result.processor_share)}}},
      {"reference",
          {{"acting_dyad_steps_a_second", json_of(result.reference_steps)}, {"times_slower", json_of(result.to_reference)}}},
      {"core",
          {{"fused_multiply_adds_a_second", json_of(result.fused_multiply_adds)}, {"draws_a_second", json_of(result.draws)}}},
      {"random_numbers", {{"blocks_a_history_month", result.blocks}, {"share", json_of(result.draws_share)}}}, {"parts", parts},
      {"port_limit",
          {{"operations", operations}, {"operations_a_nanosecond", result.widest}, {"bound_by", result.bound_by},
              {"acting_dyad_steps_a_second", json_of(result.limit_steps)}, {"reached", json_of(result.limit_reached)}}}};
  return json.dump(2) + '\n';
}

}  // namespace coexist
