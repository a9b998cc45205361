// SPDX-License-Identifier: Apache-2.0
// A scenario compiled to numbers and addresses.
//
// Entities are numbered by the rank of their identifier in byte order, so that the order of listing cannot matter.  Principals are
// numbered among themselves in the same way; `superpower` says which two come first in the scenario.  An index of -1 means none.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coexist/scenario.h"
#include "doctrine/doctrine.h"

namespace coexist {

inline constexpr double month_length = 1.0 / 12.0;  // of a year
// Of what a sweep keeps beside its columns.
inline constexpr int max_principals = 8;
inline constexpr int max_systems = 8;
inline constexpr int max_regions = 64;  // as many as polities

// One of each for every principal; a sweep over polities keeps such sums beside it, so that one does not wait for the other.
template <class T> struct ByPrincipal {
  std::array<T, max_principals> of;
  T& operator[](int k) { return of[static_cast<std::size_t>(k)]; }
  const T& operator[](int k) const { return of[static_cast<std::size_t>(k)]; }
};

struct PolityNumbers {
  std::string id, name;
  std::uint64_t address = 0;                              // of "polity:ID"
  int principal = -1;                                     // its number among the principals
  int system = 0, bloc = -1;                              // at the start; bloc by the number of its leading principal
  Number output = 0, spending = 0, resting_spending = 0;  // constant currency a year
  Number growth = 0, open = 0, regime_loyalty = 0.5, spread = 0.2, unrest = 0, peace = 0, militancy = 0.5, loyalty = 0;
  int region = 0;
  Number prominence = 1;
  bool can_be_principal = false;
  int enters = 0;                   // month; 0 or before: there from the beginning
  std::vector<Number> warheads;     // [month], mid-month; empty: none
  std::vector<Number> survivable;   // [month], share
  std::vector<Number> growth_path;  // [month], 1/year
};

struct FlashpointNumbers {
  std::string name;
  std::uint64_t address = 0;
  int challenger = 0, defender = 0;  // polities
  Number rate = 0, stake = 0;
  int from = 0, to = 0;  // months, both included
  int condition_polity = -1, condition_system = -1;
};

struct DatedDemonstration {
  int actor = 0;   // principal
  int target = 0;  // polity
  int month = 0;
  int doctrine = -1;  // -1: in every arm
  std::string name;   // for people; may be empty
  bool in_every_arm_before_adoption = false;
  bool takes_two = false;
  double audience = 0;  // 0..1
};

// An act that history had.
struct DatedIncident {
  int actor = 0;   // principal
  int target = 0;  // polity
  int month = 0;
  int act = 0;  // place in the codebook
  std::string name;
};

struct DatedAdoption {
  int principal = 0;
  int month = 0;
  std::vector<int> repertoire;  // one doctrine: history fixed it
  std::vector<double> bias;     // log-odds of each
};

struct DatedSuccession {
  int principal = 0;
  int month = 0;
};

struct DatedMood {
  bool is_unrest = true;  // else militancy
  int polity = 0;
  int month = 0;
  double size = 0;
};

struct Model {
  std::string scenario;
  int version = 2;
  Date start;
  int months = 0;
  std::vector<std::string> system_names;
  std::vector<Number> distance;  // [system * systems + system]
  std::vector<int> challenger;   // [system]
  std::vector<int> pole;         // [system], a principal or -1
  std::vector<Number> reported;  // [system], 1/year
  Number far_weight = 1;
  int regions = 0;
  Codebook codebook;
  std::vector<std::string> principle_names;
  StereotypeNumbers security_seeker, revisionist;
  std::vector<DoctrineNumbers> doctrines;
  std::vector<PolityNumbers> polities;
  std::vector<int> principals;              // [principal] its polity
  std::array<int, 2> superpower{};          // principals
  std::vector<std::uint64_t> dyad_address;  // [principal * polities + polity]
  std::vector<std::uint64_t> pair_address;  // [principal * principals + principal], lower number first
  std::vector<Number> reach;                // [principal * polities + polity]
  std::vector<double> belief_start;         // [principal * principals + principal], nats
  std::vector<bool> belief_given;           // whether the scenario states it
  double hostility_rival = 0, hostility_own = 0, hostility_none = 0;
  int sponsor = -1;          // principal
  std::vector<int> publics;  // polities
  std::vector<FlashpointNumbers> flashpoints;
  std::vector<DatedDemonstration> demonstrations;
  std::vector<DatedIncident> incidents;
  std::vector<DatedAdoption> adoptions;
  std::vector<DatedSuccession> successions;
  std::vector<DatedMood> moods;
  std::vector<int> initial_doctrine;  // [principal]

  int polity_count() const { return static_cast<int>(polities.size()); }
  int principal_count() const { return static_cast<int>(principals.size()); }
  int system_count() const { return static_cast<int>(system_names.size()); }
  const PolityNumbers& polity(int i) const { return polities[static_cast<std::size_t>(i)]; }
  const DoctrineNumbers& doctrine(int d) const { return doctrines[static_cast<std::size_t>(d)]; }
  int polity_of(int principal) const { return principals[static_cast<std::size_t>(principal)]; }
  std::uint64_t dyad(int principal, int polity) const { return dyad_address[at(principal, polity)]; }
  std::uint64_t pair(int a, int b) const {
    const auto first = static_cast<std::size_t>(a < b ? a : b);
    return pair_address[first * principals.size() + static_cast<std::size_t>(a < b ? b : a)];
  }
  std::size_t at(int principal, int polity) const {
    return static_cast<std::size_t>(principal) * polities.size() + static_cast<std::size_t>(polity);
  }
  double distance_of(int a, int b) const {
    return distance[static_cast<std::size_t>(a) * system_names.size() + static_cast<std::size_t>(b)];
  }
  int find_polity(std::string_view id) const;  // -1 where there is none
  int find_doctrine(std::string_view id) const;
  int find_system(std::string_view name) const;
  bool has_warheads() const;
};

// The numbers and addresses of a valid scenario, up to and including the month `until`.
Model compile(const Scenario& scenario, Date until);

// The promised principles that each act breaks; called again where a doctrine is put together from parts of two.
void count_broken_promises(const Codebook& codebook, DoctrineNumbers& doctrine);

}  // namespace coexist
