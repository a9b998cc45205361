// SPDX-License-Identifier: Apache-2.0
// One month.  The order of effects is a modelling claim: it stands here and nowhere else (model 1, schedule).
#pragma once

#include "engine/mechanisms.h"
#include "world/month.h"

namespace coexist {

// `start`: the state at the start of the scenario.
template <class Real> void one_month(const Mechanisms& m, const Month<Real>& now, State<Real>& start) {
  m.entry.advance(now, start);  // 0. new polities

  // What the last month left, and the forces of this one.
  m.bloc.relate(now);
  m.arms.deploy(now);
  m.movement.fear(now, [&](Real surviving) { return m.arms.damage(surviving); });

  // 1. Dated history, successions, adoption.
  for (const DatedMood& mood : now.model.moods)
    if (mood.month == now.t)
      mood.is_unrest ? m.revolution.dated_unrest(now, mood.polity, mood.size)
                     : m.bloc.dated_militancy(now, mood.polity, mood.size);
  m.succession.advance(
      now, [&](int k) { m.belief.succession(now, k); },
      [&](int k, Real before, Real after) { m.bloc.new_creed(now, k, before, after); });

  // What several mechanisms read, frozen for the month.
  m.succession.expound(now);
  m.belief.distrust(now);
  m.hostility.recall(now);
  m.arms.weigh_dangers(now);
  m.revolution.watch(now);
  for (int i = 0; i < now.model.polity_count(); ++i)
    now.frame.public_mood(i) = now.state.peace(i) * Real(now.model.polity(i).open);
  m.bloc.measure_distances(now);

  m.choice.act(now);                               // 2. acts, all at once
  m.crisis.open_and_settle(now, m.arms);           // 3. crises
  m.belief.observe(now, m.choice);                 // 4. beliefs,
  m.hostility.remember(now);                       //    memory,
  m.crisis.settle_down(now);                       //    alert, reputation
  m.hostility.advance(now);                        // 5. hostility
  m.arms.advance(now);                             // 6. arms
  m.economy.advance(now);                          // 7. economy
  m.example.learn(now);                            // 8. learning,
  m.example.record(now);                           //    the record,
  m.revolution.help(now);                          //    help,
  m.revolution.mobilise(now);                      //    revolution within,
  m.revolution.intervene(now), m.bloc.admit(now);  //    force,
  m.revolution.overthrow(now), m.bloc.admit(now);  //    overthrow,
  m.example.realign(now), m.bloc.admit(now);       //    realignment
  m.movement.advance(now);                         // 9. movement
  m.bloc.advance(now);                             // 10. loyalty, splits
}

}  // namespace coexist
