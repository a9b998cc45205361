// SPDX-License-Identifier: Apache-2.0
// What a page of an answer shows beside the answer: played once more, from the first histories of the same run.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "coexist/courses.h"
#include "coexist/numbers.h"
#include "coexist/scenario.h"
#include "coexist/story.h"
#include "coexist/study.h"

namespace coexist {

// As many of the first histories of a run, or all of them where they are fewer.
inline constexpr std::uint32_t page_worlds = 1000;

struct PageStudy {
  Answer parts, ways;  // with its attribution, with its channels: of all histories where that was asked for, else of the first
  Courses courses;
  std::optional<Story> story;  // of the pair whose differences are nearest to the mean ones
  std::vector<NumberInForce> numbers;
  std::vector<std::string> sources;
  bool stopped = false;
};

// `options` as ask() was given them for `answer`.  In a process that helps another one it takes its share of the work.
PageStudy study_page(const Scenario& scenario, const StudyOptions& options, const Answer& answer);

}  // namespace coexist
