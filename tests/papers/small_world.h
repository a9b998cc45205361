// SPDX-License-Identifier: Apache-2.0
// A world of a few polities in which one mechanism can be run by itself, with its surroundings set by hand.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "coexist/scenario_file.h"
#include "engine/mechanisms.h"
#include "engine/simulation.h"
#include "model/model.h"
#include "world/month.h"

namespace coexist::testing {

// The bundled case as model version 2 was verified with it: its codebook, stereotypes and doctrines are those of the closed
// forms.
inline const Scenario& reference_case() {
  static const Scenario scenario = load_scenario("fixtures/cold-war-v2");
  return scenario;
}

// The same under another version of the model.
inline Scenario under_version(Scenario scenario, int version) {
  scenario.model = version;
  return scenario;
}

// The same with only some of its polities, and nothing of its dated history.
inline Scenario reduced_to(const std::vector<std::string>& ids) {
  Scenario s = reference_case();
  const auto gone = [&](const std::string& id) { return std::ranges::find(ids, id) == ids.end(); };
  std::erase_if(s.polities, [&](const Polity& p) { return gone(p.id); });
  std::erase_if(s.principal_slots, gone);
  std::erase_if(s.adoptions, [&](const Adoption& a) { return gone(a.polity) || a.date > s.start; });
  std::erase_if(s.belief, [&](const auto& entry) { return gone(entry.first.first) || gone(entry.first.second); });
  std::erase_if(s.reach, [&](const auto& entry) { return gone(entry.first); });
  for (auto& [from, targets] : s.reach) std::erase_if(targets, [&](const auto& entry) { return gone(entry.first); });
  std::erase_if(s.growth_path, [&](const auto& entry) { return gone(entry.first); });
  std::erase_if(s.warheads.stock, [&](const auto& entry) { return gone(entry.first); });
  std::erase_if(s.movement.publics, gone);
  s.questions.clear();
  s.leaders.clear();
  s.demonstrations.clear();
  s.flashpoints.clear();
  s.history.clear();
  return s;
}

// Where a test is about thresholds alone.
inline Institutions no_institutions() {
  Institutions none;
  none.on = false;
  return none;
}

struct SmallWorld {
  Model model;
  Mechanisms mechanisms;
  Store<State, double> state;
  Store<Frame, double> frame;
  Store<Flows, double> flows;
  Luck<double> luck;
  Intervention intervention;
  int t = 0;

  explicit SmallWorld(const Scenario& scenario)
      : model(compile(scenario, scenario.end)), mechanisms(mechanisms_of(scenario, model)), state(shape_of(model)),
        frame(shape_of(model)), flows(shape_of(model)), luck(addresses_of(model), 1) {
    begin(0);
  }

  // The frame of the month, as engine/month.h has it, for what reads positions.
  void freeze() {
    const Month<double> now = month();
    mechanisms.bloc.relate(now);
    mechanisms.arms.deploy(now);
    mechanisms.succession.expound(now);
    mechanisms.belief.distrust(now, mechanisms.observers);
    mechanisms.hostility.recall(now);
    mechanisms.arms.weigh_dangers(now);
    mechanisms.revolution.watch(now);
    mechanisms.movement.sway(now);
    mechanisms.bloc.measure_distances(now);
    mechanisms.mutuality.weigh(now);
    mechanisms.exploitation.weigh(now);
    mechanisms.canon.lead(now);
    mechanisms.institutions.weigh(now);
    mechanisms.aid.weigh(now);
  }

  // As a simulation begins a history, with every polity there.
  void begin(std::uint32_t history) {
    luck.meet(history);
    t = 0;
    state.clear();
    frame.clear();
    flows.clear();
    mechanisms.bloc.initialise(model, *state);
    mechanisms.economy.initialise(model, *state);
    mechanisms.arms.initialise(model, *state);
    mechanisms.belief.initialise(model, *state);
    mechanisms.hostility.initialise(model, *state);
    mechanisms.example.initialise(model, *state);
    mechanisms.revolution.initialise(model, *state);
    mechanisms.movement.initialise(model, *state);
    mechanisms.succession.initialise(model, *state);
    mechanisms.exploitation.initialise(model, *state);
    mechanisms.observers.initialise(model, *state);
    for (int i = 0; i < model.polity_count(); ++i) state->present(i) = 1;
  }

  Month<double> month() {
    luck.begin(t);
    return {model, t, shape_of(model), luck, intervention, *state, *frame, *flows};
  }
  int polity(const std::string& id) const { return model.find_polity(id); }
  int principal(const std::string& id) const { return model.polity(polity(id)).principal; }
};

}  // namespace coexist::testing
