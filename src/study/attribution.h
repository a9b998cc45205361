// SPDX-License-Identifier: Apache-2.0
// Attribution: which part of a doctrine did it?  Each part is switched on and off in every combination, on the same draws, and its
// share is the mean of what it adds over all orders in which the parts could be put in place (Shapley 1953), so that shares add up.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "study/setting.h"
#include "study/statistics.h"

namespace coexist {

// Shapley's value of each of n players: `worth[S]` is what the set of players S, one bit a player, is worth.
// REQUIRES: worth.size() == 2^n.
std::vector<double> shapley_values(std::span<const double> worth);

// The parts of a doctrine (model 4): intent is all weights but the one on promises; promises are the principles, their weight and
// scope; demonstrations are dated and spontaneous; movement is the funding; means is the militancy.
inline constexpr std::array<std::string_view, 5> doctrine_parts = {"intent", "promises", "demonstrations", "movement", "means"};
inline constexpr std::size_t part_sets = 1U << doctrine_parts.size();

// The doctrine with the parts of `with` that are in the set and those of `without` that are not.
DoctrineNumbers put_together(
    const DoctrineNumbers& with, const DoctrineNumbers& without, std::uint32_t set, const Codebook& codebook);

class Attribution {
 public:
  // Adds to the model of `posed` the doctrines that are put together of both.
  explicit Attribution(Posed& posed);

  // The arms to be played: with, without, then all other combinations.
  const std::vector<Intervention>& arms() const { return arms_; }

  // Their names, from the third on: the parts that are those of `with`, "intent+means".
  std::vector<std::string> combinations() const;

  // One history: every outcome in every arm, `outcomes[arm * stride + o]`.
  void add(std::span<const double> outcomes, std::size_t stride);

  // The shares of the parts in one outcome of it.
  std::vector<double> of_history(std::span<const double> outcomes, std::size_t stride, std::size_t outcome) const;

  // Share of a part in the difference of an outcome.
  const Moments& share(std::size_t outcome, std::size_t part) const { return shares_[outcome][part]; }

 private:
  std::vector<Intervention> arms_;
  std::array<std::size_t, part_sets> arm_of_set_{};
  std::vector<std::array<Moments, doctrine_parts.size()>> shares_;  // [outcome]
};

}  // namespace coexist
