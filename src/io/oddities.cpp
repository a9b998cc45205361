// SPDX-License-Identifier: Apache-2.0
// What a scenario may say and hardly means: warnings, each with its place and a remedy.  Nothing here refuses anything.
#include <algorithm>
#include <cmath>
#include <string>

#include "coexist/catalogue.h"
#include "coexist/names.h"
#include "io/sections.h"

namespace coexist {
namespace {

// How many standard deviations from the middle of its prior a value lies; of a uniform one, 0 inside and beyond all measure outside.
double deviations(const Parameter& parameter, double value) {
  const Prior& prior = parameter.prior;
  switch (prior.kind) {
    case Prior::Kind::fixed: return 0;
    case Prior::Kind::lognormal:
      return value > 0 ? std::abs(std::log(value / parameter.standard)) / prior.second : limits::largest_number;
    case Prior::Kind::normal: return std::abs(value - prior.first) / prior.second;
    case Prior::Kind::uniform: return value < prior.first || value > prior.second ? limits::largest_number : 0;
  }
  return 0;
}

constexpr double far_tail = 3;  // beyond it lie 3 draws of 1,000

void warn_of_parameters(Reading& reading) {
  auto table = reading.file.table("parameters", Need::optional);
  if (!table) return;
  for (const auto& [name, value] : reading.scenario.parameters) {
    const Parameter* parameter = catalogue().parameter(name);
    const bool is_meant = std::ranges::find(reading.scenario.meant, name) != reading.scenario.meant.end();
    if (parameter && !is_meant && deviations(*parameter, value) > far_tail)
      reading.problems.warn(table->place_of(name),
          quoted(name) + " in [parameters] is " + shortest(value) + ", in the far tail of its prior, whose middle is " +
              shortest(parameter->standard),
          "`coexist show " + name +
              "` says where that comes from; if yours is meant, say beside it why, and name it in 'meant' of [scenario]");
  }
}

bool same_numbers(const Doctrine& a, const Doctrine& b) {
  const auto same = [](const auto& fields, const auto& one, const auto& other) {
    return std::ranges::all_of(fields, [&](const auto& field) { return one.*field.member == other.*field.member; });
  };
  return same(doctrine_fields, a, b) && same(weight_fields, a.weights, b.weights) && a.promises == b.promises;
}

void warn_of_doctrines(Reading& reading) {
  std::size_t number = 0;
  for (TableReader& table : reading.file.tables("doctrine", Need::optional, limits::doctrines, "id")) {
    if (number == reading.scenario.doctrines.size()) return;
    const Doctrine& doctrine = reading.scenario.doctrines[number++];
    if (!doctrine.promises.empty() && doctrine.weights.promise == 0)
      reading.problems.warn(table.place_of("promises"),
          table.title() + " promises what it gives no weight to ('promise' is 0): it breaks its word as if it had given none",
          "Give 'promise' a weight above 0, or promise nothing");
  }
}

void warn_of_aid(Reading& reading) {
  const Scenario& scenario = reading.scenario;
  const auto aid = std::ranges::find(scenario.acts, act_ids.back(), &Act::id);
  if (aid == scenario.acts.end()) return;
  const Place place = reading.file.place_of("act");
  if (scenario.model < 3)
    reading.problems.warn(place,
        "[[act]] " + quoted(aid->id) + " is never chosen: the scenario is of version " + std::to_string(scenario.model) +
            " of the model, which has no aid",
        "Say model = 3 at the head of the file, or leave the act out");
  else if (std::ranges::none_of(scenario.polities, [&](const Polity& polity) { return polity.bloc != polity.id; }))
    reading.problems.warn(place,
        "[[act]] " + quoted(aid->id) +
            " is never chosen: every polity leads a bloc of its own, and aid goes to members and to those in none",
        "Add polities that may be aided, or leave the act out");
  if (std::any_of(scenario.acts.begin(), aid, [&](const Act& before) { return before.e < aid->e; }))
    reading.problems.warn(place,
        "[[act]] " + quoted(aid->id) +
            " stands behind acts that are less friendly, so that stories cannot say 'a threat or worse'",
        "Name \"acts/aid\" before the other acts in 'use'");
}

void warn_of_questions(Reading& reading) {
  const Scenario& scenario = reading.scenario;
  const auto find = [&](const std::string& id) { return std::ranges::find(scenario.doctrines, id, &Doctrine::id); };
  std::size_t number = 0;
  for (TableReader& table : reading.file.tables("question", Need::optional, limits::list, "id", true)) {
    const Question& question = scenario.questions[number++];
    if (same_numbers(*find(question.doctrine), *find(question.instead)))
      reading.problems.warn(table.place_of("instead"),
          table.title() + " compares " + quoted(question.doctrine) + " with " + quoted(question.instead) +
              ", which is the same in every number",
          "Nothing but their dated demonstrations can make a difference: give one of them other weights");
    if (question.adopt == scenario.end)
      reading.problems.warn(table.place_of("adopt"), table.title() + " has its doctrine adopted in the last month",
          "Nothing can come of it any more: adopt it earlier, or let the scenario go on");
  }
}

void warn_of_flashpoints(Reading& reading) {
  const Scenario& scenario = reading.scenario;
  std::size_t number = 0;
  for (TableReader& table : reading.file.tables("flashpoint", Need::optional, limits::list, "name")) {
    const Flashpoint& flashpoint = scenario.flashpoints[number++];
    if (flashpoint.rate == 0)
      reading.problems.warn(
          table.place_of("rate"), table.title() + " can never fire: its rate is 0", "Give it a rate above 0, or leave it out");
    for (const std::string& id : {flashpoint.challenger, flashpoint.defender}) {
      const auto party = std::ranges::find(scenario.polities, id, &Polity::id);
      if (party->enters && *party->enters > flashpoint.to)
        reading.problems.warn(table.place_of("to"),
            table.title() + " can never fire: it ends in " + flashpoint.to.text() + ", and " + quoted(id) + " enters in " +
                party->enters->text(),
            "Let it last longer, or the polity enter earlier");
    }
  }
}

void warn_of_demonstrations(Reading& reading) {
  const Scenario& scenario = reading.scenario;
  std::size_t number = 0;
  for (TableReader& table : reading.file.tables("demonstration", Need::optional, limits::list, "name", false, "actor")) {
    const Demonstration& demonstration = scenario.demonstrations[number++];
    if (demonstration.doctrine.empty()) continue;
    const bool adopted = std::ranges::any_of(scenario.adoptions, [&](const Adoption& adoption) {
      return adoption.polity == demonstration.actor &&
             (adoption.doctrine == demonstration.doctrine ||
                 std::ranges::find(adoption.choose, demonstration.doctrine) != adoption.choose.end());
    });
    const bool asked = std::ranges::any_of(scenario.questions, [&](const Question& question) {
      return question.actor == demonstration.actor &&
             (question.doctrine == demonstration.doctrine || question.instead == demonstration.doctrine);
    });
    if (!adopted && !asked)
      reading.problems.warn(table.place_of("doctrine"),
          table.title() + " waits for " + quoted(demonstration.doctrine) + ", which its actor neither adopts nor is asked about",
          "Give an [[adoption]] or a [[question]] with it, or doctrine = \"\" for one that happens in every arm");
  }
}

void warn_of_polities(Reading& reading) {
  constexpr double percent_taken_for_share = 0.3;  // a year
  const Parameter* ceiling = catalogue().parameter("burden_max");
  for (std::size_t i = 0; i < reading.polity_tables.size(); ++i) {
    const TableReader& table = reading.polity_tables[i];
    const Polity& polity = reading.scenario.polities[i];
    if (std::abs(polity.growth) > percent_taken_for_share)
      table.warn("growth", "is " + shortest(polity.growth) + ", which is " + shortest(100 * polity.growth) + " % a year",
          "Growth is a share: 3 % is 0.03");
    if (ceiling && polity.M > ceiling->standard * polity.Y)
      table.warn("M", "is more than " + shortest(ceiling->standard) + " of 'Y', which no polity can keep up (burden_max)",
          "Give both in the same currency and unit");
  }
}

}  // namespace

void warn_of_oddities(Reading& reading) {
  warn_of_parameters(reading);
  warn_of_doctrines(reading);
  warn_of_aid(reading);
  warn_of_questions(reading);
  warn_of_flashpoints(reading);
  warn_of_demonstrations(reading);
  warn_of_polities(reading);
}

}  // namespace coexist
