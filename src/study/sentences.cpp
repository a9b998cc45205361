// SPDX-License-Identifier: Apache-2.0
#include "study/sentences.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "study/under_priors.h"
#include "study/wording.h"
#include "study/words.h"

namespace coexist {
namespace {

// How an outcome is told.
struct Rule {
  std::string outcome = {};
  std::string subject = {};  // "Crises between the two"
  Measure measure = {};
  std::string down = " fell", up = " rose", to = ", to ";
  std::string open = {};   // in place of the subject where the direction is undetermined
  std::string price = {};  // before the subject where it rose: what the doctrine cost
  std::string put_in = "this follows from what was put in";
  std::string brief = {};  // as it is called among others
};

// A part of a difference, in words.
struct Share {
  std::string words;
  double value = 0;
  std::optional<Interval> ci95;
};

std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (std::size_t n = 0; n < words.size(); ++n) all += (n == 0 ? "" : n + 1 == words.size() ? " and " : ", ") + words[n];
  return all;
}

std::string part_in_words(const std::string& part) {
  if (part == "intent") return "what it wants";
  if (part == "promises") return "its promises";
  if (part == "demonstrations") return "its visits and gestures";
  if (part == "movement") return "its money for the movement";
  if (part == "means") return "its stand on revolution by force";
  return spaced(part);
}

std::string way_in_words(const std::string& channel) {
  if (channel == "belief") return "what each side thinks the other wants";
  if (channel == "fear") return "fear of war";
  if (channel == "arms") return "arms";
  if (channel == "publics") return "people in motion for peace";
  if (channel == "example") return "the example of each system";
  if (channel == "alliance") return "the loyalty of allies";
  if (channel == "remainder") return "none of these ways but the acts themselves";
  return spaced(channel);
}

class Speaker {
 public:
  Speaker(const Answer& answer, const Scenario& scenario)
      : answer_(answer), scenario_(scenario), actor_(answer.actor_name), rival_(answer.rival_name) {}

  std::vector<Sentence> speak() {
    if (answer_.outcomes.empty()) return {};
    const bool is_one_pair = !answer_.outcomes.front().ci95;
    if (is_one_pair)
      sentences_.push_back(
          {"One pair of histories shows what can happen, not what difference the doctrine makes: everything is undetermined.", "",
              Direction::undetermined, "simulation"});
    std::size_t parts = 0, ways = 0;
    const std::size_t most_of_each = answer_.channels.empty() || answer_.attribution.empty() ? most_shares : most_shares / 2;
    std::vector<Rule> rules = findings();
    for (const Rule& rule : rules) say(rule);
    for (const Rule& rule : rules)
      if (parts < most_of_each && say_parts(rule)) ++parts;
    for (const Rule& rule : rules)
      if (ways < most_of_each && say_ways(rule)) ++ways;
    for (const Rule& rule : price()) say(rule);
    for (const Rule& rule : put_in()) say(rule);
    for (const Rule& rule : more()) say(rule);
    if (!is_one_pair) say_how_sure();
    return std::move(sentences_);
  }

 private:
  static constexpr std::size_t most_shares = 2;
  static constexpr std::size_t most_splits = 2;

  // The two whose rivalry it is: "the two" where the sentence before has named them.
  std::string the_two() const {
    const auto& slots = scenario_.principal_slots;
    if (slots.size() < 2) return "the two rivals";
    if (answer_.question.actor == slots[0] || answer_.question.actor == slots[1]) return "the two";
    return polity_name(scenario_, slots[0]) + " and " + polity_name(scenario_, slots[1]);
  }

  const Doctrine* doctrine(const std::string& id) const {
    const auto found = std::ranges::find(scenario_.doctrines, id, &Doctrine::id);
    return found == scenario_.doctrines.end() ? nullptr : &*found;
  }

  // Allies can take a doctrine for betrayal that is milder than the one before.
  bool is_milder() const {
    const Doctrine* const with = doctrine(answer_.question.doctrine);
    const Doctrine* const without = doctrine(answer_.question.instead);
    return with && without && with->militancy < without->militancy;
  }

  // Where there are none but leaders of blocs, nobody can leave one.
  bool somebody_can_be_an_ally() const {
    return std::ranges::any_of(scenario_.polities, [&](const Polity& polity) {
      return polity.can_be_principal ||
             std::ranges::find(scenario_.principal_slots, polity.id) == scenario_.principal_slots.end();
    });
  }

