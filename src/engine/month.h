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

// How many principals and systems there are, where the compiler may know it: it writes out loops over them.  0: it may not.
template <int Principals, int Systems> struct KnownShape {
  static bool is_that_of(const Shape& shape) { return shape.principals == Principals && shape.systems == Systems; }

  template <class Real> [[gnu::always_inline]] static void tell(Month<Real>& now) {
    if constexpr (Principals > 0) {
      now.shape.principals = Principals;
      now.shape.systems = Systems;
      const auto tell_column = [](auto& column, const ColumnInfo& info) {
        if (info.index == IndexSet::polity_principal || info.index == IndexSet::principal_pair) column.stride = Principals;
        if (info.index == IndexSet::polity_system) column.stride = Systems;
      };
      State<Real>::list(now.state, tell_column);
      Frame<Real>::list(now.frame, tell_column);
      Flows<Real>::list(now.flows, tell_column);
    }
  }
};
using UnknownShape = KnownShape<0, 0>;

// work(what is known of the shape): those that many scenarios have are known.  The results are the same to the bit.
template <class Work> void with_shape(const Shape& shape, Work work) {
  if (KnownShape<2, 2>::is_that_of(shape))
    work(KnownShape<2, 2>{});
  else if (KnownShape<2, 3>::is_that_of(shape))
    work(KnownShape<2, 3>{});
  else if (KnownShape<3, 3>::is_that_of(shape))
    work(KnownShape<3, 3>{});
  else
    work(UnknownShape{});
}

// A step of the month: a function of its own, with a copy of the views of the columns.  That nothing a step writes changes where the
// columns lie is plain to the compiler then; otherwise it looks that up again after every write.
template <class Known, class Real, class Step> [[gnu::noinline]] void take_step(const Month<Real>& month, Step step) {
  Month<Real> copy = month;
  Known::tell(copy);
  step(copy);
}

