// SPDX-License-Identifier: Apache-2.0
#include "study/asked.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "coexist/catalogue.h"
#include "coexist/scenario_file.h"
#include "coexist/version.h"
#include "mechanisms/aid.h"
#include "study/words.h"

namespace coexist {
namespace {

std::string digits(double value) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all.empty() ? "none" : all;
}

// Every parameter of every mechanism, as it is used.
std::string parameters_of(const Scenario& scenario) {
  std::string all;
  for (const MechanismEntry& mechanism : catalogue().mechanisms)
    for (const Parameter& parameter : mechanism.parameters) {
      const auto given = scenario.parameters.find(std::string(parameter.name));
      const double value = given == scenario.parameters.end() ? parameter.standard : given->second;
      all += std::string(parameter.name) + " = " + digits(value) + '\n';
    }
  return all;
}

std::string set_from_outside(const Scenario& scenario) {
  std::vector<std::string> all;
  for (const auto& [path, value] : scenario.overridden) {
    std::string entry = path;
    entry += '=';
    all.push_back(entry += value);
  }
  return joined(all);
}

std::vector<std::string> names_of_set(const Model& model, const std::string& set) {
  std::vector<std::string> names;
  if (set == "polity")
    for (const PolityNumbers& polity : model.polities) names.push_back(polity.id);
  else if (set == "principal")
    for (const int principal : model.principals) names.push_back(model.polity(principal).id);
  else if (set == "system")
    names = model.system_names;
  else if (set == "act")
    for (const ActNumbers& act : std::span(model.codebook.acts).first(model.codebook.size()))
      names.emplace_back(role_names[static_cast<std::size_t>(act.role)]);
  else
    names.assign(feature_names.begin(), feature_names.end());
  return names;
}

}  // namespace

EveryColumn every_column(const Model& model, const Called& called) {
  EveryColumn every;
  for (const ColumnEntry& entry : catalogue().columns) {
    if (!model.codebook.has_aid() && std::ranges::find(Aid::columns, entry.name) != Aid::columns.end()) continue;
    std::string meaning = called_so(called, entry.meaning);
    if (!model.has_warheads()) {
      // Nobody has any: there is no such column, and war is war.
      if (entry.name.starts_with("nuclear") || entry.meaning.find("warhead") != entry.meaning.npos) continue;
      constexpr std::string_view nuclear = "nuclear ";
      if (const std::size_t at = meaning.find(nuclear); at != meaning.npos) meaning.erase(at, nuclear.size());
    }
    Asked::Column column{std::string(entry.name), std::string(entry.index), std::string(entry.unit), std::move(meaning), {}};
    const auto add = [&](const std::string& cell, std::size_t row, std::size_t place) {
      column.cells.push_back(cell);
      every.cells.push_back({column.name + '[' + cell + ']', column.name, static_cast<int>(row), static_cast<int>(place)});
    };
    const std::size_t comma = column.index.find(", ");
    const std::string first = column.index.substr(0, comma);
    const std::vector<std::string> rows = names_of_set(model, first);
    const bool once = column.name == "alert" || column.name == "crisis_alert";  // one cell a pair: the lower number first
    if (column.index.empty()) {
      add("", 0, 0);
    } else if (comma == std::string::npos) {
      for (std::size_t row = 0; row < rows.size(); ++row) add(rows[row], row, 0);
    } else {
      const std::vector<std::string> places = names_of_set(model, column.index.substr(comma + 2));
      for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t place = once ? row : 0; place < places.size(); ++place) {
          std::string cell = rows[row];
          cell += ',';
          if (rows[row] != places[place]) add(cell += places[place], row, place);
        }
    }
    every.columns.push_back(std::move(column));
  }
  return every;
}

Asked asked_of(const Scenario& scenario, const StudyOptions& options, const Posed& posed, const std::string& verb,
    std::vector<Asked::Arm> arms) {
  const Model& model = posed.setting.model;
  const Question& question = posed.question;
  Asked asked;
  std::vector<std::string> off = scenario.without;
  off.insert(off.end(), options.without.begin(), options.without.end());
  const bool reference = options.engine == EngineChoice::reference;
  asked.same = {{"command", verb}, {"program", std::string(version())}, {"model", std::to_string(scenario.model)},
      {"engine", reference ? "reference" : "batch"}, {"scenario", scenario.name},
      {"question", posed.has_question ? question.id : "none"}, {"actor", question.actor}, {"doctrine", question.doctrine},
      {"instead", question.instead}, {"adopt", posed.has_question ? question.adopt.text() : ""},
      {"until", (model.start + (model.months - 1)).text()}, {"seed", std::to_string(options.seed)},
      {"set", set_from_outside(scenario)}, {"dropped", joined(options.drop)}, {"dated", options.dated}, {"without", joined(off)},
      {"series", joined(options.series)}, {"text of the scenario", write_scenario(scenario)}};
  asked.noted = {{"source", scenario.source}, {"title", scenario.title}, {"scenario as read", scenario.text},
      {"parameters", parameters_of(scenario)}, {"compiler", __VERSION__},
      {"instruction set", reference ? "double precision" : std::string(instruction_set(EngineKind::batch))}};
  asked.worlds = options.worlds;
  asked.arms = std::move(arms);
  for (const OutcomeInstance& outcome : posed.setting.outcomes) {
    const OutcomeInfo& info = outcome.info();
    asked.outcomes.push_back({outcome.name, std::string(info.unit), kind_names[static_cast<std::size_t>(info.kind)],
        called_so(scenario.called, info.meaning)});
  }
  for (const SeriesCell& cell : posed.setting.series) asked.series.push_back(cell.name);
  asked.columns = every_column(model, scenario.called).columns;
  for (const Polity& polity : scenario.polities) asked.states.push_back({polity.id, polity.name, polity.ccode});
  asked.start = model.start;
  asked.months = model.months;
  return asked;
}

}  // namespace coexist
