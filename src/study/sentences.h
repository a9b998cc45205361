// SPDX-License-Identifier: Apache-2.0
// The answer in words: rules over the numbers, never more than the interval behind them allows.
#pragma once

#include <string>
#include <vector>

#include "coexist/study.h"

namespace coexist {

inline constexpr std::size_t fewest_sentences = 8;
inline constexpr std::size_t most_sentences = 12;

// The sentences of an answer, the most telling first: what others did and felt; the price; which part did it, where that was asked;
// what was put in; last what the numbers rest on and how much of it holds.  Every number in them is its row's, rounded.
std::vector<Sentence> sentences_of(const Answer& answer, const Scenario& scenario);

}  // namespace coexist
