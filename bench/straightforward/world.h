// SPDX-License-Identifier: Apache-2.0
// One history: its state as arrays of structs, and the months it lives.  Sections are those of the model's text; what principals
// do to one another is in rivalry.h, the rest of the month in society.h.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "case.h"
#include "draws.h"

namespace straightforward {

constexpr double step = 1.0 / 12;
constexpr int rungs = 5, most_acts = 8, most_systems = 4, most_principals = 8, most_dates = 16;
enum End { challenger_yields, defender_yields, control_lost };

inline double logistic(double x) { return 1 / (1 + std::exp(-x)); }
inline double log_logistic(double x) { return x >= 0 ? -std::log1p(std::exp(-x)) : x - std::log1p(std::exp(x)); }
inline double normal_distribution(double x) { return 0.5 * std::erfc(-x * std::sqrt(0.5)); }
inline double fold(double x) {
  x = std::abs(x);
  return std::clamp(x > 1 ? 2 - x : x, 0.0, 1.0);
}
inline double within_a_month(double rate) { return -std::expm1(-rate * step); }

struct Polity {
  const Entry* entry;
  int system, bloc;
  double output, spending, plan = 1, unrest, peace, militancy, loyalty, loyalty_rest, help = 0, reputation = 0;
  double growth_mean[most_systems], growth_variance[most_systems];
  int split_month = -1;
  // Of this month:
  double warheads, surviving, burden, fear, growth, trade;
  int yielded, taken_by;
  bool overthrown;
};

struct Principal {
  int polity;
  const Doctrine* doctrine = nullptr;
  double record = 0;
  int own_bloc_since = -1;
  bool active = false;
};

// A principal toward a polity.
struct Dyad {
  double hostility, distrust, memory, likelihood_ratio;
  int act, seen;
  bool own, rival, demonstrated;
};

// A principal's view of another.
struct View {
  double belief, recent = 0, evidence, recent_crises;
};

struct PairState {
  double alert = 0, alarm;
};

struct Crisis {
  int challenger, defender;
  double stake, outcome_draw, nuclear_draw;
  int rung, end;
};

struct Counts {
  int crises, crises_superpower, highest_rung, limited_wars, threats, subversions, threats_by_rivals;
  int interventions_own_bloc, interventions_elsewhere, promises_broken;
};

struct Reading {
  double hostility_toward_actor, hostility_of_actor, fear_of_revolution, arms, arms_burden;
};

template <class Luck> class World {
 public:
  World(const Case& the_case, Luck luck) : case_(the_case), p_(the_case.p), luck_(std::move(luck)) {
    n_ = static_cast<int>(case_.polities.size());
    principal_count_ = static_cast<int>(case_.principals.size());
    system_count_ = static_cast<int>(case_.systems.size());
    act_count_ = static_cast<int>(case_.acts.size());
    polities_.resize(size(n_));
    slot_of_.assign(size(n_), -1);
    for (int i = 0; i < n_; ++i) {
      const Entry& e = case_.polities[size(i)];
      Polity& polity = polities_[size(i)];
      polity.entry = &e;
      polity.system = e.system, polity.bloc = e.bloc;
      polity.output = e.output, polity.spending = e.spending;
      polity.unrest = e.unrest, polity.peace = e.peace, polity.militancy = e.militancy;
      polity.loyalty = polity.loyalty_rest = e.loyalty;
      std::fill(polity.growth_mean, polity.growth_mean + system_count_, case_.mean_growth);
      std::fill(polity.growth_variance, polity.growth_variance + system_count_, p_.m_sd0 * p_.m_sd0);
    }
    dyads_.resize(size(principal_count_ * n_));
    views_.resize(size(principal_count_ * principal_count_));
    for (int k = 0; k < principal_count_; ++k) {
      principals_.push_back({case_.principals[size(k)]});
      slot_of_[size(case_.principals[size(k)])] = k;
      for (int l = 0; l < n_; ++l) dyad(k, l).hostility = case_.hostility[size(k)][size(l)];
      for (int j = 0; j < principal_count_; ++j) view(k, j).belief = case_.belief[size(k)][size(j)];
    }
    for (const Adoption& entry : case_.adoptions)
      if (entry.month <= 0) doctrine_of(entry.polity) = &case_.doctrines[size(entry.doctrine)];
    pairs_.resize(case_.pairs.size());
  }

  // The outcomes, in the order of outcome_names; the last is the months it lived.
  std::vector<double> play() {
    for (month_ = 0; month_ < case_.months; ++month_) {
      dated_history();
      take_stock();
      choose_acts();
      open_crises();
      settle_crises();
      revise_beliefs();
      change_hostility();
      arm();
      grow();
      learn();
      revolt();
      realign();
      mobilise_for_peace();
      test_loyalty();
      read();
      if (superpower_war_ || nuclear_use_) {
        ++month_;
        break;
      }
    }
    return outcomes();
  }

 private:
  static std::size_t size(int i) { return static_cast<std::size_t>(i); }

  Polity& polity(int i) { return polities_[size(i)]; }
  Principal& principal(int k) { return principals_[size(k)]; }
  Dyad& dyad(int k, int l) { return dyads_[size(k * n_ + l)]; }
  View& view(int k, int j) { return views_[size(k * principal_count_ + j)]; }
  int slot(int i) const { return slot_of_[size(i)]; }
  bool is_active(int i) { return slot(i) >= 0 && principal(slot(i)).active; }
  bool is_superpower(int i) const { return i == case_.superpowers[0] || i == case_.superpowers[1]; }
  const Doctrine*& doctrine_of(int i) { return principal(slot(i)).doctrine; }
  double distance(int a, int b) const { return case_.distance[size(a)][size(b)]; }
  std::uint64_t dyad_hash(int k, int l) const { return case_.dyad_hash[size(k)][size(l)]; }

  double uniform(Group group, std::uint64_t entity, int word) { return luck_.uniform(month_, group, entity, word); }
  double normal(Group group, std::uint64_t entity, int word) { return luck_.normal(month_, group, entity, word); }

  PairState& pair_of(int a, int b) {
    std::size_t at = 0;
    while (!((case_.pairs[at].first == a && case_.pairs[at].second == b) ||
             (case_.pairs[at].first == b && case_.pairs[at].second == a)))
      ++at;
    return pairs_[at];
  }

  void join(Polity& member, int bloc) {
    member.bloc = bloc;
    if (bloc >= 0) member.loyalty = member.loyalty_rest = p_.L_new;
  }

  void dated_history();
  void adopt(int i, const Doctrine& doctrine);
  void set_unrest(Polity& of, double value);
  void take_stock();
  double threat_to_bloc(int leader);
  void choose_acts();
  void choose_act(int k, int l, bool demonstrates);
  void act_odds(const Mind& mind, const Doctrine& doctrine, const Dyad& toward, const double* situation, double* odds) const;
  double chance_seen(const double* chances, int seen) const;
  void count_act(int k, const Dyad& toward);
  void open_crises();
  bool may_fire(const Flashpoint& place);
  void open(int challenger, int defender, double stake, Group group, std::uint64_t entity, int word);
  void settle_crises();
  void settle(Crisis& crisis);
  void resolve(const Crisis& crisis, int i, double danger_weight, double public_weight, double* log_odds);
  void resolve_as_it_is(const Crisis& crisis, int i, double* log_odds);
  double evidence_of(const Crisis& crisis, int i);
  void revise_beliefs();
  void change_hostility();
  void arm();
  void grow();
  void learn();
  void revolt();
  void intervene();
  void realign();
  void mobilise_for_peace();
  void test_loyalty();
  int new_leader(int i);
  void read();
  std::vector<double> outcomes();

  const Case& case_;
  const Parameters& p_;
  Luck luck_;
  int n_, principal_count_, system_count_, act_count_, month_ = 0;
  std::vector<Polity> polities_;
  std::vector<Principal> principals_;
  std::vector<int> slot_of_;
  std::vector<Dyad> dyads_;
  std::vector<View> views_;
  std::vector<PairState> pairs_;
  std::vector<Crisis> crises_;
  double spared_war_ = 1, spared_nuclear_use_ = 1, chance_of_war_ = 0, chance_of_nuclear_use_ = 0;
  bool superpower_war_ = false, nuclear_use_ = false, bloc_split_ = false;
  Counts count_ = {};
  int revolutions_[most_systems] = {}, reforms_[most_systems] = {};
  Reading now_ = {}, sum_ = {};
  int months_averaged_ = 0;
  double fear_at_[most_dates] = {};
};

}  // namespace straightforward
