// SPDX-License-Identifier: Apache-2.0
// What a dated event did alone: the world with the doctrine and everything that is dated, beside the same world without this one event,
// under the same luck.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "coexist/study.h"

namespace coexist {

// What the scenario calls a dated event, "the Geneva summit" of "demonstration:1955-07"; empty where it has no name.
std::string name_of_event(const std::string& event, const Scenario& scenario);

// Of each event that the options leave out.  `progress(done)` counts histories, an arm and event.  None when stopped.
std::optional<std::vector<EventEffect>> effects_of_dropped_events(
    const Scenario& scenario, const StudyOptions& options, const std::function<void(std::uint32_t done)>& progress);

}  // namespace coexist
