// SPDX-License-Identifier: Apache-2.0
// A story as a page embeds it: the `Story` of web/src/data.ts.
#pragma once

#include <nlohmann/json.hpp>

#include "coexist/story.h"

namespace coexist {

nlohmann::ordered_json page_story(const Story& story);

}  // namespace coexist
