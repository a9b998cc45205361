// SPDX-License-Identifier: Apache-2.0
// Telling a history, or two twins, month by month: what both share once, what differs for each, with the draw that parted them.
#pragma once

#include <string>
#include <vector>

#include "coexist/story.h"

namespace coexist {

// The parting that decided an event in its arm ("with", "without"); none where no draw did.
const Parting* parting_of(const HistoryEvent& event, const std::string& arm, const std::vector<Parting>& partings);

// The entries of a story, from its events and partings, over the months from `start` to `until`.
std::vector<StoryEntry> entries_of(const Story& story, const Scenario& scenario, Date start, Date until);

}  // namespace coexist
