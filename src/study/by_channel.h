// SPDX-License-Identifier: Apache-2.0
// Channels of an effect, over pairs: for each channel one more arm, in which it is held (world/channels.h), and what the difference
// loses by it.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "study/setting.h"
#include "study/statistics.h"

namespace coexist {

class ByChannel {
 public:
  explicit ByChannel(const Posed& posed);

  // The arms to be played beside the first two, which are with and without.
  const std::vector<Intervention>& arms() const { return arms_; }
  // Their names: "belief_held".
  static std::vector<std::string> names();

  // One history: every outcome in every arm, `outcomes[arm * stride + o]`; the arms of the channels begin at `first`.
  void add(std::span<const double> outcomes, std::size_t stride, std::size_t first);

  // The channels of an outcome and the remainder.
  Channelled answer(std::size_t outcome, const std::string& name) const;

 private:
  struct Ways {
    std::array<Moments, channels.size()> channel;
    Moments remainder;
  };
  std::vector<Intervention> arms_;
  std::vector<Ways> ways_;  // [outcome]
};

}  // namespace coexist