  std::string system_of_actor() const {
    const auto found = std::ranges::find(scenario_.polities, answer_.question.actor, &Polity::id);
    return found == scenario_.polities.end() ? "" : found->system;
  }

  const OutcomeAnswer* find(const std::string& name) const {
    const auto found = std::ranges::find(answer_.outcomes, called_so(scenario_.called, name), &OutcomeAnswer::name);
    return found == answer_.outcomes.end() ? nullptr : &*found;
  }

  // What others did, believed and felt, and what came of it.
  std::vector<Rule> findings() const {
    std::vector<Rule> rules;
    const auto add = [&](const std::string& name, auto make) {
      if (const OutcomeAnswer* const row = find(name)) rules.push_back(make(*row));
    };
    add("fear_of_revolution", [&](const OutcomeAnswer& row) {
      return Rule{.outcome = row.name,
          .subject = "Fear in " + rival_ + " that " + actor_ + " wants to overturn other systems",
          .measure = per_cent(),
          .brief = "fear in " + rival_};
    });
    add("hostility_toward_actor", [&](const OutcomeAnswer& row) {
      return Rule{.outcome = row.name,
          .subject = "Hostility of " + rival_ + " toward " + actor_,
          .measure = from_zero_to_one(),
          .brief = "hostility of " + rival_};
    });
    add("crises", [&](const OutcomeAnswer& row) {
      return Rule{.outcome = row.name, .subject = "Crises between " + the_two(), .measure = a_history(row), .brief = "crises"};
    });
    add("superpower_war", [&](const OutcomeAnswer& row) {
      return Rule{.outcome = row.name,
          .subject = "War between " + the_two(),
          .measure = of_thousand(),
          .down = " came less often",
          .up = " came more often",
          .to = ", ",
          .brief = "war"};
    });
    for (std::size_t n = 0; n < std::min(most_splits, answer_.question.report_splits.size()); ++n)
      add("split_of." + answer_.question.report_splits[n], [&](const OutcomeAnswer& row) {
        const std::string name = polity_name(scenario_, answer_.question.report_splits[n]);
        return Rule{.outcome = row.name,
            .subject = capital(name) + " left its bloc",
            .measure = of_hundred(row),
            .down = " less often",
            .up = " more often",
            .to = ", ",
            .open = "A break of " + name + " with its bloc",
            .brief = "the break of " + name};
      });
    return rules;
  }

  // What it cost.
  std::vector<Rule> price() const {
    std::vector<Rule> rules;
    if (const OutcomeAnswer* const row = find("bloc_split"); row && somebody_can_be_an_ally()) {
      const std::string allies = is_milder() && !row->put_in.empty() ? "allies who took it for betrayal" : "allies";
      rules.push_back({.outcome = row->name,
          .subject = "Allies left " + actor_,
          .measure = of_hundred(*row),
          .down = " less often",
          .up = " more often",
          .to = ", ",
          .open = "Allies leaving " + actor_,
          .price = "The price: " + allies + " left " + actor_,
          .brief = "allies leaving"});
    }
    if (const OutcomeAnswer* const row = find("promises_broken"))
      rules.push_back({.outcome = row->name,
          .subject = "Promises broken by " + actor_,
          .measure = a_history(*row),
          .price = "The price: promises broken by " + actor_,
          .put_in = "only what is promised can be broken",
          .brief = "broken promises"});
    return rules;
  }

  // What the actor stopped or began to do was put in with the doctrine, not found.
  std::vector<Rule> put_in() const {
    std::vector<Rule> rules;
    if (const OutcomeAnswer* const row = find("subversions"))
      rules.push_back({.outcome = row->name,
          .subject = "Acts of " + actor_ + " to undermine other governments",
          .measure = a_history(*row),
          .put_in = "this was put in, not found",
          .brief = "subversion"});
    if (const OutcomeAnswer* const row = find("threats"))
      rules.push_back({.outcome = row->name,
          .subject = "Threats by " + actor_,
          .measure = a_history(*row),
          .put_in = "this was put in, not found",
          .brief = "threats"});
    return rules;
  }

