// SPDX-License-Identifier: Apache-2.0
// Answers never say more than the interval behind them allows, and say it with the numbers of their rows.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include "coexist/scenario_file.h"
#include "coexist/study.h"

namespace coexist {
namespace {

StudyOptions few(std::uint64_t seed) {
  StudyOptions options;
  options.worlds = 50;
  options.seed = seed;
  options.threads = 1;
  options.prior_draws = 0;
  return options;
}

const OutcomeAnswer* row_of(const Answer& answer, const std::string& name) {
  const auto found = std::ranges::find(answer.outcomes, name, &OutcomeAnswer::name);
  return found == answer.outcomes.end() ? nullptr : &*found;
}

bool says(const Sentence& sentence, const char* words) { return sentence.text.find(words) != std::string::npos; }

// The numbers in a text, without their signs, with how many decimals each has.
struct Quoted {
  double value;
  int decimals;
};
std::vector<Quoted> numbers_in(const std::string& text) {
  std::vector<Quoted> numbers;
  for (std::size_t at = 0; at < text.size();) {
    const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    if (!is_digit(at)) {
      ++at;
      continue;
    }
    std::size_t end = at;
    int decimals = 0;
    while (is_digit(end) || (text[end] == ',' && is_digit(end + 1))) ++end;
    if (end < text.size() && text[end] == '.' && is_digit(end + 1)) {
      const std::size_t point = end++;
      while (is_digit(end)) ++end;
      decimals = static_cast<int>(end - point - 1);
    }
    std::string digits = text.substr(at, end - at);
    std::erase(digits, ',');
    numbers.push_back({std::stod(digits), decimals});
    at = end;
  }
  return numbers;
}

// Words of the scale hold numbers that are no measurement.
std::string measurements(std::string text) {
  for (const std::string words : {"(0 to 1)", "in 1,000 histories"})
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words)) text.erase(at, words.size());
  return text;
}

void expect_direction_obeys(const Sentence& sentence, const OutcomeAnswer& row) {
  const Interval interval = row.prior ? row.prior->range() : *row.ci95;
  EXPECT_EQ(sentence.basis, row.prior ? "prior" : "simulation");
  const bool up = says(sentence, " rose"), down = says(sentence, " fell");
  if (interval.holds_zero()) {
    EXPECT_EQ(sentence.direction, Direction::undetermined) << sentence.text;
    EXPECT_FALSE(up || down) << sentence.text;
  }
  EXPECT_EQ(up, sentence.direction == Direction::up) << sentence.text;
  EXPECT_EQ(down, sentence.direction == Direction::down) << sentence.text;
  const bool open = says(sentence, "undetermined") || says(sentence, "no history differs");
  EXPECT_EQ(open, sentence.direction == Direction::undetermined) << sentence.text;
  if (up) {
    EXPECT_GT(interval.low, 0) << sentence.text;
  }
  if (down) {
    EXPECT_LT(interval.high, 0) << sentence.text;
  }
}

// Every number is a level of its row, or an end of its interval, in the unit of the sentence, rounded to the decimals it is quoted
// with; a rise or fall is told by both ends.
void expect_numbers_are_the_rows(const Sentence& sentence, const OutcomeAnswer& row) {
  const double factor = says(sentence, "in 1,000 histories") ? 1000 : says(sentence, " %") ? 100 : 1;
  const Interval interval = row.prior ? row.prior->range() : *row.ci95;
  const std::vector<Quoted> quoted = numbers_in(measurements(sentence.text));
  const auto is_rounded = [&](const Quoted& number, double value) {
    return std::abs(number.value - std::abs(value) * factor) <= 0.5 * std::pow(10.0, -number.decimals) + 1e-9;
  };
  for (const Quoted& number : quoted) {
    const auto quotes = [&](double value) { return is_rounded(number, value); };
    EXPECT_TRUE(std::ranges::any_of(std::array{row.with, row.without, interval.low, interval.high}, quotes))
        << number.value << " in: " << sentence.text;
  }
  if (sentence.direction == Direction::undetermined) return;
  for (const double end : {interval.low, interval.high})
    EXPECT_TRUE(std::ranges::any_of(quoted, [&](const Quoted& number) { return is_rounded(number, end); }))
        << end * factor << " is not in: " << sentence.text;
}

// Two questions in turn: one whose doctrines differ much, one whose doctrines are near each other, so that little can be told.
StudyOptions of_seed(std::uint64_t seed) {
  StudyOptions options = few(seed);
  if (seed % 2 == 0) {
    options.about = "flexible_response";
    options.instead = "containment";
  }
  return options;
}

