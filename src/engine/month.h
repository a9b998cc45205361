// SPDX-License-Identifier: Apache-2.0
// One month.  The order of effects is a modelling claim: it stands here and nowhere else (model 1, schedule).  `written` marks where
// the columns of a channel have been written, for arms in which one is held (world/channels.h).
#pragma once

#include "engine/mechanisms.h"
#include "engine/phases.h"
#include "world/month.h"

namespace coexist {

// What crises are decided with: effective forces, and who reads resolve from what is decided.
struct CrisisMind {
  const Arms& forces;
  const Exploitation& witness;
};

// `start`: the state at the start of the scenario.
template <class Real> void one_month(const Mechanisms& m, const Month<Real>& now, State<Real>& start) {
  constexpr auto lap = PhaseWatch<Real>::lap;
  lap(Phase::outcomes);
  m.entry.advance(now, start), lap(Phase::entry);  // 0. new polities

  // What the last month left, and the forces of this one.
  m.bloc.relate(now), lap(Phase::bloc);
  m.arms.deploy(now), lap(Phase::arms);
  m.movement.fear(now, [&](Real surviving) { return m.arms.damage(surviving); }), lap(Phase::movement);
  written(now, Channel::fear);

  // 1. Dated history, successions, adoption.
  for (const DatedMood& mood : now.model.moods)
    if (mood.month == now.t)
      mood.is_unrest ? m.revolution.dated_unrest(now, mood.polity, mood.size)
                     : m.bloc.dated_militancy(now, mood.polity, mood.size);
  m.succession.advance(
      now, [&](int k) { m.belief.succession(now, k), m.exploitation.succession(now, k); },
      [&](int k, Real before, Real after, Real precedent) {
        m.bloc.new_creed(now, k, before, after, m.canon.unargued(precedent));
      });
  lap(Phase::succession);
  written(now, Channel::belief), written(now, Channel::alliance);

  // What several mechanisms read, frozen for the month.
  m.succession.expound(now), lap(Phase::succession);
  m.belief.distrust(now, [&](int i, int j) { return m.observers.counsel(now, i, j); }), lap(Phase::belief);
  m.hostility.recall(now), lap(Phase::hostility);
  m.arms.weigh_dangers(now), lap(Phase::arms);
  m.revolution.watch(now), lap(Phase::revolution);
  for (int i = 0; i < now.model.polity_count(); ++i)
    now.frame.public_mood(i) = now.state.peace(i) * Real(now.model.polity(i).open);
  lap(Phase::movement);
  m.bloc.measure_distances(now), lap(Phase::bloc);
  m.mutuality.weigh(now), lap(Phase::mutuality);
  m.exploitation.weigh(now), lap(Phase::exploitation);
  m.canon.lead(now), lap(Phase::canon);
  m.institutions.weigh(now), lap(Phase::institutions);
  m.aid.weigh(now), lap(Phase::aid);

  m.audience.sign(now, m.choice), lap(Phase::audience);                                   // 2. agreements,
  m.choice.act(now, m.audience), lap(Phase::choice);                                      //    acts, all at once
  m.crisis.open_and_settle(now, CrisisMind{m.arms, m.exploitation}), lap(Phase::crisis);  // 3. crises
  m.belief.observe(now, m.choice), lap(Phase::belief);                                    // 4. beliefs about motive,
  m.observers.learn(now, m.belief), lap(Phase::observers);                                //    those of members,
  m.exploitation.observe(now, m.choice), lap(Phase::exploitation);                        //    about resolve,
  m.mutuality.record(now), lap(Phase::mutuality);                                         //    breaches of promises,
  m.hostility.remember(now), lap(Phase::hostility);                                       //    memory,
  m.crisis.settle_down(now), lap(Phase::crisis);                                          //    alert, reputation
  written(now, Channel::belief), written(now, Channel::fear);                             //
  m.hostility.advance(now, m.audience), lap(Phase::hostility);                            // 5. hostility
  m.arms.advance(now), lap(Phase::arms);                                                  // 6. arms
  written(now, Channel::arms);                                                            //
  m.aid.advance(now, m.economy.from_burden), lap(Phase::aid);                             // 7. gifts,
  m.economy.advance(now), lap(Phase::economy);                                            //    economy
  m.example.learn(now), lap(Phase::example);                                              // 8. learning,
  m.example.record(now), lap(Phase::example);                                             //    the record,
  written(now, Channel::example);                                                         //
  m.revolution.help(now), lap(Phase::revolution);                                         //    help,
  m.revolution.mobilise(now, [&](const PolityNumbers& polity) { return m.institutions.threshold(polity); });
  lap(Phase::revolution);                                                                    //    revolution within,
  m.revolution.intervene(now), lap(Phase::revolution), m.bloc.admit(now), lap(Phase::bloc);  //    force,
  m.revolution.overthrow(now), lap(Phase::revolution), m.bloc.admit(now), lap(Phase::bloc);  //    overthrow,
  written(now, Channel::alliance);                                                           //
  m.example.realign(now, m.aid), lap(Phase::example), m.bloc.admit(now), lap(Phase::bloc);   //    realignment
  written(now, Channel::alliance);                                                           //
  m.movement.advance(now, m.audience), lap(Phase::movement);                                 // 9. movement
  written(now, Channel::publics);                                                            //
  m.bloc.advance(now, m.observers, m.canon, m.aid), lap(Phase::bloc);                        // 10. loyalty,
  written(now, Channel::alliance);                                                           //
  m.bloc.split(now), m.bloc.admit(now), lap(Phase::bloc);                                    //     splits
  written(now, Channel::alliance);
}

}  // namespace coexist
