// SPDX-License-Identifier: Apache-2.0
// Attribution: which part of a doctrine did it?  Each part is switched on and off in every combination, on the same draws, and its
// share is the mean of what it adds over all orders in which the parts could be put in place (Shapley 1953), so that shares add up.
//
// One level down, the promises are a union of players (Owen 1977): each principle that only one of the two doctrines promises, and the
// weight and scope of promises, which are switched together.  A union's players come one after the other in every order, so that their
// shares add up to what the promises have as a part.
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

// Owen's value of the last `united` of n players, who form a union; all others stand alone.
// REQUIRES: worth.size() == 2^n, 1 <= united <= n.
std::vector<double> owen_values(std::span<const double> worth, std::size_t united);

// The parts of a doctrine (model 4): intent is all weights but the one on promises; promises are the principles, their weight and
// scope; demonstrations are dated and spontaneous; movement is the funding; means is the militancy, and how
// far it can be argued from the canon.
inline constexpr std::array<std::string_view, 5> doctrine_parts = {"intent", "promises", "demonstrations", "movement", "means"};
inline constexpr std::size_t part_sets = 1U << doctrine_parts.size();

// One of the players that promises are split into.
struct PromisePlayer {
  std::string name;
  Principles principles = 0;
  bool weight_and_scope = false;
};
inline constexpr std::size_t most_promise_players = 6;  // 1,024 arms of some hundred kilobytes a thread

// In the order of the scenario's principles.  `principles` false: one player, for all of the promises.
std::vector<PromisePlayer> promise_players(
    const Model& model, const DoctrineNumbers& with, const DoctrineNumbers& without, bool principles);

// The doctrine with the parts of `with` that are in the set and those of `without` that are not.
DoctrineNumbers put_together(
    const DoctrineNumbers& with, const DoctrineNumbers& without, std::uint32_t set, const Codebook& codebook);

// The same, where the promises are those of `with` as far as `promised` says.
DoctrineNumbers put_together(const DoctrineNumbers& with, const DoctrineNumbers& without, std::uint32_t set,
    const PromisePlayer& promised, const Codebook& codebook);

class Attribution {
 public:
  // Adds to the model of `posed` the doctrines that are put together of both.  `principles`: of promises, too.  Throws InputError
  // where there are too many of them.
  Attribution(Posed& posed, bool principles);

  // The arms to be played: with, without, then all other combinations.  Combinations that come to the same doctrine share one.
  const std::vector<Intervention>& arms() const { return arms_; }

  // Their names, from the third on: the parts that are those of `with`, "intent+means", "intent+promises.equality".
  const std::vector<std::string>& combinations() const { return combinations_; }

  // One history: every outcome in every arm, `outcomes[arm * stride + o]`.
  void add(std::span<const double> outcomes, std::size_t stride);

  // The shares of the parts in one outcome of it.
  std::vector<double> of_history(std::span<const double> outcomes, std::size_t stride, std::size_t outcome);

  // The shares of all parts in the difference of an outcome.  `is_share`: it is 0 or 1 in each history.
  Attributed answer(std::size_t outcome, const std::string& name, bool is_share) const;

 private:
  struct Shares {
    std::array<Moments, doctrine_parts.size()> parts;
    std::vector<Moments> principles;
    std::array<DifferenceMoments, part_sets> sets;
  };

  // What the combinations are worth in one history, a set of players a place: the other parts in their order, then the promises'.
  void read_worth(std::span<const double> outcomes, std::size_t stride, std::size_t outcome);
  double worth_of_parts(std::uint32_t parts) const;
  PromisePlayer together(std::size_t inner) const;

  bool splits_promises_;
  std::vector<PromisePlayer> players_;  // of the promises
  std::vector<Intervention> arms_;
  std::vector<std::string> combinations_;
  std::vector<std::size_t> arm_of_set_;  // [set of players]
  std::vector<Shares> shares_;           // [outcome]
  std::vector<double> worth_;            // of the history being added
};

}  // namespace coexist
