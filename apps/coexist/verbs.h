// SPDX-License-Identifier: Apache-2.0
// What each verb does: its result, to be printed, and its exit code.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "coexist/error.h"
#include "coexist/report.h"
#include "coexist/study.h"
#include "command_line.h"

namespace coexist::command {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_wrong_input = 2;

struct Outcome {
  std::string output;  // for standard output
  int exit_code = exit_done;
};

Outcome play(const CommandLine& line);  // ask, run
// The same in a process that helps the one that plays: it takes its share of the work, and nothing comes out.
void help_to_play(const CommandLine& line);
Outcome tell_story(const CommandLine& line);
Outcome check_files(const CommandLine& line);
Outcome list_room(const CommandLine& line);
Outcome show_name(const CommandLine& line);
Outcome show_store(const CommandLine& line);
Outcome export_store(const CommandLine& line);
Outcome new_scenario_file(const CommandLine& line);
Outcome print_schema(const CommandLine& line);
Outcome bench_machine(const CommandLine& line);
Outcome judge_what_is_said(const CommandLine& line);
Outcome cite_name(const CommandLine& line);
Outcome hold_against_the_record(const CommandLine& line);

// What `ask`, `run` and `story` are asked for, from the words; a value that is none throws UsageError.
std::vector<Override> overrides_of(const CommandLine& line);
StudyOptions study_options(const CommandLine& line);
const std::string& scenario_of(const CommandLine& line);
ArmChoice arm_of(const CommandLine& line);
// All of it, as typed; less the options that are of no use a second time.
std::string command_of(const CommandLine& line, const std::vector<std::string>& left_out = {"resume", "force"});
// For this terminal, with the scenario and the question as typed.
TextStyle style_of(const CommandLine& line);
// Whether standard output is a terminal that shows colour, and nobody minds.
bool wants_color();

// What is wrong with a file, with what `check` finds wrong with the rest of it, by line; does nothing where all is well.
void refuse_with(std::vector<Problem> wrong, const std::function<void()>& check);

// One line a problem, on standard error.
void report(const InputError& error);
void report(const std::string& message);

}  // namespace coexist::command
