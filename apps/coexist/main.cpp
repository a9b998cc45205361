// SPDX-License-Identifier: Apache-2.0
// The command: words in; a result on standard output, one exit code, messages on standard error.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "coexist/ranks.h"
#include "coexist/version.h"
#include "interruption.h"
#include "verbs.h"

namespace coexist::command {
namespace {

// A descriptor that the caller has closed would be given to the next file opened, and a result printed into it.
void fill_closed_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
      // Opened so that what is written to a closed standard output fails, as it should.
      int opened = open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY);
      if (opened < 0) opened = open("/", O_RDONLY);  // where there are no devices; it can be neither read nor written
      if (opened >= 0 && opened != descriptor) close(opened);
    }
}

Outcome answer(const CommandLine& line) {
  switch (line.wanted) {
    case CommandLine::Wanted::help: return {line.verb ? verb_help(*line.verb) : program_help()};
    case CommandLine::Wanted::version: return {fmt::format("coexist {} (model version {})\n", version(), model_version)};
    case CommandLine::Wanted::result: break;
  }
  switch (line.verb->verb) {
    case ask:
    case run: return play(line);
    case story: return tell_story(line);
    case check: return check_files(line);
    case list: return list_room(line);
    case show: return show_name(line);
    case begin: return new_scenario_file(line);
    case schema: return print_schema(line);
    case bench: return bench_machine(line);
    case export_run: return export_store(line);
    case claims: return judge_what_is_said(line);
    case cite: return cite_name(line);
    case validate: return hold_against_the_record(line);
  }
  return {};
}

int print(const Outcome& outcome) {
  const std::string& text = outcome.output;
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return outcome.exit_code;
  // Whoever reads has seen enough, as `head` does.
  if (errno == EPIPE) return exit_failed;
  report(std::string("standard output cannot be written: ") + std::strerror(errno));
  return exit_failed;
}

int main_of(const std::vector<std::string>& words) {
  try {
    if (words.empty()) {
      std::fputs(usage().c_str(), stderr);
      return exit_wrong_input;
    }
    return print(answer(parse(words)));
  } catch (const UsageError& error) {
    report(error.what());
    return exit_wrong_input;
  } catch (const InputError& error) {
    report(error);
    return exit_wrong_input;
  } catch (const std::exception& error) {
    report(error.what());
    return exit_failed;
  }
}

// A process that helps another one: says nothing and writes nothing, for the one that leads does.
int help_with(const std::vector<std::string>& words, JoinedRun& joined) {
  std::string failure;
  try {
    const CommandLine line = parse(words);
    if (line.wanted == CommandLine::Wanted::result && (line.verb->verb == ask || line.verb->verb == run)) help_to_play(line);
  } catch (const std::exception& error) {
    failure = error.what();
  }
  joined.leave(failure, false);
  return exit_done;
}

int lead(const std::vector<std::string>& words, JoinedRun& joined) {
  const int code = main_of(words);
  const std::vector<std::string> silent = joined.leave("", code == exit_interrupted);
  if (silent.empty()) return code;
  for (const std::string& process : silent) report(process + " does not answer any more: it has died, or cannot be reached");
  std::fflush(nullptr);
  // The others cannot be waited for, as an orderly end would.
  std::_Exit(exit_failed);
}

int join_and_do(const std::vector<std::string>& words) {
  try {
    JoinedRun joined;
    return joined.leads() ? lead(words, joined) : help_with(words, joined);
  } catch (const RunError& error) {
    if (*error.what() != '\0') report(error.what());
    return exit_failed;
  }
}

}  // namespace

void report(const std::string& message) { std::fputs(("coexist: " + message + '\n').c_str(), stderr); }

void report(const InputError& error) {
  for (const Problem& problem : error.problems()) report(describe(problem));
}

}  // namespace coexist::command

int main(int argc, char** argv) {
  coexist::command::fill_closed_descriptors();
  // A limit on the size of files then fails the write, which is reported, instead of ending the program.
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  return coexist::command::join_and_do(argc > 0 ? std::vector<std::string>(argv + 1, argv + argc) : std::vector<std::string>{});
}
