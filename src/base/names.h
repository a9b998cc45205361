// SPDX-License-Identifier: Apache-2.0
// The nearest known name, for messages about unknown ones.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coexist {

// The candidate nearest to `name` (edit distance with transpositions, case counting half), or empty where none is near enough
// to be meant: more than a third of the letters would have to change.
std::string nearest_name(std::string_view name, std::span<const std::string> candidates);

// "did you mean 'x'?" or "known: a, b, c" (at most twelve), or empty where there is nothing to suggest.
std::string suggestion(std::string_view name, std::span<const std::string> candidates);

}  // namespace coexist
