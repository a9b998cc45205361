// SPDX-License-Identifier: Apache-2.0
// Names as they stand in sentences.
#pragma once

#include <string>
#include <string_view>

#include "coexist/scenario.h"

namespace coexist {

// "the Soviet Union", "India"; the identifier where the scenario gives no name.
std::string polity_name(const Scenario& scenario, const std::string& id);

// "peaceful coexistence" of peaceful_coexistence.
std::string spaced(std::string id);

std::string capital(std::string text);

// A name, a meaning or a sentence, with the superpowers called as the scenario calls them.
std::string called_so(const Called& called, std::string_view text);

// Whom the actor of a question faces: the other superpower; for one that is none, the first.
std::string rival_of(const Scenario& scenario, const Question& question);

}  // namespace coexist