// `start`: the state at the start of the scenario.
template <class Known, class Real> void live_month(const Mechanisms& m, const Month<Real>& now, State<Real>& start) {
  const auto step = [&](Phase phase, auto work) {
    take_step<Known>(now, work);
    PhaseWatch<Real>::lap(phase);
  };
  PhaseWatch<Real>::lap(Phase::outcomes);

  step(Phase::entry, [&](auto& month) { m.entry.advance(month, start); });  // 0. new polities

  // What the last month left, and the forces of this one.
  step(Phase::bloc, [&](auto& month) { m.bloc.relate(month); });
  step(Phase::arms, [&](auto& month) { m.arms.deploy(month); });
  step(Phase::movement, [&](auto& month) { m.movement.fear(month, [&](Real surviving) { return m.arms.damage(surviving); }); });
  written(now, Channel::fear);

  // 1. Dated history, successions, adoption.
  for (const DatedMood& mood : now.model.moods)
    if (mood.month == now.t)
      mood.is_unrest ? m.revolution.dated_unrest(now, mood.polity, mood.size)
                     : m.bloc.dated_militancy(now, mood.polity, mood.size);
  step(Phase::succession, [&](auto& month) {
    m.succession.advance(
        month, [&](int k) { m.belief.succession(month, k), m.exploitation.succession(month, k); },
        [&](int k, Real before, Real after, Real precedent) {
          m.bloc.new_creed(month, k, before, after, m.canon.unargued(precedent));
        });
  });
  written(now, Channel::belief), written(now, Channel::alliance);

  // What several mechanisms read, frozen for the month.
  if (m.succession.is_news(now)) step(Phase::succession, [&](auto& month) { m.succession.expound(month); });
  step(Phase::belief, [&](auto& month) { m.belief.distrust(month, m.observers); });
  step(Phase::hostility, [&](auto& month) { m.hostility.recall(month); });
  step(Phase::arms, [&](auto& month) { m.arms.weigh_dangers(month); });
  step(Phase::revolution, [&](auto& month) { m.revolution.watch(month); });
  step(Phase::movement, [&](auto& month) { m.movement.sway(month); });
  step(Phase::bloc, [&](auto& month) { m.bloc.measure_distances(month); });
  step(Phase::mutuality, [&](auto& month) { m.mutuality.weigh(month); });
  step(Phase::exploitation, [&](auto& month) { m.exploitation.weigh(month); });
  step(Phase::canon, [&](auto& month) { m.canon.lead(month); });
  if (now.t == 0) step(Phase::institutions, [&](auto& month) { m.institutions.weigh(month); });
  step(Phase::aid, [&](auto& month) { m.aid.weigh(month); });

  step(Phase::audience, [&](auto& month) { m.audience.sign(month, m.choice); });                // 2. agreements,
  step(Phase::choice, [&](auto& month) { m.choice.act(month, m.audience); });                   //    acts, all at once
  const CrisisMind mind{m.arms, m.exploitation};                                                //
  step(Phase::crisis, [&](auto& month) { m.crisis.open_and_settle(month, mind); });             // 3. crises
  step(Phase::belief, [&](auto& month) { m.belief.observe(month, m.choice); });                 // 4. beliefs about motive,
  step(Phase::observers, [&](auto& month) { m.observers.learn(month, m.belief); });             //    those of members,
  step(Phase::exploitation, [&](auto& month) { m.exploitation.observe(month, m.choice); });     //    about resolve,
  step(Phase::mutuality, [&](auto& month) { m.mutuality.record(month); });                      //    breaches of promises,
  step(Phase::hostility, [&](auto& month) { m.hostility.remember(month); });                    //    memory,
  step(Phase::crisis, [&](auto& month) { m.crisis.settle_down(month); });                       //    alert, reputation
  written(now, Channel::belief), written(now, Channel::fear);                                   //
  step(Phase::hostility, [&](auto& month) { m.hostility.advance(month, m.audience); });         // 5. hostility
  step(Phase::arms, [&](auto& month) { m.arms.advance(month); });                               // 6. arms
  written(now, Channel::arms);                                                                  //
  step(Phase::aid, [&](auto& month) { m.aid.advance(month, m.economy.from_burden); });          // 7. gifts,
  step(Phase::economy, [&](auto& month) { m.economy.advance(month); });                         //    economy
  step(Phase::example, [&](auto& month) { m.example.learn(month); });                           // 8. learning,
  step(Phase::example, [&](auto& month) { m.example.record(month); });                          //    the record,
  written(now, Channel::example);                                                               //
  step(Phase::revolution, [&](auto& month) { m.revolution.help(month); });                      //    help,
  step(Phase::revolution, [&](auto& month) { m.revolution.mobilise(month, m.institutions); });  //    revolution within,
  step(Phase::revolution, [&](auto& month) { m.revolution.intervene(month); });                 //    force,
  step(Phase::bloc, [&](auto& month) { m.bloc.admit(month); });                                 //
  step(Phase::revolution, [&](auto& month) { m.revolution.overthrow(month); });                 //    overthrow,
  step(Phase::bloc, [&](auto& month) { m.bloc.admit(month); });                                 //
  written(now, Channel::alliance);                                                              //
  step(Phase::example, [&](auto& month) { m.example.realign(month, m.aid); });                  //    realignment
  step(Phase::bloc, [&](auto& month) { m.bloc.admit(month); });                                 //
  written(now, Channel::alliance);                                                              //
  step(Phase::movement, [&](auto& month) { m.movement.advance(month, m.audience); });           // 9. movement
  written(now, Channel::publics);                                                               //
  step(Phase::bloc, [&](auto& month) { m.bloc.advance(month, m.observers, m.canon, m.aid); });  // 10. loyalty,
  written(now, Channel::alliance);                                                              //
  step(Phase::bloc, [&](auto& month) { m.bloc.split(month), m.bloc.admit(month); });            //     splits
  written(now, Channel::alliance);
}

template <class Real> void one_month(const Mechanisms& m, const Month<Real>& now, State<Real>& start) {
  if constexpr (lanes_of<Real> > 1)
    with_shape(now.shape, [&]<class Known>(Known) { live_month<Known>(m, now, start); });
  else
    live_month<UnknownShape>(m, now, start);
}

}  // namespace coexist
