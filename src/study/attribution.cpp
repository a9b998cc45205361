// SPDX-License-Identifier: Apache-2.0
#include "study/attribution.h"

#include <bit>

#include "base/check.h"

namespace coexist {
namespace {

enum Part : std::uint32_t { intent = 1, promises = 2, demonstrations = 4, movement = 8, means = 16 };

}  // namespace

std::vector<double> shapley_values(std::span<const double> worth) {
  CHECK(std::has_single_bit(worth.size()));
  const auto players = static_cast<std::size_t>(std::countr_zero(worth.size()));
  // How many of the orders put exactly the players of a set of this size before one that joins it, as a share of all orders.
  std::vector<double> orders(players + 1, 1);
  for (std::size_t size = 0; size < players; ++size) {
    double part = 1.0 / static_cast<double>(players);
    for (std::size_t k = 1; k <= size; ++k) part *= static_cast<double>(k) / static_cast<double>(players - k);
    orders[size] = part;
  }
  std::vector<double> values(players, 0);
  for (std::size_t set = 0; set < worth.size(); ++set)
    for (std::size_t player = 0; player < players; ++player) {
      const std::size_t bit = std::size_t{1} << player;
      if ((set & bit) == 0)
        values[player] += orders[static_cast<std::size_t>(std::popcount(set))] * (worth[set | bit] - worth[set]);
    }
  return values;
}

DoctrineNumbers put_together(
    const DoctrineNumbers& with, const DoctrineNumbers& without, std::uint32_t set, const Codebook& codebook) {
  const auto from = [&](Part part) -> const DoctrineNumbers& { return (set & part) != 0 ? with : without; };
  DoctrineNumbers whole;
  whole.id = with.id;
  whole.weight = from(intent).weight;
  whole.weight[promise] = from(promises).weight[promise];
  whole.promises = from(promises).promises;
  whole.scope_own = from(promises).scope_own;
  whole.demo_rate = from(demonstrations).demo_rate;
  whole.demonstrates_as = from(demonstrations).demonstrates_as;
  whole.fund = from(movement).fund;
  whole.militancy = from(means).militancy;
  whole.dove = from(intent).dove;
  count_broken_promises(codebook, whole);
  return whole;
}

Attribution::Attribution(Posed& posed) : arms_{posed.with, posed.without}, shares_(posed.setting.outcomes.size()) {
  Model& model = posed.setting.model;
  const DoctrineNumbers with = model.doctrine(posed.with.doctrine);
  const DoctrineNumbers without = model.doctrine(posed.without.doctrine);
  arm_of_set_[part_sets - 1] = 0;
  arm_of_set_[0] = 1;
  for (std::uint32_t set = 1; set + 1 < part_sets; ++set) {
    arm_of_set_[set] = arms_.size();
    Intervention intervention = posed.with;
    intervention.doctrine = static_cast<int>(model.doctrines.size());
    arms_.push_back(intervention);
    model.doctrines.push_back(put_together(with, without, set, model.codebook));
  }
}

std::vector<std::string> Attribution::combinations() const {
  std::vector<std::string> names(arms_.size() - 2);
  for (std::uint32_t set = 1; set + 1 < part_sets; ++set)
    for (std::size_t part = 0; part < doctrine_parts.size(); ++part)
      if ((set >> part & 1U) != 0) {
        std::string& name = names[arm_of_set_[set] - 2];
        name += (name.empty() ? "" : "+") + std::string(doctrine_parts[part]);
      }
  return names;
}

std::vector<double> Attribution::of_history(std::span<const double> outcomes, std::size_t stride, std::size_t outcome) const {
  std::array<double, part_sets> worth{};
  for (std::size_t set = 0; set < part_sets; ++set) worth[set] = outcomes[arm_of_set_[set] * stride + outcome];
  return shapley_values(worth);
}

void Attribution::add(std::span<const double> outcomes, std::size_t stride) {
  for (std::size_t o = 0; o < shares_.size(); ++o) {
    const std::vector<double> values = of_history(outcomes, stride, o);
    for (std::size_t part = 0; part < doctrine_parts.size(); ++part) shares_[o][part].add(values[part]);
  }
}

}  // namespace coexist
