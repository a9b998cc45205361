// SPDX-License-Identifier: Apache-2.0
#include "study/words.h"

#include <algorithm>
#include <cctype>

#include "coexist/names.h"

namespace coexist {
namespace {

// Names that are made of parts take the article: the Soviet Union, the United States.
std::string with_article(const std::string& name) {
  for (const char* of_parts : {"Union", "States", "Kingdom", "Republic", "League"})
    if (name.find(of_parts) != std::string::npos) return "the " + name;
  return name;
}

}  // namespace

std::string polity_name(const Scenario& scenario, const std::string& id) {
  const auto found = std::ranges::find(scenario.polities, id, &Polity::id);
  return found == scenario.polities.end() || found->name.empty() ? id : with_article(found->name);
}

std::string spaced(std::string id) {
  std::ranges::replace(id, '_', ' ');
  return id;
}

std::string capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string called_so(const Called& called, std::string_view text) {
  return called_so(std::string(text), called.one, called.many);
}

std::string rival_of(const Scenario& scenario, const Question& question) {
  return scenario.principal_slots[question.actor == scenario.principal_slots[0] ? 1 : 0];
}

}  // namespace coexist
