// SPDX-License-Identifier: Apache-2.0
#include "coexist/page.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/helpers.h"
#include "study/statistics.h"

namespace coexist {
namespace {

// The differences of each pair, to find the one that is nearest to all of them.
class Pairs {
 public:
  void add(std::uint32_t history, bool is_with, const std::vector<double>& outcomes) {
    if (is_with) {
      with_ = outcomes;
      return;
    }
    std::vector<double> difference;
    for (std::size_t o = 0; o < outcomes.size(); ++o) difference.push_back(with_[o] - outcomes[o]);
    // What went wrong is no example.
    if (std::ranges::all_of(difference, [](double value) { return std::isfinite(value); }))
      pairs_.push_back({history, std::move(difference)});
  }

  // The history whose differences are nearest to their means, each outcome in units of its spread; the first of several.
  std::optional<std::uint32_t> typical() const {
    if (pairs_.empty()) return std::nullopt;
    std::vector<Moments> moments(pairs_.front().difference.size());
    for (const Pair& pair : pairs_)
      for (std::size_t o = 0; o < moments.size(); ++o) moments[o].add(pair.difference[o]);
    const auto distance = [&](const Pair& pair) {
      double sum = 0;
      for (std::size_t o = 0; o < moments.size(); ++o) {
        const double off = pair.difference[o] - moments[o].mean();
        if (moments[o].variance() > 0) sum += off * off / moments[o].variance();
      }
      return sum;
    };
    return std::ranges::min_element(pairs_, {}, distance)->history;
  }

 private:
  struct Pair {
    std::uint32_t history = 0;
    std::vector<double> difference;  // [outcome]
  };
  std::vector<double> with_;
  std::vector<Pair> pairs_;
};

}  // namespace

PageStudy study_page(const Scenario& scenario, const StudyOptions& options, const Answer& answer) {
  StudyOptions first = options;
  first.worlds = std::min(options.worlds, page_worlds);
  first.prior_draws = 0;
  first.keeper = nullptr;
  first.trace = 0;
  first.on_event = nullptr;
  first.attribute = !options.attribute && !options.attribute_principles;
  first.attribute_principles = false;
  first.channels = !options.channels;
  Pairs pairs;
  first.on_history = [&](std::uint32_t history, const char* arm, const std::vector<double>& outcomes) {
    pairs.add(history, std::string_view(arm) == "with", outcomes);
  };

  PageStudy page;
  page.parts = ask(scenario, first);
  page.stopped = page.parts.stopped;
  if (page.stopped || is_helper()) return page;
  page.ways = page.parts;
  if (!first.attribute) page.parts = answer;
  if (!first.channels) page.ways = answer;
  first.on_history = nullptr;
  // The attribution takes most of the time: its progress is that of the whole.
  first.progress = nullptr;
  page.courses = courses_of(scenario, first);
  page.stopped = page.courses.stopped;
  if (page.stopped) return page;
  if (const auto history = pairs.typical()) {
    StoryOptions twins{first, ArmChoice::with, true};
    twins.study.world = *history;
    page.story = story(scenario, twins);
    page.stopped = page.story->stopped;
  }
  page.numbers = numbers_in_force(scenario, answer.question);
  page.sources = sources_of_the_model();
  return page;
}

}  // namespace coexist
