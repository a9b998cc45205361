// SPDX-License-Identifier: Apache-2.0
// Where twin histories part: the decisions that both had to take in the same month, under the same draw, and that fell differently.
#pragma once

#include <vector>

#include "coexist/story.h"
#include "engine/chronicle.h"
#include "model/model.h"

namespace coexist {

// In order of month, and within a month as the decisions were taken.  What only one of the two had to decide is a consequence of
// what came before, and no parting.
std::vector<Parting> partings_of(
    const std::vector<Decided>& with, const std::vector<Decided>& without, const Model& model, const Scenario& scenario);

}  // namespace coexist
