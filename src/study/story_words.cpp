// SPDX-License-Identifier: Apache-2.0
#include "study/story_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/check.h"
#include "coexist/names.h"
#include "doctrine/doctrine.h"
#include "study/words.h"

namespace coexist {
namespace {

// What is neither impossible nor certain is not shown as if it were.
std::string per_cent(double share, int decimals) {
  std::array<char, 64> text{};
  const auto print = [&](double value) {
    std::snprintf(text.data(), text.size(), "%.*f %%", decimals, value);
    return std::string(text.data());
  };
  const std::string shown = print(100 * share);
  const double last = std::pow(10.0, -decimals);
  if (share <= 0) return "0 %";
  if (shown == print(0)) return "under " + print(last);
  if (share < 1 && shown == print(100)) return "over " + print(100 - last);
  return shown;
}

// What an act of the codebook is called, and what somebody did who chose it, by role.
struct ActWords {
  const char* noun;
  const char* did;
};
constexpr std::array<ActWords, most_acts> act_words = {{{"accommodation", "accommodated"}, {"trade", "traded with"},
    {"normal relations", "kept to normal relations with"}, {"a denunciation", "denounced"}, {"subversion", "worked to subvert"},
    {"a threat", "threatened"}, {"force", "used force against"}, {"aid", "aided"}}};

const ActWords& words_of(const std::string& act) {
  const auto role = std::ranges::find(role_names, act) - role_names.begin();
  CHECK(role < std::ssize(act_words));
  return act_words[static_cast<std::size_t>(role)];
}

std::string ordinal(double rung) {
  static constexpr std::array<const char*, 5> names = {"first", "second", "third", "fourth", "fifth"};
  return names[static_cast<std::size_t>(std::clamp(rung, 1.0, 5.0)) - 1];
}

}  // namespace

std::string enumerated(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t n = 0; n < items.size(); ++n) text += (n == 0 ? "" : n + 1 == items.size() ? " and " : ", ") + items[n];
  return text;
}

std::string counted(std::size_t number, const std::string& one, const std::string& several) {
  if (number == 0) return "no " + several;
  return number == 1 ? "one " + one : std::to_string(number) + ' ' + several;
}

std::string backing_down(const HistoryEvent& crisis) {
  if (crisis.number <= 1) return "backed down at once";
  if (crisis.number >= 5) return "backed down at the brink, on the fifth and last rung";
  return "backed down on the " + ordinal(crisis.number) + " rung";
}

std::string end_told(const HistoryEvent& crisis, const Scenario& scenario) {
  if (crisis.result == "war") return "control was lost on the " + ordinal(crisis.number) + " rung, and it came to war";
  return polity_name(scenario, crisis.result == "challenger yields" ? crisis.actor : crisis.target) + ' ' + backing_down(crisis);
}

std::string noun_of(const std::string& act) { return words_of(act).noun; }

std::string told(const HistoryEvent& event, const Scenario& scenario) {
  const std::string actor = capital(polity_name(scenario, event.actor));
  const std::string target = polity_name(scenario, event.target);
  if (event.kind == "entry") return actor + " became independent";
  if (event.kind == "succession") {
    for (const Leader& leader : scenario.leaders)
      if (leader.polity == event.actor && leader.date == event.date)
        return leader.name + " came to lead " + polity_name(scenario, event.actor);
    return actor + " had a new leader";
  }
  if (event.kind == "adoption") return actor + " took up " + spaced(event.result);
  if (event.kind == "demonstration")
    return actor + " made a gesture of good will toward " + target + (event.place.empty() ? "" : ": " + event.place);
  const std::string by_name =  // of an incident
      event.place.empty() ? actor : capital(event.place) + ": " + polity_name(scenario, event.actor);
  if (event.kind == "incident") return by_name + ' ' + words_of(event.result).did + ' ' + target;
  if (event.kind == "threat") return by_name + " threatened " + target;
  if (event.kind == "subversion") return actor + " worked to subvert " + target;
  if (event.kind == "intervention")
    return by_name + " used force against " + target + (event.result == "succeeded" ? " and prevailed" : ", in vain");
  if (event.kind == "crisis") {
    if (event.place == "accident")
      return "An incident between " + polity_name(scenario, event.actor) + " and " + target + " grew into a crisis; " +
             end_told(event, scenario);
    if (event.place == "threat")
      return actor + " and " + target + " faced each other after the threat to " + polity_name(scenario, event.over) + "; " +
             end_told(event, scenario);
    return "Crisis over " + event.place + ": " + polity_name(scenario, event.actor) + " challenged " + target +
           (event.result == "challenger yields" ? " and " + backing_down(event) : "; " + end_told(event, scenario));
  }
  if (event.kind == "false_alarm")
    return "On a false alarm, weapons were launched between " + polity_name(scenario, event.actor) + " and " + target;
  if (event.kind == "unrest") return "Unrest broke out in " + polity_name(scenario, event.actor);
  if (event.kind == "overthrow")
    return "Revolution in " + polity_name(scenario, event.actor) + ": the old order fell, and the " + event.result +
           " system came";
  if (event.kind == "reform") return actor + " went over to the " + event.result + " system, won by its example";
  if (event.kind == "split")
    return actor + " left the bloc of " + target +
           (event.result == "none" || event.result == event.actor ? "" : " for that of " + polity_name(scenario, event.result));
  if (is_war_of_the_two(event.kind))
    return "War between " + polity_name(scenario, scenario.principal_slots[0]) + " and " +
           polity_name(scenario, scenario.principal_slots[1]) + ": the history ends here";
  if (event.kind == "nuclear_use") return "Nuclear weapons were used: the history ends here";
  return event.kind;
}

std::string odds_told(const Parting& parting) {
  constexpr int most_decimals = 6;
  const auto shown = [&](int decimals) {
    return std::array{
        per_cent(parting.with.chance, decimals), per_cent(parting.without.chance, decimals), per_cent(parting.draw, decimals)};
  };
  int decimals = 1;
  auto numbers = shown(decimals);
  while (decimals < most_decimals && (numbers[2] == numbers[0] || numbers[2] == numbers[1])) numbers = shown(++decimals);
  return "chance of " + parting.chance_of + ' ' + numbers[0] + " with, " + numbers[1] + " without; drawn " + numbers[2];
}

bool is_told(const Parting& parting) {
  if (parting.decision != "act") return true;
  for (const Parting::Side* side : {&parting.with, &parting.without})
    if (side->result == "threaten" || side->result == "force") return true;
  return false;
}

}  // namespace coexist
