// SPDX-License-Identifier: Apache-2.0
#include "coexist/catalogue.h"

#include "engine/simulation.h"

namespace coexist {
namespace {

std::string_view index_name(IndexSet set) {
  switch (set) {
    case IndexSet::world: return "";
    case IndexSet::polity: return "polity";
    case IndexSet::principal: return "principal";
    case IndexSet::polity_system: return "polity, system";
    case IndexSet::polity_principal: return "polity, principal";
    case IndexSet::dyad: return "principal, polity";
    case IndexSet::principal_pair: return "principal, principal";
    case IndexSet::principal_act: return "principal, act";
    case IndexSet::principal_feature: return "principal, feature";
  }
  return "";
}

Catalogue make() {
  Catalogue all;
  Mechanisms mechanisms;
  mechanisms.each([&](auto& mechanism) {
    MechanismEntry entry{
        mechanism.info.name, mechanism.info.claim, mechanism.info.section, mechanism.info.source, {}, mechanism.info.since};
    for (const Parameter* parameter : mechanism.sheet()) entry.parameters.push_back(*parameter);
    all.mechanisms.push_back(std::move(entry));
  });
  const auto add = [&](std::string_view group) {
    return [&all, group](auto&, const ColumnInfo& info) {
      all.columns.push_back({info.name, index_name(info.index), info.unit, info.meaning, group});
    };
  };
  State<double> state;
  Frame<double> frame;
  Flows<double> flows;
  State<double>::list(state, add("state"));
  Frame<double>::list(frame, add("frame"));
  Flows<double>::list(flows, add("flows"));
  for (const OutcomeInfo& info : outcome_infos())
    all.outcomes.push_back({info.name, info.unit, kind_names[static_cast<std::size_t>(info.kind)], info.meaning, info.since});
  all.act_numbers = {
      {"b", "nats", "log-odds against normal relations when all else is nil", "judgement; to be fitted to event data"},
      {"e", "-1..1", "intensity: 1 most cooperative, -1 most hostile", "Goldstein 1992, scaled"},
      {"r", "1", "revision gain, which the weight on gain counts", "judgement"},
      {"k", "1", "escalation risk, which the weight on danger counts", "judgement"},
      {"c", "1", "direct cost, which the weight on cost counts", "judgement"},
      {"seen", "0..1", "chance that it is observed", "judgement"},
      {"salience", "routine months", "weight as evidence", "judgement; where acts differ in it, negativity bias (Jervis 1976)"},
  };
  return all;
}

}  // namespace

const Parameter* Catalogue::parameter(std::string_view name) const {
  for (const MechanismEntry& entry : mechanisms)
    for (const Parameter& parameter : entry.parameters)
      if (parameter.name == name) return &parameter;
  return nullptr;
}

const MechanismEntry* Catalogue::mechanism(std::string_view name) const {
  for (const MechanismEntry& entry : mechanisms)
    if (entry.name == name) return &entry;
  return nullptr;
}

const Catalogue& catalogue() {
  static const Catalogue all = make();
  return all;
}

}  // namespace coexist
