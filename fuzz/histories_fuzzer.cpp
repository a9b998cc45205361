// SPDX-License-Identifier: Apache-2.0
// Some sections of a scenario, in place of those of a small one: what is accepted is posed, a few short histories of it are played by
// both engines, and its question is answered and shown.
#include <algorithm>
#include <span>

#include "base/float_environment.h"
#include "coexist/report.h"
#include "coexist/study.h"
#include "engine/engine.h"
#include "sections.h"
#include "study/setting.h"

using namespace coexist;
using namespace coexist::fuzzing;

namespace {

constexpr int months_played = 3;
constexpr int longest_ask = 24;  // months

void play_briefly(const Scenario& scenario) {
  StudyOptions options;
  options.until = std::min(scenario.end, scenario.start + (months_played - 1)).text();
  const Posed posed = pose(scenario, options, ArmsAsked::one);
  const std::vector<Intervention> arms = {posed.without};
  Played played;
  for (const EngineKind kind : {EngineKind::reference, EngineKind::batch}) {
    const auto engine = make_engine(kind, posed.setting);
    engine->play(0, arms, std::min(posed.fork, posed.setting.model.months), played);
    const auto histories = static_cast<std::size_t>(engine->lanes());
    require(played.marked.size() == histories, "every history says whether it went wrong");
    require(played.outcomes.size() == histories * posed.setting.outcomes.size(), "every history has every outcome");
  }
}

void ask_briefly(const Scenario& scenario) {
  if (scenario.questions.empty()) return;
  const Date adopt = scenario.questions.front().adopt;
  if (adopt - scenario.start > longest_ask) return;
  StudyOptions options;
  options.until = std::min(scenario.end, std::max(adopt, scenario.start) + 2).text();
  options.worlds = 2;
  options.threads = 1;
  options.prior_draws = 0;
  options.engine = EngineChoice::reference;
  const Answer answer = ask(scenario, options);
  as_text(answer, {});
  as_json(answer);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const FloatEnvironment standard;
  const auto scenario = with_sections(data, size);
  if (!scenario) return 0;
  try {
    play_briefly(*scenario);
    ask_briefly(*scenario);
  } catch (const InputError& error) {
    require_fit_to_show(error);  // a question that cannot be asked
  } catch (const RunError&) {    // every history went wrong, and it says so
  }
  return 0;
}
