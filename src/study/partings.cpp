// SPDX-License-Identifier: Apache-2.0
#include "study/partings.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string_view>
#include <tuple>

#include "base/check.h"
#include "study/story_words.h"
#include "study/words.h"

namespace coexist {
namespace {

using Key = std::tuple<int, std::string_view, int, int, int, int>;

Key key_of(const Decided& d) { return {d.month, d.decision.name, d.who, d.whom, d.place, d.over}; }

constexpr int ends_on_a_rung = 3;  // the challenger yields, the defender yields, control is lost

// Which bound between the alternatives is told, and what lies on its telling side.
struct Bound {
  int after = 0;            // the alternative it ends
  bool from_above = false;  // whether the chance of what lies beyond it is told
  std::string of;
};

class Comparison {
 public:
  Comparison(const Decided& with, const Decided& without, const Model& model, const Scenario& scenario)
      : with_(with), without_(without), model_(model), scenario_(scenario) {}

  Parting parting() const {
    const Bound bound = told();
    const auto counted = [&](double share) { return bound.from_above ? 1 - share : share; };
    const auto side = [&](const Decided& d) {
      return Parting::Side{counted(d.upto[static_cast<std::size_t>(bound.after)]), result(d)};
    };
    Parting parting;
    parting.date = model_.start + with_.month;
    parting.decision = with_.decision.name;
    if (with_.who >= 0) parting.actor = model_.polity(with_.who).id;
    if (with_.whom >= 0) parting.target = model_.polity(with_.whom).id;
    if (is_of_crisis()) parting.place = place();
    parting.chance_of = bound.of;
    parting.with = side(with_);
    parting.without = side(without_);
    parting.draw = counted(with_.draw);
    return parting;
  }

 private:
  bool is(const Decision& decision) const { return with_.decision.name == decision.name; }
  bool is_end() const {
    return is(decisions::threat_outcome) || is(decisions::flashpoint_outcome) || is(decisions::accident_outcome);
  }
  bool is_of_crisis() const {
    return is_end() || is(decisions::threat_nuclear) || is(decisions::flashpoint_nuclear) || is(decisions::accident_nuclear) ||
           is(decisions::flashpoint_fires) || is(decisions::accident_fires);
  }
  std::string place() const {
    if (with_.place == opened_by_accident) return "accident";
    if (with_.place == opened_by_threat) return with_.over >= 0 ? model_.polity(with_.over).id : "threat";
    return model_.flashpoints[static_cast<std::size_t>(with_.place)].name;
  }
  std::string name(int polity) const { return polity_name(scenario_, model_.polity(polity).id); }

  // The earlier and the later of the two alternatives.
  int first() const { return std::min(with_.result, without_.result); }
  int last() const { return std::max(with_.result, without_.result); }

  // Every bound from the first alternative's to the one before the last's has the draw between the twins' chances: told is the one
  // that sets the more remarkable alternative apart.
  Bound told() const {
    if (is(decisions::act)) return of_acts();
    if (is(decisions::realignment)) return of_systems();
    if (is(decisions::adoption)) {
      const std::string& id = model_.doctrine(repertoire()[static_cast<std::size_t>(first())]).id;
      return {first(), false, spaced(id) + (first() > 0 ? " or a doctrine listed before it" : "")};
    }
    if (is_end()) return of_ends();
    return {it_happens, false, event()};
  }

  std::string event() const {
    if (is(decisions::demonstration)) return "a gesture of good will";
    if (is(decisions::force_success)) return "success";
    if (is(decisions::split)) return "a split";
    if (is(decisions::flashpoint_fires)) return "a crisis over " + place();
    if (is(decisions::accident_fires)) return "an incident that becomes a crisis";
    if (is(decisions::false_alarm)) return "a launch on a false alarm";
    return "nuclear weapons being used";
  }

  // An act beyond normal relations is told with what is worse, one before them with what is friendlier.
  Bound of_acts() const {
    const std::span acts = std::span(model_.codebook.acts).first(model_.codebook.size());
    const auto noun = [&](int a) {
      return noun_of(role_names[static_cast<std::size_t>(acts[static_cast<std::size_t>(a)].role)]);
    };
    const bool worsens =
        std::ranges::is_sorted(acts, [](const ActNumbers& a, const ActNumbers& b) { return a.intensity > b.intensity; });
    if (last() > model_.codebook.at(Role::normal)) {
      const bool is_worst = last() + 1 == model_.codebook.count;
      return {last() - 1, true, noun(last()) + (is_worst ? "" : worsens ? " or worse" : " or an act listed after it")};
    }
    return {first(), false, noun(first()) + (first() == 0 ? "" : worsens ? " or better" : " or an act listed before it")};
  }

  Bound of_systems() const {
    const int none = model_.system_count();
    if (last() == none) return {none - 1, false, "a change of system by example"};
    return {first(), false,
        "the " + model_.system_names[static_cast<std::size_t>(first())] + " system" +
            (first() > 0 ? " or one listed before it" : "")};
  }

  Bound of_ends() const {
    static constexpr std::array<const char*, 5> ordinals = {"first", "second", "third", "fourth", "fifth"};
    const int rung = first() / ends_on_a_rung;
    const std::string on = std::string(" on the ") + ordinals[static_cast<std::size_t>(rung)] + " rung";
    const std::string or_before = rung > 0 ? " or before" : "";
    if (last() / ends_on_a_rung > rung) return {(rung + 1) * ends_on_a_rung - 1, false, "an end" + on + or_before};
    if (first() % ends_on_a_rung == 0)
      return {first(), false, name(with_.who) + " backing down" + on + (rung > 0 ? " or an end before" : "")};
    return {first(), true, "control being lost" + on + ", or a higher climb"};
  }

  const std::vector<int>& repertoire() const {
    const auto found = std::ranges::find_if(model_.adoptions,
        [&](const DatedAdoption& a) { return a.month == with_.month && model_.polity_of(a.principal) == with_.who; });
    CHECK(found != model_.adoptions.end());
    return found->repertoire;
  }

  std::string result(const Decided& d) const {
    const auto at = static_cast<std::size_t>(d.result);
    if (is(decisions::act)) return role_names[static_cast<std::size_t>(model_.codebook.acts[at].role)];
    if (is(decisions::realignment)) return d.result < model_.system_count() ? model_.system_names[at] : "none";
    if (is(decisions::adoption)) return model_.doctrine(repertoire()[at]).id;
    if (is_end()) {
      static constexpr std::array<const char*, ends_on_a_rung> ends = {"challenger yields", "defender yields", "war"};
      return std::string(ends[at % ends_on_a_rung]) + ", rung " + std::to_string(d.result / ends_on_a_rung + 1);
    }
    return d.result == it_happens ? "yes" : "no";
  }

  const Decided& with_;
  const Decided& without_;
  const Model& model_;
  const Scenario& scenario_;
};

}  // namespace

std::vector<Parting> partings_of(
    const std::vector<Decided>& with, const std::vector<Decided>& without, const Model& model, const Scenario& scenario) {
  std::map<Key, const Decided*> others;
  for (const Decided& decided : without) others.emplace(key_of(decided), &decided);
  std::vector<Parting> partings;
  for (const Decided& decided : with) {
    const auto other = others.find(key_of(decided));
    if (other == others.end() || other->second->result == decided.result) continue;
    CHECK(other->second->draw == decided.draw);
    partings.push_back(Comparison(decided, *other->second, model, scenario).parting());
  }
  return partings;
}

}  // namespace coexist
