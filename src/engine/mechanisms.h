// SPDX-License-Identifier: Apache-2.0
// All mechanisms of the model, with the values of their parameters.
#pragma once

#include "coexist/scenario.h"
#include "mechanisms/aid.h"
#include "mechanisms/arms.h"
#include "mechanisms/audience.h"
#include "mechanisms/belief.h"
#include "mechanisms/bloc.h"
#include "mechanisms/canon.h"
#include "mechanisms/choice.h"
#include "mechanisms/crisis.h"
#include "mechanisms/economy.h"
#include "mechanisms/entry.h"
#include "mechanisms/example.h"
#include "mechanisms/exploitation.h"
#include "mechanisms/hostility.h"
#include "mechanisms/institutions.h"
#include "mechanisms/movement.h"
#include "mechanisms/mutuality.h"
#include "mechanisms/observers.h"
#include "mechanisms/revolution.h"
#include "mechanisms/succession.h"

namespace coexist {

struct Mechanisms {
  Choice choice;
  Belief belief;
  Hostility hostility;
  Arms arms;
  Crisis crisis;
  Economy economy;
  Example example;
  Revolution revolution;
  PeaceMovement movement;
  Bloc bloc;
  Succession succession;
  Entry entry;
  Exploitation exploitation;
  Mutuality mutuality;
  Observers observers;
  Audience audience;
  Canon canon;
  Institutions institutions;
  Aid aid;

  template <class Visit> void each(Visit visit) { visit_all(*this, visit); }
  template <class Visit> void each(Visit visit) const { visit_all(*this, visit); }

  // Levels that the scenario states and the equations must rest at.
  void calibrate(const Model& model);

 private:
  template <class Self, class Visit> static void visit_all(Self& self, Visit& visit) {
    visit(self.choice);
    visit(self.belief);
    visit(self.hostility);
    visit(self.arms);
    visit(self.crisis);
    visit(self.economy);
    visit(self.example);
    visit(self.revolution);
    visit(self.movement);
    visit(self.bloc);
    visit(self.succession);
    visit(self.entry);
    visit(self.exploitation);
    visit(self.mutuality);
    visit(self.observers);
    visit(self.audience);
    visit(self.canon);
    visit(self.institutions);
    visit(self.aid);
  }
};

// The mechanisms with the scenario's parameters and switches, calibrated to its model.
Mechanisms mechanisms_of(const Scenario& scenario, const Model& model);

}  // namespace coexist