  // As far as there is room.
  std::vector<Rule> more() const {
    std::vector<Rule> rules;
    const std::string system = system_of_actor();
    if (const OutcomeAnswer* const row = find("reforms_to." + system))
      rules.push_back({.outcome = row->name,
          .subject = "Peaceful changes to the " + spaced(system) + " system, after its example,",
          .measure = a_history(*row),
          .brief = "change by example"});
    if (const OutcomeAnswer* const row = find("arms_burden"))
      rules.push_back({.outcome = row->name,
          .subject = "The share of output that " + the_two() + " spend on arms",
          .measure = per_cent(),
          .brief = "arms"});
    if (const OutcomeAnswer* const row = find("nuclear_use"))
      rules.push_back({.outcome = row->name,
          .subject = "Use of a nuclear weapon by anyone",
          .measure = of_thousand(),
          .down = " came less often",
          .up = " came more often",
          .to = ", ",
          .brief = "nuclear use"});
    if (const OutcomeAnswer* const row = find("peace_mobilisation"); row && !scenario_.movement.publics.empty())
      rules.push_back({.outcome = row->name,
          .subject = "The share of people in motion for peace",
          .measure = per_cent(),
          .brief = "the peace movement"});
    if (const OutcomeAnswer* const row = find("revolutions_to." + system))
      rules.push_back({.outcome = row->name,
          .subject = "Violent revolutions that brought the " + spaced(system) + " system",
          .measure = a_history(*row),
          .brief = "revolutions"});
    if (const OutcomeAnswer* const row = find("threats_by_rivals"))
      rules.push_back({.outcome = row->name,
          .subject = "Threats by the others",
          .measure = a_history(*row),
          .brief = "threats by the others"});
    if (const OutcomeAnswer* const row = find("limited_wars"))
      rules.push_back({.outcome = row->name,
          .subject = "Limited wars, those not between " + the_two() + ",",
          .measure = a_history(*row),
          .brief = "limited wars"});
    return rules;
  }

  // One sentence about one row.  The last place is kept for what the numbers rest on.
  void say(const Rule& rule) {
    const OutcomeAnswer* const row = find(rule.outcome);
    if (!row || sentences_.size() + 1 >= most_sentences) return;
    const Basis basis = basis_of(*row);
    const bool rose = basis.direction == Direction::up;
    std::string text = rose && !rule.price.empty()                                        ? rule.price
                       : basis.direction == Direction::undetermined && !rule.open.empty() ? rule.open
                                                                                          : rule.subject;
    const std::string levels = levels_of(*row, rule.measure);
    if (basis.direction == Direction::undetermined) {
      if (text.ends_with(',')) text.pop_back();
      text += (never_differs(*row) && basis.range ? ": no difference seen, " : ": undetermined, ") + levels;
    } else {
      text += rose ? rule.up : rule.down;
      text += (levels.ends_with("either way") ? ", by less than these digits show: " : rule.to) + levels;
    }
    if (!basis.range)
      text += " (one pair, no range)";
    else if (!never_differs(*row))
      text += (row->prior ? " (range " : " (luck alone: ") + range_in_words(*basis.range, basis.end_error, rule.measure) +
              why_open(*row, basis) + ')';
    if (!row->put_in.empty() && basis.range && !never_differs(*row))
      text += basis.direction == Direction::undetermined ? "; what was put in bears on it" : "; " + rule.put_in;
    sentences_.push_back({capital(text) + '.', row->name, basis.direction, basis.name});
    told_.push_back(rule);
  }

  // Draws can leave a direction open although the range does not hold zero.
  static std::string why_open(const OutcomeAnswer& row, const Basis& basis) {
    if (basis.direction != Direction::undetermined || basis.range->holds_zero()) return "";
    return row.prior->draws < fewest_draws ? ", of too few draws" : ", but the draws are divided";
  }

  // Of a single pair a chance is no frequency: the event happened, or it did not.
  static std::string levels_of(const OutcomeAnswer& row, const Measure& measure) {
    if (row.ci95 || row.unit != "share of histories") return levels_in_words(row, measure);
    const auto happened = [](double level) { return std::string(level > 0 ? "yes" : "no"); };
    return happened(row.with) + (row.with == row.without ? " either way" : " instead of " + happened(row.without));
  }

  // Through which part of the doctrine it went.
  bool say_parts(const Rule& rule) {
    const auto found = std::ranges::find(answer_.attribution, rule.outcome, &Attributed::outcome);
    if (found == answer_.attribution.end()) return false;
    std::vector<Share> shares;
    for (const Attributed::Part& part : found->parts) shares.push_back({part_in_words(part.part), part.value, part.ci95});
    return say_shares(rule, " comes mostly from ", shares);
  }

