// SPDX-License-Identifier: Apache-2.0
// Economy.  Output grows along its recorded path, faster with trade, slower the more of it goes to forces.
//
//   gamma_i = g_i(t) + g_M burden_i(0) + g_T tau_i - g_M burden_i + s_Y xi / sqrt(Delta),     ln Y_i += Delta gamma_i
//
// gamma: 1/year.  g(t): growth of data, given net of the burden of the time, which is why the starting burden is added back.
// What aid brings and costs is added (mechanisms/aid.h).
// burden = M/Y.  tau: trade acts received this month, and for a principal a tenth of those it makes.
// Source: yearly growth of the Maddison data; whether arms cost growth is disputed (Benoit 1973).
#pragma once

#include <array>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Economy {
  static constexpr MechanismInfo info{
      "economy", "output grows, faster with trade, slower under the burden of arms", "3.7", "Benoit 1973 (disputed)"};
  bool on = true;

  Parameter from_trade{
      "g_T", "1/year", 0.004, lognormal(0.5), not_negative, "growth for one trade act a month with a principal", "judgement"};
  Parameter from_burden{"g_M", "1/year", 0.10, lognormal(0.5), not_negative, "growth lost per unit of arms burden",
      "judgement; Benoit 1973 disputes the sign"};
  Parameter noise{"s_Y", "1/sqrt(year)", 0.025, lognormal(0.2), not_negative, "noise of growth", "postwar annual growth"};

  auto sheet() { return std::array{&from_trade, &from_burden, &noise}; }

  template <class Real> static void initialise(const Model& model, State<Real>& state) {
    for (int i = 0; i < model.polity_count(); ++i) {
      state.output(i) = Real(model.polity(i).output);
      state.burden(i) = Real(model.polity(i).spending / model.polity(i).output);
    }
  }

  template <class Real> Real growth(Real path, Real burden_start, Real trade, Real burden) const {
    return path + Real(from_burden) * burden_start + Real(from_trade) * trade - Real(from_burden) * burden;
  }

  // Step 7, on the burden that the last month left.
  template <class Real> void advance(const Month<Real>& now) const {
    const Model& model = now.model;
    const Real trade = Real(model.codebook.at(Role::trade));
    const Real* const luck = now.luck.growth();
    for (int i = 0; i < now.shape.polities; ++i) {
      if (!on) {
        now.flows.growth(i) = Real(0);
        now.state.burden(i) = now.state.spending(i) / now.state.output(i);
        continue;
      }
      const PolityNumbers& polity = model.polity(i);
      Real received = Real(0);
      for (int k = 0; k < now.shape.principals; ++k) received = received + truth<Real>(now.flows.act(k, i) == trade);
      if (polity.principal >= 0) {
        Real made = Real(0);
        for (int l = 0; l < now.shape.polities; ++l) made = made + truth<Real>(now.flows.act(polity.principal, l) == trade);
        received = received + Real(0.1) * made;
      }
      const Real gamma = growth(Real(polity.growth_path[static_cast<std::size_t>(now.t)]), Real(polity.spending / polity.output),
                             received, now.state.burden(i)) +
                         Real(noise) * luck[i] * square_root(Real(1 / month_length));
      now.flows.growth(i) = model.codebook.has_aid() ? gamma + now.flows.aid_growth(i) : gamma;
      now.state.output(i) = now.state.output(i) * exponential(Real(month_length) * now.flows.growth(i));
      now.state.burden(i) = now.state.spending(i) / now.state.output(i);
    }
  }
};

}  // namespace coexist
