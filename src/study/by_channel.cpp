// SPDX-License-Identifier: Apache-2.0
#include "study/by_channel.h"

namespace coexist {

ByChannel::ByChannel(const Posed& posed) : ways_(posed.setting.outcomes.size()) {
  constexpr int without = 1;
  for (const Channel channel : channels) {
    Intervention arm = posed.with;
    arm.held = channel;
    arm.twin = without;
    arms_.push_back(arm);
  }
}

std::vector<std::string> ByChannel::names() {
  std::vector<std::string> all;
  for (const Channel channel : channels) all.push_back(std::string(name_of(channel)) + "_held");
  return all;
}

void ByChannel::add(std::span<const double> outcomes, std::size_t stride, std::size_t first) {
  for (std::size_t o = 0; o < ways_.size(); ++o) {
    const double with = outcomes[o];
    const double without = outcomes[stride + o];
    double remainder = with - without;
    for (std::size_t c = 0; c < channels.size(); ++c) {
      const double through = with - outcomes[(first + c) * stride + o];
      ways_[o].channel[c].add(through);
      remainder -= through;
    }
    ways_[o].remainder.add(remainder);
  }
}

Channelled ByChannel::answer(std::size_t outcome, const std::string& name) const {
  const Ways& ways = ways_[outcome];
  const auto add = [&](Channelled& to, const Moments& moments, std::string channel) {
    to.ways.push_back({{moments.mean(), moments.interval()}, std::move(channel)});
  };
  Channelled answer{name, {}};
  for (std::size_t c = 0; c < channels.size(); ++c) add(answer, ways.channel[c], std::string(name_of(channels[c])));
  add(answer, ways.remainder, "remainder");
  return answer;
}

}  // namespace coexist
