// SPDX-License-Identifier: Apache-2.0
// A question posed: a scenario and the options of a study, resolved to what an engine needs.
#pragma once

#include "coexist/study.h"
#include "engine/ensemble.h"

namespace coexist {

struct Posed {
  Question question;
  bool has_question = false;
  Called called;
  Setting setting;
  Intervention with, without;
  int fork = 0;  // month up to which the arms share their past
};

// For one arm alone, or for two: then the horizon must reach beyond adoption.
enum class ArmsAsked { one, two };

// Throws InputError with everything that is wrong with the options.
Posed pose(const Scenario& scenario, const StudyOptions& options, ArmsAsked arms = ArmsAsked::two);

// What an engine is asked for, from the options.
EnsembleOptions ensemble_options(const StudyOptions& options);

}  // namespace coexist
