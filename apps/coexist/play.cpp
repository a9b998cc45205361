// SPDX-License-Identifier: Apache-2.0
// `ask` and `run`.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <memory>

#include "coexist/comparison.h"
#include "coexist/facts.h"
#include "coexist/names.h"
#include "coexist/new_file.h"
#include "coexist/report.h"
#include "coexist/scenario_file.h"
#include "coexist/store.h"
#include "coexist/study.h"
#include "csv_file.h"
#include "interruption.h"
#include "progress.h"
#include "verbs.h"

namespace coexist::command {
namespace {

using Words = std::vector<std::string>;

// One of a few words; `otherwise` where the option is not given.
std::string word(const CommandLine& line, const char* option, const Words& words, const std::string& otherwise) {
  const std::string given = line.value(option).value_or(otherwise);
  if (std::ranges::find(words, given) != words.end()) return given;
  throw UsageError("--" + std::string(option) + " is " + in_quotes(given) + ", expected " + words[0] + " or " + words[1] + ". " +
                   suggestion(given, words));
}

}  // namespace

std::vector<Override> overrides_of(const CommandLine& line) {
  std::vector<Override> overrides;
  for (const std::string& given : line.values("set")) {
    // The value is a number: what holds another equals sign is a quoted name.
    const std::size_t equals = given.rfind('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == given.size())
      throw UsageError("--set is " + in_quotes(given) + ", expected NAME=VALUE, for example eta=0.2");
    overrides.push_back({given.substr(0, equals), given.substr(equals + 1)});
  }
  return overrides;
}

StudyOptions study_options(const CommandLine& line) {
  constexpr std::uint64_t most_threads = 1024;
  constexpr std::uint64_t largest_batch = 100'000;
  constexpr std::uint64_t last_world = 4'000'000'000;  // draws from the priors have histories of their own, far beyond the others
  constexpr std::uint64_t most_traced = 10'000;        // some hundred kilobytes each
  const auto number = [&](const char* option, std::uint64_t low, std::uint64_t high, std::uint64_t otherwise) {
    const auto given = line.value(option);
    return given ? whole_number(option, *given, low, high) : otherwise;
  };
  StudyOptions study;
  study.question = line.value("question").value_or("");
  study.actor = line.value("actor");
  study.about = line.value("about");
  study.instead = line.value("instead");
  study.adopt = line.value("adopt");
  study.until = line.value("until");
  study.drop = line.values("drop");
  study.dated = line.value("dated").value_or(study.dated);
  study.without = line.values("without");
  study.series = line.values("series");
  study.worlds = static_cast<std::uint32_t>(number("worlds", 1, max_worlds, study.worlds));
  study.seed = number("seed", 0, std::numeric_limits<std::uint64_t>::max(), study.seed);
  study.threads = static_cast<int>(number("threads", 1, most_threads, 0));
  study.batch = static_cast<std::uint32_t>(number("batch", 1, largest_batch, study.batch));
  if (line.has("world")) study.world = static_cast<std::uint32_t>(number("world", 0, last_world, 0));
  if (line.has("draw")) study.draw = static_cast<std::uint32_t>(number("draw", 0, max_draws - 1, 0));
  study.trace = static_cast<std::uint32_t>(number("trace", 1, most_traced, 0));
  study.attribute = line.has("attribute");
  study.attribute_principles = line.value("attribute") == "principles";
  study.channels = line.has("channels");
  if (line.has("prior")) study.prior_draws = static_cast<std::uint32_t>(number("prior", 0, study.worlds, 0));
  if (word(line, "prior-scheme", {"independent", "common"}, "independent") == "common") study.prior_scheme = PriorScheme::common;
  if (word(line, "engine", {"batch", "reference"}, "batch") == "reference") study.engine = EngineChoice::reference;
  return study;
}

std::string command_of(const CommandLine& line, const Words& left_out) {
  std::string text = "coexist " + std::string(line.verb->name);
  for (const std::string& operand : line.operands) text += ' ' + shell_word(operand);
  for (const auto& [option, values] : line.given)
    for (const std::string& value : values)
      if (std::ranges::find(left_out, option) == left_out.end())
        text += " --" + option + (value.empty() ? "" : ' ' + shell_word(value));
  return text;
}

ArmChoice arm_of(const CommandLine& line) {
  return word(line, "arm", {"with", "without"}, "with") == "with" ? ArmChoice::with : ArmChoice::without;
}

const std::string& scenario_of(const CommandLine& line) {
  const std::string verb = line.verb->name;
  if (line.operands.size() == 1 && !line.operands[0].empty()) return line.operands[0];
  if (line.operands.size() > 1) throw UsageError(verb + " takes one SCENARIO, found a second: " + in_quotes(line.operands[1]));
  std::string known;
  for (const std::string& name : bundled_scenarios()) known += (known.empty() ? "" : ", ") + name;
  throw UsageError(verb + " needs a SCENARIO: a file, or one of " + known +
                   (line.has("series") ? ". Put it before --series, which takes all the words after it" : ""));
}

namespace {

// The scenario and what was asked of it, as typed: what both `ask` and `run` understand.
std::string asked(const CommandLine& line, std::string_view but_for = {}) {
  std::string text = shell_word(line.operands[0]);
  for (const OptionInfo& option : options())
    if (option.asks && option.name != but_for && (option.verbs & (ask | run)) == (ask | run))
      for (const std::string& value : line.values(option.name))
        text += " --" + std::string(option.name) + ' ' + shell_word(value);
  return text;
}

// Whether the run is to be kept, and where.
std::unique_ptr<StoreFile> store_of(const CommandLine& line) {
  const Words of_output = {"resume", "force", "json", "all", "quiet"};
  if (const auto path = line.value("store"))
    return std::make_unique<StoreFile>(*path, StoreFile::How{line.has("resume"), line.has("force"), command_of(line, of_output)});
  for (const char* option : {"resume", "trace"})
    if (line.has(option)) throw UsageError("--" + std::string(option) + " needs --store FILE: a run that is kept");
  return nullptr;
}

// The file of the page, or nothing where none is asked for.
std::unique_ptr<NewFile> page_of(const CommandLine& line) {
  const auto path = line.value("report");
  if (!path) return nullptr;
  if (page_template().empty())
    throw UsageError("--report is not there: this program was built without the page (COEXIST_PAGE=OFF)");
  return std::make_unique<NewFile>("--report", *path, line.has("force"));
}

// False where it was interrupted.
bool write_page(
    const CommandLine& line, const Scenario& scenario, const StudyOptions& study, const Answer& answer, NewFile& file) {
  const PageStudy page = study_page(scenario, study, answer);
  if (page.stopped) return false;
  Words of_output = {"outcomes", "events", "store", "resume", "trace", "force", "all", "json", "quiet"};
  const std::string again = command_of(line, of_output);
  of_output.emplace_back("report");
  file.write(as_page(answer, scenario, page, {again, command_of(line, of_output)}, page_template()));
  return true;
}

}  // namespace

bool wants_color() {
  const char* const none = std::getenv("NO_COLOR");
  const char* const terminal = std::getenv("TERM");
  // Open MPI gives its processes a terminal of its own and hands on what they write there, also to a file.
  const bool is_own = std::getenv("OMPI_COMM_WORLD_SIZE") == nullptr;
  return is_own && isatty(STDOUT_FILENO) != 0 && (!none || *none == '\0') && terminal && std::string_view(terminal) != "dumb";
}

namespace {

// What is to be compared in one table; none where one question is asked.
struct Compared {
  Comparison::By by;
  Words values;
};
std::optional<Compared> compared_of(const CommandLine& line) {
  const auto several = [](const std::string& text) {
    Words values = {""};
    for (const char c : text)
      if (c == ',')
        values.emplace_back();
      else
        values.back() += c;
    return values;
  };
  std::optional<Compared> compared;
  const auto against = line.value("against");
  const auto adopt = line.value("adopt");
  const bool has_dates = line.verb->verb == ask && adopt && adopt->find(',') != std::string::npos;
  if (against && has_dates)
    throw UsageError("--against and several dates of --adopt are both given, expected one of them: a table compares one thing");
  if (against && line.has("instead"))
    throw UsageError("--against and --instead are both given, expected one of them: both say what the world without it follows");
  if (against) compared = {Comparison::By::against, several(*against)};
  if (has_dates) compared = {Comparison::By::adopt, several(*adopt)};
  if (!compared) return std::nullopt;
  const std::string option = "--" + name_of(compared->by);
  if (std::ranges::find(compared->values, "") != compared->values.end())
    throw UsageError(option + " is " + in_quotes(line.value(against ? "against" : "adopt").value_or("")) +
                     ", expected values with one comma between them, for example " +
                     (against ? "two_camps,example_only" : "1953-03,1956-02"));
  for (const char* single : {"store", "resume", "trace", "outcomes", "events", "report"})
    if (line.has(single))
      throw UsageError("--" + std::string(single) + " keeps what one question plays, and " + option +
                       (against ? "" : " with several dates") + " asks several. Ask them one by one, with --" +
                       (against ? "instead" : "adopt"));
  return compared;
}

Outcome play_comparison(const CommandLine& line, const Compared& compared) {
  StudyOptions study = study_options(line);
  const Scenario scenario = load_scenario(scenario_of(line), overrides_of(line));
  study.stop = &heed_interruption();
  Progress progress(line.has("quiet"), "twin histories");
  study.progress = [&](std::uint32_t done, std::uint32_t all) { progress.show(done, all); };
  const Comparison comparison = compare(scenario, study, compared.by, compared.values);
  progress.erase();
  if (comparison.stopped) {
    report("interrupted after " + std::to_string(progress.done()) + " of " + std::to_string(progress.all()) + " twin histories");
    return {"", exit_interrupted};
  }
  TextStyle style;
  style.all = line.has("all");
  style.asked = asked(line, "adopt");
  return {line.has("json") ? as_json(comparison) : as_text(comparison, style)};
}

}  // namespace

TextStyle style_of(const CommandLine& line) {
  TextStyle style;
  style.color = wants_color();
  style.all = line.has("all");
  style.asked = asked(line);
  return style;
}

Outcome play(const CommandLine& line) {
  if (const auto compared = compared_of(line)) return play_comparison(line, *compared);
  const bool asks = line.verb->verb == ask;
  const std::string& name = scenario_of(line);
  const std::vector<Override> overrides = overrides_of(line);
  StudyOptions study = study_options(line);
  const ArmChoice arm = arm_of(line);
  study.stop = &heed_interruption();

  const std::unique_ptr<StoreFile> store = store_of(line);
  study.keeper = store.get();

  const Scenario scenario = load_scenario(name, overrides);
  const Words outcomes = outcome_names(scenario, study);
  std::unique_ptr<CsvFile> outcome_file;
  std::unique_ptr<CsvFile> event_file;
  if (const auto path = line.value("outcomes")) {
    outcome_file = std::make_unique<CsvFile>("outcomes", *path, line.has("force"));
    outcome_file->outcome_header(outcomes);
    study.on_history = [&](std::uint32_t history, const char* name_of_arm, const std::vector<double>& values) {
      outcome_file->outcomes(history, name_of_arm, values);
    };
  }
  if (const auto path = line.value("events")) {
    event_file = std::make_unique<CsvFile>("events", *path, line.has("force"));
    event_file->event_header();
    study.on_event = [&](const HistoryEvent& event) { event_file->event(event); };
  }
  const std::unique_ptr<NewFile> page_file = page_of(line);
  for (const CsvFile* file : {outcome_file.get(), event_file.get()})
    if (file) remove_on_second_interruption(file->partial());
  if (page_file) remove_on_second_interruption(page_file->partial());
  const char* const of_what = asks ? "twin histories" : "histories";
  Progress progress(line.has("quiet"), of_what);
  study.progress = [&](std::uint32_t done, std::uint32_t all) { progress.show(done, all); };

  TextStyle style = style_of(line);
  if (page_file) style.page = printable(line.value("report").value_or(""));
  const auto conclude = [&](const auto& result) -> Outcome {
    progress.erase();
    if (result.stopped) {
      report("interrupted after " + std::to_string(progress.done()) + " of " +
             std::to_string(std::max(progress.all(), study.world ? 1 : study.worlds)) + ' ' + of_what +
             (store ? ". What was finished is in " + in_quotes(*line.value("store")) + ": the same command with --resume goes on"
                    : ""));
      return {"", exit_interrupted};
    }
    for (CsvFile* file : {outcome_file.get(), event_file.get()})
      if (file) file->finish();
    if (page_file) page_file->finish();
    if (!result.replays.empty() && !study.world)
      report("some " + std::string(of_what) + " went wrong and are not counted; the first again: " + result.replays.front());
    if (store) {
      TextStyle plain = style;
      plain.color = false;
      plain.all = false;
      plain.page.clear();  // which may be gone when this is shown again
      Shown shown{as_text(result, plain), "", as_json(result)};
      plain.all = true;
      shown.everything = as_text(result, plain);
      store->finish(shown);
    }
    return {line.has("json") ? as_json(result) : as_text(result, style)};
  };
  if (asks) {
    Answer answer = coexist::ask(scenario, study);
    if (!answer.stopped) answer.record = facts_met(scenario, study);
    if (page_file && !answer.stopped) answer.stopped = !write_page(line, scenario, study, answer, *page_file);
    return conclude(answer);
  }
  return conclude(coexist::run(scenario, arm, study));
}

void help_to_play(const CommandLine& line) {
  const Scenario scenario = load_scenario(scenario_of(line), overrides_of(line));
  StudyOptions study = study_options(line);
  study.stop = &heed_interruption();
  study.trace = 0;  // kept by the first rank, which plays what it traces
  // Events are played where somebody listens to them.
  if (line.has("events")) study.on_event = [](const HistoryEvent&) {};
  if (const auto compared = compared_of(line)) {
    static_cast<void>(compare(scenario, study, compared->by, compared->values));
    return;
  }
  if (line.verb->verb != ask) {
    static_cast<void>(coexist::run(scenario, arm_of(line), study));
    return;
  }
  const Answer nothing = coexist::ask(scenario, study);
  if (line.has("report")) static_cast<void>(study_page(scenario, study, nothing));
}

}  // namespace coexist::command
