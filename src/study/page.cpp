// SPDX-License-Identifier: Apache-2.0
#include "coexist/page.h"

#include <algorithm>

#include "engine/helpers.h"

namespace coexist {

PageStudy study_page(const Scenario& scenario, const StudyOptions& options, const Answer& answer) {
  StudyOptions first = options;
  first.worlds = std::min(options.worlds, page_worlds);
  first.prior_draws = 0;
  first.keeper = nullptr;
  first.trace = 0;
  first.on_history = nullptr;
  first.on_event = nullptr;
  // The attribution takes most of the time, so that its progress is that of the whole.
  StudyOptions silent = first;
  silent.progress = nullptr;

  PageStudy page;
  first.attribute = true;
  page.parts = options.attribute ? answer : ask(scenario, first);
  page.stopped = page.parts.stopped;
  if (page.stopped || is_helper()) return page;
  page.courses = courses_of(scenario, silent);
  page.stopped = page.courses.stopped;
  page.numbers = numbers_in_force(scenario, answer.question);
  page.sources = sources_of_the_model();
  return page;
}

}  // namespace coexist
