// SPDX-License-Identifier: Apache-2.0
// Mutuality.  A promise that is made to be mutual binds only toward those who keep it.
//
//   U_ij <- U_ij (1 - Delta y_c) + severity(seen act of j toward i) + y_m sum over i's members of severity(seen act of j toward l)
//   mutual_il = 1 - mu_P (1 - exp(-U_ij / U_0)),  j leading the rival bloc that l is in; 1 toward others                Osgood (1962)
//
// U: remembered breaches of the principles by j toward i and i's bloc, acts.  mutual: how much of the weight on keeping a promise is
// left toward l, 0..1; it multiplies the scope of the promise (doctrine/conduct.h), for whoever chooses and for whoever observes.
// mu_P: what a promise loses when the other breaks it without end; y_m: weight of a breach toward a member; y_c: 1/year.
// Claim: the principles of 1954 and 1956 are all "mutual".  Osgood's graduated reciprocation likewise asks to be answered in kind.
// Departures: breaches count whatever the principle, so that non-interference is not owed to one who threatens; what was promised to
// one's own bloc, and to those of no bloc, is promised without condition.
#pragma once

#include <array>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Mutuality {
  static constexpr MechanismInfo info{
      "mutuality", "a promise binds only as far as the other side keeps the principles", "3.14", "Osgood 1962; Axelrod 1984", 3};
  bool on = true;

  Parameter lapse{"mu_P", "1", 0.5, uniform(0, 1), share,
      "share of a promise's weight that lapses where the other keeps breaking it", "judgement; Osgood 1962"};
  Parameter scale{
      "U_0", "acts", 1.0, lognormal(0.5), positive, "remembered breaches at which it has lapsed to 63 per cent", "judgement"};
  Parameter fade{"y_c", "1/year", 1.0, lognormal(0.3), yearly_rate, "decay of that memory", "judgement"};
  Parameter weight_members{
      "y_m", "1", 0.25, uniform(0, 0.5), share, "weight of a breach toward a member of the bloc", "judgement"};

  auto sheet() { return std::array{&lapse, &scale, &fade, &weight_members}; }

  // How much of a promise is left after the other's breaches.
  template <class Real> Real binding(Real wronged) const {
    return Real(1) - Real(lapse) * (Real(1) - exponential(-(wronged / Real(scale))));
  }

  // mutual of every dyad, for the frame.
  template <class Real> void weigh(const Month<Real>& now) const {
    for (int i = 0; i < now.shape.principals; ++i) {
      ByPrincipal<Real> left;
      for (int j = 0; on && j < now.shape.principals; ++j) left[j] = binding(now.state.wronged(i, j));
      for (int l = 0; l < now.shape.polities; ++l) {
        Real mutual = Real(1);
        const MaskOf<Real> rival = holds(now.frame.rival(i, l));
        for (int j = 0; on && j < now.shape.principals; ++j)
          if (j != i) mutual = select(rival & (now.state.bloc(l) == Real(j)), left[j], mutual);
        now.frame.mutual(i, l) = mutual;
      }
    }
  }

  // Step 4: the month's breaches, as seen.
  template <class Real> void record(const Month<Real>& now) const {
    if (!on) return;
    const Model& model = now.model;
    const int principals = now.shape.principals;
    ByPrincipal<ByPrincipal<Real>> wronged;  // [i][j], by j
    for (int i = 0; i < principals; ++i)
      for (int j = 0; j < principals; ++j) wronged[i][j] = now.state.wronged(i, j) * Real(1 - month_length * fade);
    for (int l = 0; l < now.shape.polities; ++l)
      for (int i = 0; i < principals; ++i) {
        const Real counts = l == model.polity_of(i) ? Real(1) : Real(weight_members) * now.frame.own(i, l);
        for (int j = 0; j < principals; ++j)
          if (j != i && l != model.polity_of(j)) wronged[i][j] = wronged[i][j] + counts * now.flows.severity(j, l);
      }
    for (int i = 0; i < principals; ++i)
      for (int j = 0; j < principals; ++j)
        if (j != i) now.state.wronged(i, j) = wronged[i][j];
  }
};

}  // namespace coexist