TEST(Sentences, NeverSayMoreThanTheirInterval) {
  const Scenario scenario = load_scenario(bundled_scenarios().front());
  int undetermined = 0, determined = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Answer answer = ask(scenario, of_seed(seed));
    EXPECT_FALSE(answer.sentences.empty());
    for (const Sentence& sentence : answer.sentences) {
      const OutcomeAnswer* row = row_of(answer, sentence.outcome);
      ASSERT_NE(row, nullptr) << sentence.outcome;
      if (sentence.text.starts_with("Put in")) continue;
      expect_direction_obeys(sentence, *row);
      expect_numbers_are_the_rows(sentence, *row);
      (sentence.direction == Direction::undetermined ? undetermined : determined) += 1;
    }
  }
  EXPECT_GT(undetermined, 0);  // both kinds were there to be judged
  EXPECT_GT(determined, 0);
}

TEST(Sentences, UnderPriorsRestOnTheRangeOverDraws) {
  const Scenario scenario = load_scenario(bundled_scenarios().front());
  StudyOptions options = few(1);
  options.worlds = 2000;
  options.threads = 0;
  options.prior_draws = 20;
  const Answer answer = ask(scenario, options);
  for (const Sentence& sentence : answer.sentences) {
    if (sentence.text.starts_with("Put in")) continue;
    const OutcomeAnswer* row = row_of(answer, sentence.outcome);
    ASSERT_NE(row, nullptr);
    ASSERT_TRUE(row->prior.has_value());
    expect_direction_obeys(sentence, *row);
    expect_numbers_are_the_rows(sentence, *row);
  }
  for (const OutcomeAnswer& row : answer.outcomes) {
    EXPECT_LE(row.prior->q05, row.prior->q95) << row.name;
    EXPECT_LE(row.prior->negative + row.prior->positive, 1 + 1e-9) << row.name;
    const double agree = std::max(row.prior->negative, row.prior->positive);
    EXPECT_EQ(row.prior->verdict, agree >= 0.95 ? "holds" : agree >= 0.8 ? "likely" : "undetermined") << row.name;
  }
}

// A row's numbers fit each other.
TEST(Rows, AreConsistent) {
  const Scenario scenario = load_scenario(bundled_scenarios().front());
  const Answer answer = ask(scenario, few(9));
  for (const OutcomeAnswer& row : answer.outcomes) {
    SCOPED_TRACE(row.name);
    EXPECT_NEAR(row.difference, row.with - row.without, 1e-9 * (1 + std::abs(row.with)));
    ASSERT_TRUE(row.ci95.has_value());
    EXPECT_LE(row.ci95->low, row.difference) << row.name;
    EXPECT_GE(row.ci95->high, row.difference) << row.name;
    EXPECT_LE(row.turned_up + row.turned_down, 1 + 1e-12);
    EXPECT_EQ(row.direction() == Direction::undetermined, row.ci95->holds_zero());
  }
}

// One pair has a difference and no error, so no direction.
TEST(Rows, OfASinglePairHaveNoDirection) {
  const Scenario scenario = load_scenario(bundled_scenarios().front());
  StudyOptions options = few(1);
  options.worlds = 1;
  const Answer answer = ask(scenario, options);
  for (const OutcomeAnswer& row : answer.outcomes) {
    EXPECT_FALSE(row.ci95.has_value()) << row.name;
    EXPECT_EQ(row.direction(), Direction::undetermined) << row.name;
  }
  for (const Sentence& sentence : answer.sentences) EXPECT_EQ(sentence.direction, Direction::undetermined) << sentence.text;
}

TEST(Directions, AreOfIntervalsThatDoNotHoldZero) {
  OutcomeAnswer row;
  EXPECT_EQ(row.direction(), Direction::undetermined);
  for (const auto& [low, high, expected] : {std::tuple(0.1, 0.2, Direction::up), std::tuple(-0.2, -0.1, Direction::down),
           std::tuple(-0.1, 0.1, Direction::undetermined), std::tuple(0.0, 0.1, Direction::undetermined),
           std::tuple(-0.1, 0.0, Direction::undetermined)}) {
    row.ci95 = Interval{low, high};
    EXPECT_EQ(row.direction(), expected) << low << " to " << high;
    row.prior = PriorRange{};
    row.prior->q05 = low;
    row.prior->q95 = high;
    row.prior->verdict = "likely";
    EXPECT_EQ(row.direction_under_priors(), expected) << low << " to " << high;
    row.prior->verdict = "undetermined";
    EXPECT_EQ(row.direction_under_priors(), Direction::undetermined);
  }
}

}  // namespace
}  // namespace coexist
