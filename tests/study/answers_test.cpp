// SPDX-License-Identifier: Apache-2.0
// Answers never say more than the interval behind them allows, and say it with the numbers of their rows.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include "coexist/catalogue.h"
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
  for (const std::string words :
      {"from 0 to 1", "of 1,000 histories", "in 1,000 histories", "of 100 histories", "in 100 histories"})
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words)) text.erase(at, words.size());
  return text;
}

double factor_of(const Sentence& sentence) {
  if (says(sentence, " 1,000 histories")) return 1000;
  return says(sentence, " 100 histories") || says(sentence, " %") || says(sentence, " point") ? 100 : 1;
}

bool is_about_parts(const Sentence& sentence) { return sentence.text.starts_with("With our best guesses"); }

Interval interval_of(const Sentence& sentence, const OutcomeAnswer& row) {
  return sentence.basis == "prior" ? row.prior->range() : *row.ci95;
}

void expect_direction_obeys(const Sentence& sentence, const OutcomeAnswer& row) {
  EXPECT_EQ(sentence.basis, row.prior && !is_about_parts(sentence) ? "prior" : "simulation");
  const Interval interval = interval_of(sentence, row);
  if (interval.holds_zero()) {
    EXPECT_EQ(sentence.direction, Direction::undetermined) << sentence.text;
  }
  if (sentence.direction == Direction::up) {
    EXPECT_GT(interval.low, 0) << sentence.text;
  }
  if (sentence.direction == Direction::down) {
    EXPECT_LT(interval.high, 0) << sentence.text;
  }
  // The words say what the direction does.
  const bool up = says(sentence, " rose") || says(sentence, " more often") || says(sentence, " rise in ");
  const bool down = says(sentence, " fell") || says(sentence, " less often") || says(sentence, " fall in ");
  const bool open = says(sentence, ": undetermined, ") || says(sentence, ": no difference seen, ");
  EXPECT_EQ(up, sentence.direction == Direction::up) << sentence.text;
  EXPECT_EQ(down, sentence.direction == Direction::down) << sentence.text;
  EXPECT_EQ(open, sentence.direction == Direction::undetermined) << sentence.text;
}

// Every number is a number of its row, in the unit of the sentence, rounded to the decimals it is quoted with.
void expect_numbers_are_the_rows(const Sentence& sentence, const OutcomeAnswer& row, const Answer& answer) {
  const Interval interval = interval_of(sentence, row);
  std::vector<double> its_own = {row.with, row.without, interval.low, interval.high};
  if (is_about_parts(sentence)) {
    its_own = {row.difference};
    for (const Attributed& attributed : answer.attribution)
      if (attributed.outcome == row.name)
        for (const Attributed::Part& part : attributed.parts) its_own.push_back(part.value);
  }
  const std::vector<Quoted> quoted = numbers_in(measurements(sentence.text));
  EXPECT_FALSE(quoted.empty()) << sentence.text;
  for (const Quoted& number : quoted)
    EXPECT_TRUE(std::ranges::any_of(its_own,
        [&](double value) {
          return std::abs(number.value - std::abs(value) * factor_of(sentence)) <= 0.5 * std::pow(10.0, -number.decimals) + 1e-9;
        }))
        << number.value << " in: " << sentence.text;
}

// All that must hold of the sentences of an answer; counts those with a direction and those without.
struct Told {
  int determined = 0, undetermined = 0, of_parts = 0;
};
void expect_honest(const Answer& answer, Told& told) {
  EXPECT_GE(answer.sentences.size(), 8U);
  EXPECT_LE(answer.sentences.size(), 12U);
  for (const Sentence& sentence : answer.sentences) {
    EXPECT_TRUE(sentence.text.ends_with('.') && !says(sentence, "  ") && !says(sentence, "..")) << sentence.text;
    for (const char* jargon : {"prior", "default", "superpower", "interval", "nan", "inf "})
      EXPECT_FALSE(says(sentence, jargon)) << sentence.text;
    if (sentence.outcome.empty()) {
      EXPECT_EQ(sentence.direction, Direction::undetermined) << sentence.text;
      continue;
    }
    const OutcomeAnswer* row = row_of(answer, sentence.outcome);
    ASSERT_NE(row, nullptr) << sentence.outcome;
    expect_direction_obeys(sentence, *row);
    expect_numbers_are_the_rows(sentence, *row, answer);
    (sentence.direction == Direction::undetermined ? told.undetermined : told.determined) += 1;
    told.of_parts += is_about_parts(sentence) ? 1 : 0;
  }
}

// One of many questions: other luck, doctrines, dates, horizons, mechanisms; some whose doctrines are near each other, so that little
// can be told, some without any difference, some by parts.
Answer ask_number(std::size_t number, const std::vector<Scenario>& scenarios) {
  Scenario scenario = scenarios[number % scenarios.size()];
  StudyOptions options = few(number + 1);
  const auto pick = [&](std::size_t of, std::size_t step) { return (number * step + number / 7) % of; };
  const auto& doctrines = scenario.doctrines;
  if (number % 3 == 1) options.instead = doctrines[pick(doctrines.size(), 1)].id;
  if (number % 3 == 2) options.about = doctrines[pick(doctrines.size(), 2)].id;
  // Some time after the question's own date, and not quite to the end.
  const Date adopt = scenario.questions.front().adopt;
  const int left = scenario.end - adopt;
  if (number % 4 == 1) options.adopt = (adopt + left * static_cast<int>(1 + pick(4, 1)) / 8).text();
  if (number % 4 == 2) options.until = (adopt + (left - left * static_cast<int>(1 + pick(4, 1)) / 8)).text();
  const auto& mechanisms = catalogue().mechanisms;
  if (number % 5 == 1) options.without = {std::string(mechanisms[pick(mechanisms.size(), 1)].name)};
  if (number % 5 == 2) scenario.parameters["eta"] = 0.02 * static_cast<double>(pick(20, 3));
  options.attribute = number % 20 == 0;
  return ask(scenario, options);
}

TEST(Sentences, NeverSayMoreThanTheirInterval) {
  std::vector<Scenario> scenarios;
  for (const std::string& name : bundled_scenarios())
    if (!name.starts_with("classics/")) scenarios.push_back(load_scenario(name));  // in which little can be told, by design
  Told told;
  for (std::size_t number = 0; number < 200; ++number) {
    SCOPED_TRACE("question " + std::to_string(number));
    expect_honest(ask_number(number, scenarios), told);
  }
  EXPECT_GT(told.undetermined, 200);  // every kind was there to be judged
  EXPECT_GT(told.determined, 200);
  EXPECT_GT(told.of_parts, 5);
}

TEST(Sentences, UnderPriorsRestOnTheRangeOverDraws) {
  const Scenario scenario = load_scenario(bundled_scenarios().front());
  StudyOptions options = few(1);
  options.worlds = 2000;
  options.threads = 0;
  options.prior_draws = 20;
  const Answer answer = ask(scenario, options);
  Told told;
  expect_honest(answer, told);
  EXPECT_GT(told.determined, 0);
  EXPECT_TRUE(std::ranges::all_of(answer.outcomes, [](const OutcomeAnswer& row) { return row.prior.has_value(); }));
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
  EXPECT_GE(answer.sentences.size(), 8U);
  EXPECT_LE(answer.sentences.size(), 12U);
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
