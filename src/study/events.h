// SPDX-License-Identifier: Apache-2.0
// Events of histories, with the names of the scenario.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "coexist/study.h"
#include "engine/ensemble.h"

namespace coexist {

// Hands on the events of a piece in order of history, arm and month; nothing where nobody listens, nor of arms beyond those
// named.
void tell_events(const Piece& piece, const Model& model, const Called& called, const std::vector<std::string>& arms,
    const std::function<void(const HistoryEvent&)>& listener);

}  // namespace coexist
