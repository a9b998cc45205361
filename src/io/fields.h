// SPDX-License-Identifier: Apache-2.0
// The numbers of a scenario's tables, each stated once: key, member, range, whether the file must give it.  The reader, the
// writer and the paths of `--set` all follow from these lists.
#pragma once

#include <array>
#include <string_view>

#include "coexist/parameter.h"
#include "coexist/scenario.h"
#include "io/limits.h"

namespace coexist {

template <class T> struct NumberField {
  std::string_view key;
  double T::* member;
  Range range;
  bool required;
};

inline constexpr Range divisor{limits::smallest_divisor};

inline constexpr std::array weight_fields = {
    NumberField<Weights>{"gain", &Weights::gain, not_negative, true},
    NumberField<Weights>{"danger", &Weights::danger, not_negative, true},
    NumberField<Weights>{"fear", &Weights::fear, not_negative, true},
    NumberField<Weights>{"hostility", &Weights::hostility, not_negative, true},
    NumberField<Weights>{"reciprocity", &Weights::reciprocity, not_negative, true},
    NumberField<Weights>{"public", &Weights::public_, not_negative, true},
    NumberField<Weights>{"order", &Weights::order, not_negative, true},
    NumberField<Weights>{"promise", &Weights::promise, not_negative, true},
    NumberField<Weights>{"cost", &Weights::cost, not_negative, true},
};

inline constexpr std::array act_fields = {
    NumberField<Act>{"b", &Act::b, any_number, true},
    NumberField<Act>{"e", &Act::e, symmetric_share, true},
    NumberField<Act>{"r", &Act::r, any_number, true},
    NumberField<Act>{"k", &Act::k, not_negative, true},
    NumberField<Act>{"c", &Act::c, not_negative, true},
    NumberField<Act>{"seen", &Act::seen, share, false},
    NumberField<Act>{"salience", &Act::salience, not_negative, false},
};

inline constexpr std::array stereotype_fields = {
    NumberField<Stereotype>{"militancy", &Stereotype::militancy, share, true},
};

inline constexpr std::array doctrine_fields = {
    NumberField<Doctrine>{"militancy", &Doctrine::militancy, share, true},
    NumberField<Doctrine>{"scope_own", &Doctrine::scope_own, share, false},
    NumberField<Doctrine>{"fund", &Doctrine::fund, share, false},
    NumberField<Doctrine>{"demo_rate", &Doctrine::demo_rate, Range{0, 12}, false},
    NumberField<Doctrine>{"dove", &Doctrine::dove, any_number, false},
    NumberField<Doctrine>{"precedent", &Doctrine::precedent, share, false},
};

inline constexpr std::array demonstration_fields = {
    NumberField<Demonstration>{"audience", &Demonstration::audience, share, false},
};

inline constexpr std::array flashpoint_fields = {
    NumberField<Flashpoint>{"rate", &Flashpoint::rate, not_negative, true},
    NumberField<Flashpoint>{"stake", &Flashpoint::stake, any_number, false},
};

inline constexpr std::array hostility_fields = {
    NumberField<Scenario>{"rival", &Scenario::hostility_rival, share, false},
    NumberField<Scenario>{"own", &Scenario::hostility_own, share, false},
    NumberField<Scenario>{"non_aligned", &Scenario::hostility_non_aligned, share, false},
};

inline constexpr std::array polity_fields = {
    NumberField<Polity>{"Y", &Polity::Y, divisor, true},
    NumberField<Polity>{"M", &Polity::M, divisor, true},
    NumberField<Polity>{"M_eq", &Polity::M_eq, divisor, false},
    NumberField<Polity>{"growth", &Polity::growth, any_number, false},
    NumberField<Polity>{"open", &Polity::open, share, false},
    NumberField<Polity>{"mu", &Polity::mu, any_number, false},
    NumberField<Polity>{"sigma", &Polity::sigma, divisor, false},
    NumberField<Polity>{"R", &Polity::R, share, false},
    NumberField<Polity>{"P", &Polity::P, share, false},
    NumberField<Polity>{"militancy", &Polity::militancy, share, false},
    NumberField<Polity>{"loyalty", &Polity::loyalty, any_number, false},
    NumberField<Polity>{"prominence", &Polity::prominence, not_negative, false},
};

// What the mechanisms know an act by.  All but the last must be there.
inline constexpr std::array<std::string_view, 8> act_ids = {
    "accommodate", "trade", "normal", "denounce", "subvert", "threaten", "force", "aid"};

}  // namespace coexist
