// SPDX-License-Identifier: Apache-2.0
// `cite`: the entries behind names, as one BibTeX file; what is no entry stands in it as a remark.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>

#include "coexist/catalogue.h"
#include "coexist/names.h"
#include "coexist/references.h"
#include "coexist/scenario_file.h"
#include "verbs.h"

namespace coexist::command {
namespace {

bool same_but_for_case(const std::string& a, const std::string& b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// What a name stands for: the text that names its sources.
struct Sources {
  std::string kind, text;
};
const std::vector<Act>& acts() {
  static const std::vector<Act> all = load_scenario(bundled_scenarios().front()).acts;
  return all;
}

std::optional<Sources> sources_of(const std::string& name) {
  std::vector<std::string_view> sources;
  const auto add = [&](std::string_view source) {
    if (std::ranges::find(sources, source) == sources.end()) sources.push_back(source);  // most are one and the same: judgement
  };
  std::string kind;
  if (const MechanismEntry* mechanism = catalogue().mechanism(name)) {
    kind = "mechanism";
    add(mechanism->source);
    for (const Parameter& parameter : mechanism->parameters) add(parameter.source);
  }
  // An act goes by its path too, and so do its numbers: act.aid, act.aid.b.
  constexpr std::string_view path = "act.";
  const std::string act = name.starts_with(path) ? name.substr(path.size(), name.find('.', path.size()) - path.size()) : name;
  if (std::ranges::find(acts(), act, &Act::id) != acts().end()) {
    kind += kind.empty() ? "act" : " and act";
    for (const ActNumberEntry& number : catalogue().act_numbers) add(number.source);
  }
  if (!kind.empty()) {
    std::string text;
    for (const std::string_view source : sources) text += (text.empty() ? "" : "; ") + std::string(source);
    return Sources{kind, text};
  }
  if (const Parameter* parameter = catalogue().parameter(name)) return Sources{"parameter", std::string(parameter->source)};
  const std::vector<std::string> bundled = bundled_scenarios();
  std::error_code none;
  // A scenario names its sources where its numbers stand, and so do the pieces that it uses.
  if (std::filesystem::is_regular_file(name, none) || std::ranges::find(bundled, name) != bundled.end()) {
    std::string text = load_scenario(name).text;
    std::vector<std::string> left = library_pieces();
    const auto is_used = [&](const std::string& piece) { return text.contains('"' + piece + '"'); };
    // A piece may use others, so what was added is searched too.
    for (auto used = std::ranges::find_if(left, is_used); used != left.end(); used = std::ranges::find_if(left, is_used)) {
      text += library_text(*used);
      left.erase(used);
    }
    return Sources{"scenario", text};
  }
  return std::nullopt;
}

std::vector<std::string> known_names() {
  std::vector<std::string> names = bundled_scenarios();
  for (const Act& act : acts()) names.push_back(act.id);
  for (const MechanismEntry& mechanism : catalogue().mechanisms) {
    names.emplace_back(mechanism.name);
    for (const Parameter& parameter : mechanism.parameters) names.emplace_back(parameter.name);
  }
  for (const Reference& one : references()) {
    names.push_back(one.key);
    names.insert(names.end(), one.names.begin(), one.names.end());
  }
  return names;
}

std::string remark(const std::string& name, const Sources& sources, std::size_t found) {
  const std::string head = "% " + printable(name) + ", " + sources.kind + ": ";
  if (found > 0) return head + std::to_string(found) + (found == 1 ? " entry\n" : " entries\n");
  return head + "no literature named" + (sources.kind == "scenario" ? "" : "; " + sources.text) + '\n';
}

}  // namespace

Outcome cite_name(const CommandLine& line) {
  if (line.operands.empty() && !line.has("all")) return {program_reference()};
  std::vector<Reference> cited;
  std::string remarks;
  const auto cite = [&](const Reference& one) {
    if (std::ranges::find(cited, one.key, &Reference::key) == cited.end()) cited.push_back(one);
  };
  if (line.has("all")) std::ranges::for_each(references(), cite);
  for (const std::string& name : line.operands) {
    bool found = false;
    for (const Reference& one : references()) {
      const auto is_it = [&](const std::string& known) { return same_but_for_case(known, name); };
      if (!is_it(one.key) && std::ranges::none_of(one.names, is_it)) continue;
      found = true;
      cite(one);
    }
    if (found) continue;
    if (const auto sources = sources_of(name)) {
      const std::vector<Reference> named = named_in(sources->text, references());
      std::ranges::for_each(named, cite);
      remarks += remark(name, *sources, named.size());
      continue;
    }
    const std::string near = nearest_name(name, known_names());
    throw UsageError(
        "nothing to cite is called " + in_quotes(name) + ". " +
        (near.empty() ? "`coexist list mechanisms` says what there is, and `coexist cite --all` all of the literature"
                      : "Did you mean '" + near + "'?"));
  }
  std::string text = remarks;
  for (const Reference& one : cited) text += (text.empty() ? "" : "\n") + one.text;
  return {text};
}

}  // namespace coexist::command
