// SPDX-License-Identifier: Apache-2.0
#include "study/sentences.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "base/rounding.h"

namespace coexist {
namespace {

// How an outcome's numbers are said.
struct Scale {
  double factor = 1;
  std::string unit;  // follows the number
};

std::string with_article(const std::string& name) {
  for (const char* of_parts : {"Union", "States", "Kingdom", "Republic", "League"})
    if (name.find(of_parts) != std::string::npos) return "the " + name;
  return name;
}

std::string polity_name(const Scenario& scenario, const std::string& id) {
  for (const Polity& polity : scenario.polities)
    if (polity.id == id) return with_article(polity.name.empty() ? polity.id : polity.name);
  return id;
}

std::string spaced(std::string id) {
  std::ranges::replace(id, '_', ' ');
  return id;
}

std::string capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string rival_of(const Scenario& scenario, const Question& question) {
  return scenario.principal_slots[question.actor == scenario.principal_slots[0] ? 1 : 0];
}

class Speaker {
 public:
  Speaker(const Answer& answer, const Scenario& scenario)
      : answer_(answer), scenario_(scenario), actor_(polity_name(scenario, answer.question.actor)),
        rival_(polity_name(scenario, rival_of(scenario, answer.question))) {}

  std::vector<Sentence> speak() {
    say("fear_of_revolution", "the fear in " + rival_ + " that " + actor_ + " was out to overturn other systems", percent());
    say("hostility_toward_actor", "hostility of " + rival_ + " toward " + actor_ + ", on a scale from 0 to 1,", {});
    say("crises", "the number of crises between the two", {});
    say("superpower_war", "the chance of war between the two", per_thousand());
    say("arms", "their yearly military spending together", {});
    for (const std::string& id : answer_.question.report_splits)
      say("split_of." + id, "the chance that " + polity_name(scenario_, id) + " leaves its bloc", percent());
    say("nuclear_use", "the chance that a nuclear weapon is used", per_thousand());
    say("peace_mobilisation", "the share of the publics mobilised for peace", percent());
    conduct();
    return std::move(sentences_);
  }

 private:
  static Scale percent() { return {100, " %"}; }
  static Scale per_thousand() { return {1000, " in 1,000 histories"}; }

  const OutcomeAnswer* find(const std::string& name) const {
    const auto found = std::ranges::find(answer_.outcomes, name, &OutcomeAnswer::name);
    return found == answer_.outcomes.end() ? nullptr : &*found;
  }

  // The interval that a sentence rests on: the range under the priors where there is one.
  static std::optional<Interval> rests_on(const OutcomeAnswer& row) { return row.prior ? row.prior->range() : row.ci95; }

  void say(const std::string& name, const std::string& subject, const Scale& scale) {
    const OutcomeAnswer* row = find(name);
    if (!row) return;
    const std::optional<Interval> interval = rests_on(*row);
    const Direction direction = row->prior ? row->direction_under_priors() : row->direction();
    const double error = row->ci95 ? (row->ci95->high - row->ci95->low) / 2 * scale.factor : 0;
    const auto number = [&](double value) { return rounded(value * scale.factor, error, 3); };
    const std::string levels = number(row->without) + " without and " + number(row->with) + scale.unit + " with the doctrine";
    std::string text;
    if (direction == Direction::undetermined) {
      text = "Whether " + subject + " changed is undetermined: " + levels;
    } else {
      text = capital(subject) + (direction == Direction::up ? " rose: " : " fell: ") + levels;
    }
    if (interval) {
      const double width = (interval->high - interval->low) / 2 * scale.factor;
      const auto end = [&](double value) { return rounded(value * scale.factor, width / 10, 3); };
      const std::string ends = end(interval->low) + " to " + end(interval->high);
      text += row->prior ? " (difference under the priors " + ends + ")" : " (difference " + ends + ")";
    }
    sentences_.push_back({text + ".", name, direction, row->prior ? "prior" : "simulation"});
  }

  // What the actor stopped or began to do was put in with the doctrine, not found.
  void conduct() {
    const OutcomeAnswer* subversions = find("subversions");
    const OutcomeAnswer* threats = find("threats");
    if (!subversions || !threats) return;
    const auto pair = [](const OutcomeAnswer& row) {
      const double error = row.ci95 ? (row.ci95->high - row.ci95->low) / 2 : 0;
      return rounded(row.with, error, 2) + " instead of " + rounded(row.without, error, 2) + " (\u00b1" +
             rounded(error, error, 2) + ")";
    };
    sentences_.push_back({"Put in with the doctrine rather than found: subversions by " + actor_ + ", " + pair(*subversions) +
                              ", and its threats, " + pair(*threats) + ".",
        "subversions", subversions->direction(), "simulation"});
  }

  const Answer& answer_;
  const Scenario& scenario_;
  std::string actor_, rival_;
  std::vector<Sentence> sentences_;
};

}  // namespace

std::vector<Sentence> sentences_of(const Answer& answer, const Scenario& scenario) { return Speaker(answer, scenario).speak(); }

std::string put_in_by_construction(
    const std::string& outcome, const Scenario& scenario, const Question& question, double betrayal) {
  const auto doctrine = [&](const std::string& id) {
    const auto found = std::ranges::find(scenario.doctrines, id, &Doctrine::id);
    return found == scenario.doctrines.end() ? Doctrine{} : *found;
  };
  const Doctrine with = doctrine(question.doctrine);
  const Doctrine without = doctrine(question.instead);
  if (outcome == "threats" || outcome == "subversions" || outcome.starts_with("interventions"))
    return "the weights of " + spaced(with.id) + " ask for other conduct than those of " + spaced(without.id);
  if (outcome == "promises_broken" && with.promises != without.promises)
    return "only what is promised can be broken, and the two doctrines promise different things";
  if (outcome == "peace_mobilisation" && with.fund != without.fund)
    return "the two doctrines fund the movement differently, " + rounded(with.fund, 0.01) + " against " +
           rounded(without.fund, 0.01);
  if ((outcome == "bloc_split" || outcome.starts_with("split_")) && with.militancy != without.militancy)
    return std::string("members compare their leader's militancy with their own") +
           (betrayal > 0 ? ", and a milder doctrine costs loyalty at once (l_bet)" : "");
  return {};
}

}  // namespace coexist
