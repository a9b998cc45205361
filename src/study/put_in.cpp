// SPDX-License-Identifier: Apache-2.0
#include "study/put_in.h"

#include <algorithm>

#include "base/rounding.h"
#include "study/words.h"

namespace coexist {

std::string put_in_by_construction(
    const std::string& outcome, const Scenario& scenario, const Question& question, const std::vector<std::string>& off) {
  const auto is_on = [&](const char* mechanism) { return std::ranges::find(off, mechanism) == off.end(); };
  const auto doctrine = [&](const std::string& id) {
    const auto found = std::ranges::find(scenario.doctrines, id, &Doctrine::id);
    return found == scenario.doctrines.end() ? Doctrine{} : *found;
  };
  const Doctrine with = doctrine(question.doctrine);
  const Doctrine without = doctrine(question.instead);
  const bool acts = outcome == "threats" || outcome == "subversions" || outcome.starts_with("interventions");
  if (acts && is_on("choice"))
    return "the weights of " + spaced(with.id) + " ask for other conduct than those of " + spaced(without.id);
  if (outcome == "promises_broken" && is_on("choice") && with.promises != without.promises)
    return "only what is promised can be broken, and the two doctrines promise different things";
  if (outcome == "peace_mobilisation" && is_on("movement") && scenario.movement.sponsor == question.actor &&
      with.fund != without.fund)
    return "the two doctrines fund the movement differently, " + rounded(with.fund, 0.01) + " against " +
           rounded(without.fund, 0.01);
  if ((outcome == "bloc_split" || outcome.starts_with("split_")) && is_on("bloc") && with.militancy != without.militancy)
    return "members compare their leader's militancy with their own, and a milder doctrine costs loyalty (l_doc, l_bet)";
  return {};
}

}  // namespace coexist
