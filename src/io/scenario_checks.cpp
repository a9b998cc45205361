// SPDX-License-Identifier: Apache-2.0
// What must hold between the sections of a scenario.
#include <algorithm>
#include <map>

#include "base/name_hash.h"
#include "io/sections.h"

namespace coexist {
namespace {

void check_blocs(Reading& reading) {
  const Scenario& scenario = reading.scenario;
  if (reading.principals.list.empty()) return;
  for (std::size_t i = 0; i < scenario.polities.size(); ++i) {
    const Polity& polity = scenario.polities[i];
    const TableReader& table = reading.polity_tables[i];
    const bool principal = reading.principals.contains(polity.id);
    if (!polity.bloc.empty() && polity.bloc != polity.id && !leads_own_bloc(scenario, polity.bloc))
      table.problem("bloc",
          "is " + quoted(polity.bloc) + ", which does not lead a bloc of its own, expected a principal that does, or \"\"");
    if (principal && polity.bloc.empty())
      table.problem("bloc", "is empty, but " + quoted(polity.id) + " is a principal, expected its own bloc",
          "Set bloc = \"" + polity.id + "\"");
    if (principal && !polity.bloc.empty() && polity.bloc != polity.id && !polity.can_be_principal)
      table.problem("bloc", "is " + quoted(polity.bloc) + ", but " + quoted(polity.id) + " is a principal",
          "Let it lead its own bloc, or set can_be_principal = true");
    if (!principal && polity.can_be_principal && !polity.id.empty())
      table.problem("can_be_principal", "is true, but " + quoted(polity.id) + " is not among 'principal_slots'",
          "Add it there, with an adoption that says which doctrine it would follow");
  }
}

void check_acts(Reading& reading) {
  const Scenario& scenario = reading.scenario;
  if (scenario.acts.empty()) return;
  const auto is_there = [&](std::string_view id) {
    return std::ranges::find(scenario.acts, id, &Act::id) != scenario.acts.end();
  };
  for (const std::string_view id : act_ids)
    if (id != act_ids.back() && !is_there(id))
      reading.problems.add(reading.file.place_of("act"), "[[act]] lacks the act " + quoted(id),
          "Every act but " + quoted(act_ids.back()) + " must be there");
  for (const Incident& incident : scenario.incidents)
    if (incident.act == act_ids.back() && !is_there(incident.act))
      reading.problems.add(reading.file.place_of("incident"),
          "[[incident]] of " + incident.date.text() + " is the act " + quoted(incident.act) +
              ", which the scenario does not have",
          "Add \"acts/aid\" to 'use', or its numbers as an [[act]]");
}

void check_adoptions(Reading& reading) {
  const Scenario& scenario = reading.scenario;
  if (scenario.adoptions.empty() || !reading.horizon.first) return;
  for (const std::string& principal : scenario.principal_slots) {
    const bool adopts = std::ranges::any_of(scenario.adoptions,
        [&](const Adoption& adoption) { return adoption.polity == principal && adoption.date <= scenario.start; });
    if (!adopts)
      reading.problems.add(reading.file.place_of("adoption"),
          "principal " + quoted(principal) + " has no doctrine at the start, " + scenario.start.text(),
          "Add an [[adoption]] by it, dated then or earlier");
  }
}

// Tables of dyad-years are joined on codes: each is one polity's.
void check_codes(Reading& reading) {
  const std::vector<Polity>& polities = reading.scenario.polities;
  for (std::size_t i = 0; i < polities.size(); ++i) {
    const auto same = std::ranges::find(polities, polities[i].ccode, &Polity::ccode);
    if (polities[i].ccode != 0 && same->id != polities[i].id)
      reading.polity_tables[i].problem("ccode",
          "is " + std::to_string(polities[i].ccode) + ", which is that of " + quoted(same->id) + " too, expected one of its own",
          "Leave it out where the field's list has none");
  }
}

}  // namespace

bool leads_own_bloc(const Scenario& scenario, std::string_view polity) {
  const auto found = std::ranges::find(scenario.polities, polity, &Polity::id);
  const bool principal = std::ranges::find(scenario.principal_slots, polity) != scenario.principal_slots.end();
  return principal && found != scenario.polities.end() && found->bloc == polity;
}

std::vector<std::string> addressed_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Polity& polity : scenario.polities) names.push_back("polity:" + polity.id);
  for (const std::string& principal : scenario.principal_slots) {
    for (const Polity& polity : scenario.polities)
      if (polity.id != principal) names.push_back("dyad:" + principal + '>' + polity.id);
    for (const std::string& other : scenario.principal_slots)
      if (principal < other) names.push_back("pair:" + principal + '|' + other);
  }
  for (const Flashpoint& flashpoint : scenario.flashpoints) names.push_back("flashpoint:" + flashpoint.name);
  return names;
}

std::optional<std::pair<std::string, std::string>> names_sharing_hash(std::span<const std::string> names, NameHash hash) {
  std::map<std::uint64_t, std::string> seen;
  for (const std::string& name : names) {
    const auto [before, is_new] = seen.try_emplace(hash(name), name);
    if (!is_new && before->second != name) return std::pair(before->second, name);
  }
  return std::nullopt;
}

void check_scenario(Reading& reading) {
  check_blocs(reading);
  check_codes(reading);
  check_acts(reading);
  check_adoptions(reading);
  if (const auto both = names_sharing_hash(addressed_names(reading.scenario), name_hash))
    reading.problems.add({}, quoted(both->first) + " and " + quoted(both->second) + " share a hash, by which their luck is drawn",
        "Rename one of them");
}

}  // namespace coexist
