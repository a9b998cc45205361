// SPDX-License-Identifier: Apache-2.0
#include "engine/mechanisms.h"

#include <algorithm>

#include "engine/simulation.h"

namespace coexist {

void Mechanisms::calibrate(const Model& model) {
  const auto distrust = [&](int i, int j) { return logistic(belief.start(model, i, j)); };
  Store<State, double> start(shape_of(model));
  hostility.initialise(model, *start);
  const auto enmity = [&](int i, int l) { return start->hostility(i, l); };
  arms.calibrate(model, distrust, enmity);
  bloc.calibrate(model, distrust, enmity);
  observers.calibrate(model, belief);
}

Mechanisms mechanisms_of(const Scenario& scenario, const Model& model) {
  Mechanisms mechanisms;
  mechanisms.each([&](auto& mechanism) {
    mechanism.on = mechanism.info.since <= scenario.model &&
                   std::ranges::find(scenario.without, mechanism.info.name) == scenario.without.end();
    for (Parameter* parameter : mechanism.sheet())
      if (const auto set = scenario.parameters.find(std::string(parameter->name)); set != scenario.parameters.end())
        parameter->value = set->second;
  });
  mechanisms.calibrate(model);
  return mechanisms;
}

}  // namespace coexist
