// SPDX-License-Identifier: Apache-2.0
// Acts, principles and doctrines as numbers (model 2.1 to 2.3): what a scenario's text becomes.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "coexist/number.h"

namespace coexist {

// What the mechanisms know an act by.  The order in which acts are drawn is the scenario's.  Aid may be missing.
enum class Role { accommodate, trade, normal, denounce, subvert, threaten, force, aid };
inline constexpr int most_acts = 8;
inline constexpr std::array<const char*, most_acts> role_names = {
    "accommodate", "trade", "normal", "denounce", "subvert", "threaten", "force", "aid"};

// The consequences of an act that a government weighs (model 3.2).
enum Feature { gain, danger, fear, hostility, reciprocity, public_mood, order, promise, cost };
inline constexpr int feature_count = 9;
inline constexpr std::array<const char*, feature_count> feature_names = {
    "gain", "danger", "fear", "hostility", "reciprocity", "public", "order", "promise", "cost"};

// One bit a principle.
using Principles = std::uint32_t;

// An act of the codebook (model 2.2).
struct ActNumbers {
  Role role = Role::normal;
  Number base = 0;        // b, log-odds against normal relations, nats
  Number intensity = 0;   // e, -1..1
  Number revision = 0;    // r
  Number escalation = 0;  // k
  Number cost = 0;        // c
  Number seen = 1;        // o, chance that it is observed
  Number salience = 1;    // weight as evidence, routine months
  Principles breaks = 0;
  Number severity = 0;  // share of the principles it breaks

  Number hostile_intensity() const { return intensity < 0 ? intensity : Number(0); }
  Number hidden() const { return 1 - seen; }  // chance that it is not observed
};

// Terms of an act's utility (doctrine/conduct.h), a bit each: those that its numbers bring in.
using Terms = std::uint32_t;
namespace terms {
inline constexpr Terms revision = 1, escalation = 2, intensity = 4, hostile = 8, breaks = 16, cost = 32;
inline constexpr Terms hidden = 64;  // of what an observer reads, not of utility
inline constexpr Terms every = 127;
}  // namespace terms

inline Terms terms_of(const ActNumbers& act) {
  return (act.revision != 0 ? terms::revision : 0) | (act.escalation != 0 ? terms::escalation : 0) |
         (act.intensity != 0 ? terms::intensity : 0) | (act.intensity < 0 ? terms::hostile : 0) |
         (act.breaks != 0 ? terms::breaks : 0) | (act.cost != 0 ? terms::cost : 0) | (act.seen < 1 ? terms::hidden : 0);
}

// What is known of an act beside its numbers: its role, and which terms it may have.
struct ActForm {
  Role role;
  Terms terms;
  constexpr bool has(Terms term) const { return (terms & term) != 0; }
};

// The acts in the order in which the choice among them is drawn.
struct Codebook {
  std::array<ActNumbers, most_acts> acts;  // the first `count` of them
  int count = 7;
  std::array<int, most_acts> position{};  // of each role in `acts`; where there is no aid, -1
  int principles = 0;                     // that there are
  int at(Role role) const { return position[static_cast<std::size_t>(role)]; }
  bool has_aid() const { return count == most_acts; }
  std::size_t size() const { return static_cast<std::size_t>(count); }
  ActForm form(std::size_t a) const { return {acts[a].role, terms::every}; }
};

// The same where the compiler knows how many acts there are, so that it can write out loops over them.
template <int Count> struct SizedCodebook : Codebook {
  static constexpr int count = Count;
  static constexpr std::size_t size() { return std::size_t{Count}; }
  static constexpr bool has_aid() { return Count == most_acts; }
};

// The same where it knows the form of each as well, and leaves out what is zero.
template <ActForm... Forms> struct FormedCodebook : SizedCodebook<sizeof...(Forms)> {
  static constexpr std::array forms{Forms...};
  static constexpr ActForm form(std::size_t a) { return forms[a]; }
  static bool is_that_of(const Codebook& codebook) {
    if (codebook.size() != forms.size()) return false;
    for (std::size_t a = 0; a < forms.size(); ++a)
      if (codebook.acts[a].role != forms[a].role || (terms_of(codebook.acts[a]) & ~forms[a].terms) != 0) return false;
    return true;
  }
};

// The acts of the library, acts/standard and acts/aid, in their order.
namespace forms {
constexpr ActForm friendly(Role role) { return {role, terms::revision | terms::intensity | terms::cost}; }
constexpr ActForm lawful(Role role) { return {role, terms::every & ~terms::breaks & ~terms::hidden}; }
constexpr ActForm open(Role role) { return {role, terms::every & ~terms::hidden}; }
constexpr ActForm any(Role role) { return {role, terms::every}; }
}  // namespace forms
using StandardActs = FormedCodebook<forms::friendly(Role::accommodate), forms::friendly(Role::trade), ActForm{Role::normal, 0},
    forms::lawful(Role::denounce), forms::any(Role::subvert), forms::open(Role::threaten), forms::open(Role::force)>;
using StandardActsAndAid = FormedCodebook<forms::friendly(Role::aid), forms::friendly(Role::accommodate),
    forms::friendly(Role::trade), ActForm{Role::normal, 0}, forms::lawful(Role::denounce), forms::any(Role::subvert),
    forms::open(Role::threaten), forms::open(Role::force)>;

// work(codebook), with what can be known of it; the results are the same to the bit.  It is a copy: that no column shares its
// memory is plain to the compiler.
template <class Work> void with_form(const Codebook& codebook, Work work) {
  if (StandardActs::is_that_of(codebook))
    work(StandardActs{{codebook}});
  else if (StandardActsAndAid::is_that_of(codebook))
    work(StandardActsAndAid{{codebook}});
  else if (codebook.has_aid())
    work(SizedCodebook<most_acts>{codebook});
  else
    work(SizedCodebook<most_acts - 1>{codebook});
}

// What a government follows (model 2.3): intent, means, promise, demonstration.
struct DoctrineNumbers {
  std::string id;
  std::array<Number, feature_count> weight{};  // intent, nats per unit of the feature
  double militancy = 0.5;                      // means, 0..1
  Principles promises = 0;
  double scope_own = 0;  // how far promises cover members of its own bloc, 0..1
  double fund = 0;       // of the movement, 0..1
  double demo_rate = 0;  // 1/year
  double dove = 0;
  double precedent = 0;                       // how far it can be argued from the common canon, 0..1
  double restraint = 0;                       // share of the principles that it promises, 0..1
  int demonstrates_as = -1;                   // the doctrine whose dated demonstrations it makes
  std::array<double, most_acts> broken_by{};  // promised principles that each act breaks, count
};

// A public stereotype of the motive behind what a government does (Kydd 2005).
struct StereotypeNumbers {
  std::array<Number, feature_count> weight{};
  Number militancy = 0.5;
};

}  // namespace coexist
