// SPDX-License-Identifier: Apache-2.0
// Answers shown: in a terminal, or as JSON.  Rounded for people, in full precision for machines.
#pragma once

#include <string>
#include <string_view>

#include "coexist/page.h"
#include "coexist/story.h"
#include "coexist/study.h"

namespace coexist {

struct TextStyle {
  bool color = false;
  bool all = false;  // every outcome, not the headlines alone
  int width = 80;
  std::string asked;  // the scenario and the options as typed, for the commands suggested; empty: the scenario's name
  std::string page;   // the file of the page, where there is one
};

// The first screen of `ask`: at most 24 lines of 80 columns; with `all`, the whole table after it.
std::string as_text(const Answer& answer, const TextStyle& style);
// The contract's JSON (docs/interface.md).
std::string as_json(const Answer& answer);

std::string as_text(const RunResult& result, const TextStyle& style);
std::string as_json(const RunResult& result);

// A history to be read; with a twin, what both share is said once.
std::string as_text(const Story& story, const TextStyle& style);
std::string as_json(const Story& story);
// Where an event was found, or that it was not.
std::string as_text(const Found& found, const TextStyle& style);
std::string as_json(const Found& found);

struct PageStyle {
  std::string command;  // which makes the page again
  std::string asking;   // the same without what says where results go: options may be added to it
};

// The page of an answer (web/src/data.ts): `page`, as page_template() has it, with the data in its place.
std::string as_page(
    const Answer& answer, const Scenario& scenario, const PageStudy& study, const PageStyle& style, std::string_view page);
// The page without data that is built into the program; empty where it was built without one.
std::string_view page_template();

}  // namespace coexist
