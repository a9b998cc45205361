// SPDX-License-Identifier: Apache-2.0
#include "study/sentences.h"

#include <algorithm>
#include <cmath>

#include "base/rounding.h"
#include "study/words.h"

namespace coexist {
namespace {

// How an outcome's numbers are said.
struct Scale {
  double factor = 1;
  std::string unit;   // follows the first number of a pair
  std::string after;  // follows the last
};

class Speaker {
 public:
  Speaker(const Answer& answer, const Scenario& scenario)
      : answer_(answer), scenario_(scenario), actor_(answer.actor_name), rival_(answer.rival_name) {}

  std::vector<Sentence> speak() {
    const bool faces_rival = actor_is_superpower();
    const std::string two = called_so(scenario_.called, faces_rival ? "the two" : "the superpowers");
    if (!answer_.outcomes.empty() && !answer_.outcomes.front().ci95) {
      sentences_.push_back(
          {"One pair of histories shows what can happen, not what difference the doctrine makes: everything is undetermined.",
              answer_.outcomes.front().name, Direction::undetermined, "simulation"});
      return std::move(sentences_);
    }
    say("fear_of_revolution", "fear of revolution in " + rival_, points());
    say("hostility_toward_actor", "hostility of " + rival_ + " toward " + actor_ + " (0 to 1)", {});
    say("crises", "the number of crises between " + two, {});
    say("superpower_war", "the chance of war between " + two, per_thousand());
    for (const std::string& id : answer_.question.report_splits)
      say("split_of." + id, "the chance that " + polity_name(scenario_, id) + " leaves its bloc", points());
    if (sentences_.size() < 5) say("arms", "yearly military spending of " + two, {});
    conduct();
    if (find("arms") && !told("arms")) say("arms", "yearly military spending of " + two, {});
    say("nuclear_use", "the chance that a nuclear weapon is used", per_thousand());
    say("peace_mobilisation", "the share of the publics mobilised for peace", points());
    return std::move(sentences_);
  }

 private:
  static Scale points() { return {100, " points", ""}; }
  static Scale per_thousand() { return {1000, "", " in 1,000 histories"}; }

  bool actor_is_superpower() const {
    const auto& slots = scenario_.principal_slots;
    return answer_.question.actor == slots[0] || answer_.question.actor == slots[1];
  }
  bool told(const std::string& name) const { return std::ranges::find(sentences_, name, &Sentence::outcome) != sentences_.end(); }

  // Half the width of the interval of the difference: what the levels' digits rest on.
  static double level_error(const OutcomeAnswer& row) { return row.ci95 ? (row.ci95->high - row.ci95->low) / 2 : 0; }

  const OutcomeAnswer* find(const std::string& name) const {
    const auto found = std::ranges::find(answer_.outcomes, called_so(scenario_.called, name), &OutcomeAnswer::name);
    return found == answer_.outcomes.end() ? nullptr : &*found;
  }

  // A difference is told by the interval it rests on: the range under the priors where there is one, else the simulation's.
  void say(const std::string& name, const std::string& subject, const Scale& scale) {
    const OutcomeAnswer* row = find(name);
    if (!row) return;
    const std::optional<Interval> interval = row->prior ? row->prior->range() : row->ci95;
    const Direction direction = row->prior ? row->direction_under_priors() : row->direction();
    std::string text = capital(subject);
    if (!interval) {
      text += ": undetermined, one pair of histories has no error to go by";
    } else {
      const double low = interval->low * scale.factor;
      const double high = interval->high * scale.factor;
      const auto size = [&](double value) { return rounded(std::abs(value), (high - low) / 20, 3); };
      const auto level = [&](double value) { return rounded(value * scale.factor, level_error(*row) * scale.factor, 3); };
      const std::string per_cent = scale.factor == 100 ? " %" : "";
      // A range over draws has as many starting points as draws: beside it stand both levels at the defaults.
      const std::string from = row->prior
                                   ? " (at the defaults from " + level(row->without) + " to " + level(row->with) + per_cent + ")"
                                   : " (from " + level(row->without) + per_cent + ")";
      const auto span = [&](double first, double last) { return size(first) + " to " + size(last) + scale.unit + scale.after; };
      if (direction == Direction::up) text += " rose by " + span(low, high) + from;
      if (direction == Direction::down) text += " fell by " + span(high, low) + from;
      if (direction == Direction::undetermined && interval->holds_zero() && low < high)
        text += ": undetermined, from " + size(low) + scale.unit + " lower to " + size(high) + " higher" + scale.after + from;
      else if (direction == Direction::undetermined)
        text += low < high ? ": undetermined, the draws do not agree" + from : ": no history differs" + from;
    }
    if (!row->put_in.empty()) text += "; this is put in";
    sentences_.push_back({text + ".", row->name, direction, row->prior ? "prior" : "simulation"});
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
    sentences_.push_back({"Put in with the doctrine: subversions by " + actor_ + ", " + pair(*subversions) +
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
    const std::string& outcome, const Scenario& scenario, const Question& question, const std::vector<std::string>& off) {
  const auto is_on = [&](const char* mechanism) { return std::ranges::find(off, mechanism) == off.end(); };
  const auto doctrine = [&](const std::string& id) {
    const auto found = std::ranges::find(scenario.doctrines, id, &Doctrine::id);
    return found == scenario.doctrines.end() ? Doctrine{} : *found;
  };
  const Doctrine with = doctrine(question.doctrine);
  const Doctrine without = doctrine(question.instead);
  const bool acts = outcome == "threats" || outcome == "subversions" || outcome.starts_with("interventions");
  if (acts && is_on("choice"))
    return "the weights of " + spaced(with.id) + " ask for other conduct than those of " + spaced(without.id);
  if (outcome == "promises_broken" && is_on("choice") && with.promises != without.promises)
    return "only what is promised can be broken, and the two doctrines promise different things";
  if (outcome == "peace_mobilisation" && is_on("movement") && scenario.movement.sponsor == question.actor &&
      with.fund != without.fund)
    return "the two doctrines fund the movement differently, " + rounded(with.fund, 0.01) + " against " +
           rounded(without.fund, 0.01);
  if ((outcome == "bloc_split" || outcome.starts_with("split_")) && is_on("bloc") && with.militancy != without.militancy)
    return "members compare their leader's militancy with their own, and a milder doctrine costs loyalty (l_doc, l_bet)";
  return {};
}

}  // namespace coexist
