// SPDX-License-Identifier: Apache-2.0
// Names as they stand in sentences.
#pragma once

#include <string>

#include "coexist/scenario.h"

namespace coexist {

// "the Soviet Union", "India"; the identifier where the scenario gives no name.
std::string polity_name(const Scenario& scenario, const std::string& id);

// "peaceful coexistence" of peaceful_coexistence.
std::string spaced(std::string id);

std::string capital(std::string text);

// Whom the actor of a question faces: the other superpower; for one that is none, the first.
std::string rival_of(const Scenario& scenario, const Question& question);

}  // namespace coexist
