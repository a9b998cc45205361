// SPDX-License-Identifier: Apache-2.0
#include "model/model.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

#include "base/check.h"
#include "random/draws.h"

namespace coexist {
namespace {

template <class Names> int index_of(const Names& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

Principles bits_of(const std::vector<std::string>& principles, const std::vector<std::string>& named) {
  Principles bits = 0;
  for (const std::string& name : named) {
    const int place = index_of(principles, name);
    CHECK(place >= 0 && place < 32);
    bits |= Principles{1} << place;
  }
  return bits;
}

std::array<Number, feature_count> weights_of(const Weights& w) {
  return {w.gain, w.danger, w.fear, w.hostility, w.reciprocity, w.public_, w.order, w.promise, w.cost};
}

Codebook codebook_of(const Scenario& scenario) {
  Codebook codebook;
  CHECK(scenario.acts.size() + 1 == most_acts || scenario.acts.size() == most_acts);
  codebook.count = static_cast<int>(scenario.acts.size());
  codebook.position.fill(-1);
  for (std::size_t a = 0; a < codebook.size(); ++a) {
    const Act& act = scenario.acts[a];
    const int role = index_of(role_names, act.id);
    CHECK(role >= 0);
    ActNumbers& numbers = codebook.acts[a];
    numbers.role = static_cast<Role>(role);
    numbers.base = act.b;
    numbers.intensity = act.e;
    numbers.revision = act.r;
    numbers.escalation = act.k;
    numbers.cost = act.c;
    numbers.seen = act.seen;
    numbers.salience = act.salience;
    numbers.breaks = bits_of(scenario.systems.principles, act.breaks);
    if (!scenario.systems.principles.empty())
      numbers.severity = static_cast<double>(act.breaks.size()) / static_cast<double>(scenario.systems.principles.size());
    codebook.position[static_cast<std::size_t>(role)] = static_cast<int>(a);
  }
  codebook.principles = static_cast<int>(scenario.systems.principles.size());
  return codebook;
}

// Year-end values, read at the middle of each month.
std::vector<Number> at_mid_months(const std::vector<int>& years, const std::vector<double>& values, Date start, int months) {
  std::vector<Number> path;
  for (int t = 0; t < months; ++t) {
    const Date date = start + t;
    const double position = date.year() - 1 - years.front() + (date.month() - 0.5) / 12.0;  // years since the first value
    const auto below = static_cast<std::size_t>(position);
    const double part = position - static_cast<double>(below);
    CHECK(position >= 0 && below < values.size());
    path.emplace_back(below + 1 < values.size() ? values[below] + (values[below + 1] - values[below]) * part : values[below]);
  }
  return path;
}

void add_polities(const Scenario& scenario, Model& model) {
  std::vector<const Polity*> sorted;
  for (const Polity& polity : scenario.polities) sorted.push_back(&polity);
  std::ranges::sort(sorted, {}, [](const Polity* polity) -> const std::string& { return polity->id; });
  std::vector<std::string> slots = scenario.principal_slots;
  std::ranges::sort(slots);
  std::vector<std::string> regions;
  for (const Polity* polity : sorted) {
    if (index_of(regions, polity->region) < 0) regions.push_back(polity->region);
    PolityNumbers n;
    n.id = polity->id;
    n.name = polity->name;
    n.address = name_hash("polity:" + polity->id);
    n.principal = index_of(slots, polity->id);
    n.system = index_of(scenario.systems.names, polity->system);
    n.bloc = polity->bloc.empty() ? -1 : index_of(slots, polity->bloc);
    n.output = polity->Y;
    n.spending = polity->M;
    n.resting_spending = polity->M_eq;
    n.growth = polity->growth;
    n.open = polity->open;
    n.regime_loyalty = polity->mu;
    n.spread = polity->sigma;
    n.unrest = polity->R;
    n.peace = polity->P;
    n.militancy = polity->militancy;
    n.loyalty = polity->loyalty;
    n.region = index_of(regions, polity->region);
    n.prominence = polity->prominence;
    n.enters = polity->enters ? *polity->enters - model.start : 0;
    n.can_be_principal = polity->can_be_principal && n.principal >= 0;
    if (const auto stock = scenario.warheads.stock.find(polity->id); stock != scenario.warheads.stock.end()) {
      n.warheads = at_mid_months(scenario.warheads.years, stock->second, model.start, model.months);
      const auto surviving = scenario.warheads.survivable.find(polity->id);
      CHECK(surviving != scenario.warheads.survivable.end());
      n.survivable = at_mid_months(scenario.warheads.years, surviving->second, model.start, model.months);
    }
    const auto path = scenario.growth_path.find(polity->id);
    for (int t = 0; t < model.months; ++t) {
      double growth = polity->growth;
      if (path != scenario.growth_path.end()) {
        const int year = (model.start + t).year() - scenario.growth_first_year;
        growth = path->second[static_cast<std::size_t>(year)];
      }
      n.growth_path.emplace_back(growth);
    }
    model.polities.push_back(std::move(n));
  }
  model.regions = static_cast<int>(regions.size());
  CHECK(regions.size() <= max_regions && model.system_names.size() <= max_systems);
  CHECK(slots.size() >= 2 && slots.size() <= max_principals);
  for (const std::string& slot : slots) model.principals.push_back(model.find_polity(slot));
  CHECK(std::ranges::find(model.principals, -1) == model.principals.end());
  for (std::size_t s = 0; s < 2; ++s) model.superpower[s] = index_of(slots, scenario.principal_slots[s]);
}

void add_addresses(Model& model) {
  for (const int i : model.principals)
    for (const PolityNumbers& l : model.polities)
      model.dyad_address.push_back(name_hash("dyad:" + model.polity(i).id + ">" + l.id));
  for (const int i : model.principals)
    for (const int j : model.principals)
      model.pair_address.push_back(name_hash("pair:" + model.polity(i).id + "|" + model.polity(j).id));
}

void add_relations(const Scenario& scenario, Model& model) {
  const auto principals = static_cast<std::size_t>(model.principal_count());
  model.reach.assign(principals * model.polities.size(), 0);
  for (const auto& [from, targets] : scenario.reach)
    for (const auto& [to, value] : targets)
      model.reach[model.at(model.polity(model.find_polity(from)).principal, model.find_polity(to))] = value;
  model.belief_start.assign(principals * principals, 0);
  model.belief_given.assign(principals * principals, false);
  for (const auto& [pair, value] : scenario.belief) {
    const int i = model.polity(model.find_polity(pair.first)).principal;
    const int j = model.polity(model.find_polity(pair.second)).principal;
    const auto at = static_cast<std::size_t>(i) * principals + static_cast<std::size_t>(j);
    model.belief_start[at] = value;
    model.belief_given[at] = true;
  }
}

void add_dated(const Scenario& scenario, Model& model) {
  const auto principal = [&](const std::string& id) {
    const int polity = model.find_polity(id);
    CHECK(polity >= 0 && model.polity(polity).principal >= 0);
    return model.polity(polity).principal;
  };
  for (const Flashpoint& f : scenario.flashpoints) {
    FlashpointNumbers n;
    n.name = f.name;
    n.address = name_hash("flashpoint:" + f.name);
    n.challenger = model.find_polity(f.challenger);
    n.defender = model.find_polity(f.defender);
    n.rate = f.rate;
    n.stake = f.stake;
    n.from = f.from - model.start;
    n.to = f.to - model.start;
    if (f.only_if) {
      n.condition_polity = model.find_polity(f.only_if->polity);
      n.condition_system = model.find_system(f.only_if->system);
    }
    model.flashpoints.push_back(n);
  }
  std::ranges::sort(model.flashpoints, {}, &FlashpointNumbers::name);
  for (const Demonstration& d : scenario.demonstrations)
    model.demonstrations.push_back({principal(d.actor), model.find_polity(d.target), d.date - model.start,
        d.doctrine.empty() ? -1 : model.find_doctrine(d.doctrine), d.name, d.in_every_arm_before_adoption, d.takes_two,
        d.audience});
  for (const Incident& incident : scenario.incidents) {
    const int role = index_of(role_names, incident.act);
    CHECK(role >= 0);
    model.incidents.push_back({principal(incident.actor), model.find_polity(incident.target), incident.date - model.start,
        model.codebook.at(static_cast<Role>(role)), incident.name});
  }
  for (const Leader& l : scenario.leaders) model.successions.push_back({principal(l.polity), l.date - model.start});
  std::ranges::sort(model.successions, {}, [](const DatedSuccession& s) { return std::pair(s.month, s.principal); });
  for (const DatedEvent& e : scenario.history)
    model.moods.push_back({e.kind == DatedEvent::Kind::unrest, model.find_polity(e.polity), e.date - model.start, e.size});
  std::ranges::sort(model.moods, {}, [](const DatedMood& m) { return std::tuple(m.month, m.polity, m.is_unrest, m.size); });

  // Adoptions before the start say with which doctrine each principal begins; the others happen on their dates.
  model.initial_doctrine.assign(model.principals.size(), -1);
  std::vector<const Adoption*> adoptions;
  for (const Adoption& a : scenario.adoptions) adoptions.push_back(&a);
  std::ranges::sort(adoptions, {}, [](const Adoption* a) { return std::tuple(a->date, a->polity, a); });  // a: as listed
  for (const Adoption* a : adoptions) {
    const int k = principal(a->polity);
    const bool at_start = a->date <= scenario.start;
    if (at_start) std::erase_if(model.adoptions, [&](const DatedAdoption& earlier) { return earlier.principal == k; });
    if (at_start && !a->doctrine.empty()) {
      model.initial_doctrine[static_cast<std::size_t>(k)] = model.find_doctrine(a->doctrine);
      continue;
    }
    DatedAdoption n{k, at_start ? 0 : a->date - model.start, {}, a->bias};  // a choice before the start is made at the start
    if (!a->doctrine.empty()) n.repertoire = {model.find_doctrine(a->doctrine)};
    for (const std::string& doctrine : a->choose) n.repertoire.push_back(model.find_doctrine(doctrine));
    n.bias.resize(n.repertoire.size(), 0);
    if (at_start) model.initial_doctrine[static_cast<std::size_t>(k)] = n.repertoire.front();
    model.adoptions.push_back(std::move(n));
  }
  CHECK(std::ranges::find(model.initial_doctrine, -1) == model.initial_doctrine.end());
}

}  // namespace

int Model::find_polity(std::string_view id) const {
  for (int i = 0; i < polity_count(); ++i)
    if (polity(i).id == id) return i;
  return -1;
}

int Model::find_doctrine(std::string_view id) const {
  for (std::size_t d = 0; d < doctrines.size(); ++d)
    if (doctrines[d].id == id) return static_cast<int>(d);
  return -1;
}

int Model::find_system(std::string_view name) const { return index_of(system_names, name); }

bool Model::has_warheads() const {
  const auto some = [](Number stock) { return stock > 0; };
  return std::ranges::any_of(polities, [&](const PolityNumbers& p) { return std::ranges::any_of(p.warheads, some); });
}

void count_broken_promises(const Codebook& codebook, DoctrineNumbers& doctrine) {
  for (std::size_t a = 0; a < codebook.size(); ++a)
    doctrine.broken_by[a] = std::popcount(doctrine.promises & codebook.acts[a].breaks);
  doctrine.restraint = codebook.principles > 0 ? std::popcount(doctrine.promises) / static_cast<double>(codebook.principles) : 0;
}

Model compile(const Scenario& scenario, Date until) {
  CHECK(until >= scenario.start && until <= scenario.end);
  Model model;
  model.scenario = scenario.name;
  model.version = scenario.model;
  model.start = scenario.start;
  model.months = until - scenario.start + 1;
  model.system_names = scenario.systems.names;
  for (const auto& row : scenario.systems.distance) model.distance.insert(model.distance.end(), row.begin(), row.end());
  model.reported.assign(scenario.systems.reported.begin(), scenario.systems.reported.end());
  model.far_weight = scenario.systems.far_weight;
  model.principle_names = scenario.systems.principles;
  model.codebook = codebook_of(scenario);
  model.security_seeker = {weights_of(scenario.security_seeker.weights), scenario.security_seeker.militancy};
  model.revisionist = {weights_of(scenario.revisionist.weights), scenario.revisionist.militancy};
  for (const Doctrine& d : scenario.doctrines) {
    DoctrineNumbers n;
    n.id = d.id;
    n.weight = weights_of(d.weights);
    n.militancy = d.militancy;
    n.promises = bits_of(scenario.systems.principles, d.promises);
    n.scope_own = d.scope_own;
    n.fund = d.fund;
    n.demo_rate = d.demo_rate;
    n.dove = d.dove;
    n.precedent = d.precedent;
    n.demonstrates_as = static_cast<int>(model.doctrines.size());
    count_broken_promises(model.codebook, n);
    model.doctrines.push_back(std::move(n));
  }
  add_polities(scenario, model);
  add_addresses(model);
  const auto principal_or_none = [&](const std::string& id) {
    return id.empty() ? -1 : model.polity(model.find_polity(id)).principal;
  };
  for (const std::string& name : scenario.systems.challenger) model.challenger.push_back(model.find_system(name));
  for (const std::string& id : scenario.systems.pole) model.pole.push_back(principal_or_none(id));
  add_relations(scenario, model);
  model.hostility_rival = scenario.hostility_rival;
  model.hostility_own = scenario.hostility_own;
  model.hostility_none = scenario.hostility_non_aligned;
  model.sponsor = principal_or_none(scenario.movement.sponsor);
  for (const std::string& id : scenario.movement.publics) model.publics.push_back(model.find_polity(id));
  std::ranges::sort(model.publics);
  add_dated(scenario, model);
  return model;
}

}  // namespace coexist