  bool say_ways(const Rule& rule) {
    const auto found = std::ranges::find(answer_.channels, rule.outcome, &Channelled::outcome);
    if (found == answer_.channels.end()) return false;
    std::vector<Share> shares;
    for (const Channelled::Way& way : found->ways) shares.push_back({way_in_words(way.channel), way.value, way.ci95});
    return say_shares(rule, " goes mostly through ", shares);
  }

  // What most of a difference, with our best numbers, comes from, and what works against it.  True where there was something to say.
  bool say_shares(const Rule& rule, const std::string& how, std::vector<Share> shares) {
    const OutcomeAnswer* const row = find(rule.outcome);
    if (!row || row->direction() == Direction::undetermined || sentences_.size() + 1 >= most_sentences) return false;
    constexpr std::size_t most_named = 2;
    constexpr double least_named = 0.1;  // of the difference
    std::ranges::sort(shares, std::ranges::greater{}, [](const Share& share) { return std::abs(share.value); });
    std::vector<std::string> for_it, against_it;
    for (const Share& share : shares) {
      if (!share.ci95 || share.ci95->holds_zero() || std::abs(share.value) < least_named * std::abs(row->difference)) continue;
      auto& side = (share.value > 0) == (row->difference > 0) ? for_it : against_it;
      if (side.size() < most_named)
        side.push_back(share.words + " (" + size_in_words(share.value, share.ci95, row->difference, rule.measure) + ')');
    }
    if (for_it.empty()) return false;
    const bool rose = row->direction() == Direction::up;
    std::string text = "With our best guesses, the " + std::string(rose ? "rise" : "fall") + " in " + in_sentence(rule) + " by " +
                       size_in_words(row->difference, row->ci95, row->difference, rule.measure) + unit_alone(rule.measure) + how +
                       listed(for_it);
    if (!against_it.empty()) text += "; against it works " + listed(against_it);
    sentences_.push_back({text + '.', row->name, row->direction(), "simulation"});
    return true;
  }

  static std::string in_sentence(const Rule& rule) {
    return rule.measure.before.empty() ? rule.brief : "the frequency of " + rule.brief;
  }
  static std::string unit_alone(const Measure& measure) {
    if (!measure.points.empty()) return measure.points;
    return measure.before.empty() ? measure.first : " in" + measure.first.substr(std::string(" of").size());
  }

  // What the numbers rest on, and what of it holds when the judged numbers are other ones.
  void say_how_sure() {
    const std::optional<PriorRange>& prior = answer_.outcomes.front().prior;
    const std::string pairs =
        "Numbers in pairs, one instead of the other, come from our best guess of every number in the model; ";
    if (!prior) {
      sentences_.push_back({pairs + "beside them stands what luck alone leaves open. Whether it holds with other guesses was not "
                                    "asked; it is, unless told otherwise, from 2,000 histories on.",
          "", Direction::undetermined, "simulation"});
      return;
    }
    std::string text = pairs + "a range holds 90 of 100 answers when every guess is drawn anew from its stated range, " +
                       std::to_string(prior->draws) + " times";
    if (prior->draws < enough_draws) text += " only: provisional";
    text += '.';
    std::array<std::vector<std::string>, 3> told;
    for (const Rule& rule : told_) {
      const OutcomeAnswer& row = *find(rule.outcome);
      const bool is_open = row.direction_under_priors() == Direction::undetermined;
      if (!never_differs(row)) told[is_open ? 2 : row.prior->verdict == "holds" ? 0 : 1].push_back(rule.brief);
    }
    if (!told[0].empty()) text += " At least 95 of 100 draws agree on the direction of: " + listed(told[0]) + '.';
    if (!told[1].empty()) text += " At least 80 agree on: " + listed(told[1]) + '.';
    if (!told[2].empty()) text += " Undetermined stay: " + listed(told[2]) + '.';
    sentences_.push_back({text, "", Direction::undetermined, "prior"});
  }

  const Answer& answer_;
  const Scenario& scenario_;
  std::string actor_, rival_;
  std::vector<Sentence> sentences_;
  std::vector<Rule> told_;
};

}  // namespace

std::vector<Sentence> sentences_of(const Answer& answer, const Scenario& scenario) { return Speaker(answer, scenario).speak(); }

}  // namespace coexist
