// SPDX-License-Identifier: Apache-2.0
#include "study/attribution.h"

#include <algorithm>
#include <bit>

#include "base/check.h"
#include "coexist/error.h"

namespace coexist {
namespace {

enum Part : std::uint32_t { intent = 1, promises = 2, demonstrations = 4, movement = 8, means = 16 };
constexpr std::size_t promises_at = 1;                     // among the parts
constexpr std::size_t others = doctrine_parts.size() - 1;  // parts beside the promises
constexpr std::size_t other_sets = std::size_t{1} << others;

// Of the orders of so many players, the share that puts exactly the players of a set before one that joins it, by the set's size.
std::vector<double> orders_by_size(std::size_t players) {
  std::vector<double> orders(players);
  for (std::size_t size = 0; size < players; ++size) {
    double part = 1.0 / static_cast<double>(players);
    for (std::size_t k = 1; k <= size; ++k) part *= static_cast<double>(k) / static_cast<double>(players - k);
    orders[size] = part;
  }
  return orders;
}

std::size_t players_of(std::span<const double> worth) {
  CHECK(std::has_single_bit(worth.size()));
  return static_cast<std::size_t>(std::countr_zero(worth.size()));
}

// The set of the other parts in a set of parts: the bit of the promises is taken out.
std::size_t others_of(std::uint32_t parts) {
  constexpr std::uint32_t below = promises - 1;
  return (parts & below) | ((parts >> 1U) & ~below);
}

// Whether a government that follows the one cannot be told from one that follows the other.
bool are_alike(const DoctrineNumbers& a, const DoctrineNumbers& b) {
  return a.weight == b.weight && a.militancy == b.militancy && a.scope_own == b.scope_own && a.fund == b.fund &&
         a.demo_rate == b.demo_rate && a.dove == b.dove && a.precedent == b.precedent && a.restraint == b.restraint &&
         a.demonstrates_as == b.demonstrates_as && a.broken_by == b.broken_by;
}

Estimate estimate_of(const Moments& moments) { return {moments.mean(), moments.interval()}; }

}  // namespace

std::vector<double> shapley_values(std::span<const double> worth) {
  const std::size_t players = players_of(worth);
  const std::vector<double> orders = orders_by_size(players);
  std::vector<double> values(players, 0);
  for (std::size_t set = 0; set < worth.size(); ++set)
    for (std::size_t player = 0; player < players; ++player) {
      const std::size_t bit = std::size_t{1} << player;
      if ((set & bit) == 0)
        values[player] += orders[static_cast<std::size_t>(std::popcount(set))] * (worth[set | bit] - worth[set]);
    }
  return values;
}

std::vector<double> owen_values(std::span<const double> worth, std::size_t united) {
  const std::size_t players = players_of(worth);
  CHECK(united >= 1 && united <= players);
  const std::size_t alone = players - united;
  const std::vector<double> orders = orders_by_size(alone + 1);
  std::vector<double> values(united, 0);
  std::vector<double> inside(std::size_t{1} << united);
  for (std::size_t before = 0; before < std::size_t{1} << alone; ++before) {
    for (std::size_t set = 0; set < inside.size(); ++set) inside[set] = worth[before | set << alone];
    const std::vector<double> shares = shapley_values(inside);
    const double weight = orders[static_cast<std::size_t>(std::popcount(before))];
    for (std::size_t player = 0; player < united; ++player) values[player] += weight * shares[player];
  }
  return values;
}

std::vector<PromisePlayer> promise_players(
    const Model& model, const DoctrineNumbers& with, const DoctrineNumbers& without, bool principles) {
  if (!principles) return {{"promises", ~Principles{0}, true}};
  std::vector<PromisePlayer> players;
  for (std::size_t place = 0; place < model.principle_names.size(); ++place) {
    const Principles bit = Principles{1} << place;
    if (((with.promises ^ without.promises) & bit) != 0) players.push_back({model.principle_names[place], bit, false});
  }
  if (with.weight[promise] != without.weight[promise] || with.scope_own != without.scope_own)
    players.push_back({"weight_and_scope", 0, true});
  return players;
}

DoctrineNumbers put_together(const DoctrineNumbers& with, const DoctrineNumbers& without, std::uint32_t set,
    const PromisePlayer& promised, const Codebook& codebook) {
  const auto from = [&](Part part) -> const DoctrineNumbers& { return (set & part) != 0 ? with : without; };
  const DoctrineNumbers& how = promised.weight_and_scope ? with : without;
  DoctrineNumbers whole;
  whole.id = with.id;
  whole.weight = from(intent).weight;
  whole.weight[promise] = how.weight[promise];
  whole.promises = (with.promises & promised.principles) | (without.promises & ~promised.principles);
  whole.scope_own = how.scope_own;
  whole.demo_rate = from(demonstrations).demo_rate;
  whole.demonstrates_as = from(demonstrations).demonstrates_as;
  whole.fund = from(movement).fund;
  whole.militancy = from(means).militancy;
  whole.precedent = from(means).precedent;
  whole.dove = from(intent).dove;
  count_broken_promises(codebook, whole);
  return whole;
}

DoctrineNumbers put_together(
    const DoctrineNumbers& with, const DoctrineNumbers& without, std::uint32_t set, const Codebook& codebook) {
  const bool promised = (set & promises) != 0;
  return put_together(with, without, set, PromisePlayer{"promises", promised ? ~Principles{0} : 0, promised}, codebook);
}

Attribution::Attribution(Posed& posed, bool principles)
    : splits_promises_(principles), arms_{posed.with, posed.without}, shares_(posed.setting.outcomes.size()) {
  Model& model = posed.setting.model;
  const DoctrineNumbers with = model.doctrine(posed.with.doctrine);
  const DoctrineNumbers without = model.doctrine(posed.without.doctrine);
  players_ = promise_players(model, with, without, principles);
  if (players_.size() > most_promise_players)
    throw InputError({"--attribute principles", 0, 0,
        "the doctrines differ in " + std::to_string(players_.size()) + " points of their promises, and at most " +
            std::to_string(most_promise_players) + " can be told apart",
        "Ask with --attribute alone"});
  for (Shares& shares : shares_) shares.principles.resize(players_.size());
  const std::size_t inner_sets = std::size_t{1} << players_.size();
  std::vector<DoctrineNumbers> played = {with, without};
  arm_of_set_.assign(other_sets * inner_sets, 0);
  for (std::uint32_t parts = 0; parts < part_sets; ++parts) {
    const std::size_t first = (parts & promises) != 0 ? 1 : 0;
    for (std::size_t inner = first; inner < (first == 0 ? 1 : inner_sets); ++inner) {
      const std::size_t set = others_of(parts) + inner * other_sets;
      if (set == 0 || set + 1 == arm_of_set_.size()) {
        arm_of_set_[set] = set == 0 ? 1 : 0;
        continue;
      }
      const PromisePlayer promised = together(inner);
      DoctrineNumbers doctrine = put_together(with, without, parts, promised, model.codebook);
      // Many sets of principles are broken by the same acts.
      const auto known =
          splits_promises_ ? std::ranges::find_if(played, [&](const auto& d) { return are_alike(d, doctrine); }) : played.end();
      arm_of_set_[set] = static_cast<std::size_t>(known - played.begin());
      if (known != played.end()) continue;
      std::string name;
      for (std::size_t part = 0; part < doctrine_parts.size(); ++part)
        if ((parts >> part & 1U) != 0) name += part == promises_at ? promised.name : "+" + std::string(doctrine_parts[part]);
      combinations_.push_back(name.substr(1));
      Intervention intervention = posed.with;
      intervention.doctrine = static_cast<int>(model.doctrines.size());
      arms_.push_back(intervention);
      played.push_back(doctrine);
      model.doctrines.push_back(std::move(doctrine));
    }
  }
  worth_.resize(arm_of_set_.size());
}

// The players of a set, as one.
PromisePlayer Attribution::together(std::size_t inner) const {
  if (inner + 1 == std::size_t{1} << players_.size()) return {"+promises", ~Principles{0}, true};
  PromisePlayer all;
  for (std::size_t player = 0; player < players_.size(); ++player) {
    if ((inner >> player & 1U) == 0) continue;
    all.name += "+promises." + players_[player].name;
    all.principles |= players_[player].principles;
    all.weight_and_scope = all.weight_and_scope || players_[player].weight_and_scope;
  }
  return all;
}

void Attribution::read_worth(std::span<const double> outcomes, std::size_t stride, std::size_t outcome) {
  for (std::size_t set = 0; set < worth_.size(); ++set) worth_[set] = outcomes[arm_of_set_[set] * stride + outcome];
}

double Attribution::worth_of_parts(std::uint32_t parts) const {
  return worth_[others_of(parts) + ((parts & promises) != 0 ? worth_.size() - other_sets : 0)];
}

std::vector<double> Attribution::of_history(std::span<const double> outcomes, std::size_t stride, std::size_t outcome) {
  read_worth(outcomes, stride, outcome);
  std::array<double, part_sets> worth{};
  for (std::uint32_t parts = 0; parts < part_sets; ++parts) worth[parts] = worth_of_parts(parts);
  return shapley_values(worth);
}

void Attribution::add(std::span<const double> outcomes, std::size_t stride) {
  for (std::size_t o = 0; o < shares_.size(); ++o) {
    Shares& shares = shares_[o];
    const std::vector<double> values = of_history(outcomes, stride, o);
    for (std::size_t part = 0; part < doctrine_parts.size(); ++part) shares.parts[part].add(values[part]);
    for (std::uint32_t parts = 0; parts < part_sets; ++parts) shares.sets[parts].add(worth_of_parts(parts), worth_of_parts(0));
    if (!splits_promises_ || players_.empty()) continue;
    const std::vector<double> inside = owen_values(worth_, players_.size());
    for (std::size_t player = 0; player < players_.size(); ++player) shares.principles[player].add(inside[player]);
  }
}

Attributed Attribution::answer(std::size_t outcome, const std::string& name, bool is_share) const {
  const Shares& shares = shares_[outcome];
  Attributed answer{name, {}, {}};
  for (std::size_t part = 0; part < doctrine_parts.size(); ++part) {
    answer.parts.push_back({estimate_of(shares.parts[part]), std::string(doctrine_parts[part]), {}});
    if (part != promises_at || !splits_promises_) continue;
    for (std::size_t player = 0; player < players_.size(); ++player)
      answer.parts.back().principles.push_back({estimate_of(shares.principles[player]), players_[player].name});
  }
  for (const DifferenceMoments& set : shares.sets) answer.sets.push_back({set.difference.mean(), set.interval(is_share)});
  return answer;
}

}  // namespace coexist
