// SPDX-License-Identifier: Apache-2.0
#include "study/narrator.h"

#include <algorithm>
#include <map>

#include "coexist/names.h"
#include "study/story_words.h"
#include "study/words.h"

namespace coexist {
namespace {

using Events = std::vector<HistoryEvent>;

bool same(const HistoryEvent& a, const HistoryEvent& b) {
  return a.date == b.date && a.kind == b.kind && a.actor == b.actor && a.target == b.target && a.place == b.place &&
         a.result == b.result && a.number == b.number && a.over == b.over;
}

std::string end_of(const HistoryEvent& crisis) {
  return crisis.result + ", rung " + std::to_string(static_cast<int>(crisis.number));
}

// Whether a parting decided an event, in an arm in which the decision came out as `side` says.
bool decided(const Parting& parting, const Parting::Side& side, const HistoryEvent& event) {
  if (parting.date != event.date) return false;
  const std::string& what = parting.decision;
  const bool same_two = parting.actor == event.actor && parting.target == event.target;
  if (what == "act")
    return same_two &&
           ((side.result == "threaten" && event.kind == "threat") || (side.result == "force" && event.kind == "intervention"));
  if (what == "force_success") return event.kind == "intervention" && same_two;
  if (what == "adoption") return event.kind == "adoption" && parting.actor == event.actor;
  if (what == "threat_outcome")
    return event.kind == "crisis" && event.over == parting.place && same_two && side.result == end_of(event);
  if (what == "flashpoint_outcome" || what == "accident_outcome")
    return event.kind == "crisis" && event.place == parting.place && side.result == end_of(event);
  if (side.result == "no" || side.result == "none") return false;
  if (what == "demonstration") return event.kind == "demonstration" && same_two;
  if (what == "realignment") return event.kind == "reform" && parting.actor == event.actor;
  if (what == "split") return event.kind == "split" && parting.actor == event.actor;
  if (what == "flashpoint_fires" || what == "accident_fires") return event.kind == "crisis" && event.place == parting.place;
  if (what == "false_alarm") return event.kind == "false_alarm" && same_two;
  return what.ends_with("_nuclear") && event.kind == "nuclear_use";
}

struct Sentence {
  std::string kind, text;
};

// Takes the first event for which `is_it` holds out of a list.
template <class Is> std::optional<HistoryEvent> take(Events& events, Is is_it) {
  const auto found = std::ranges::find_if(events, is_it);
  if (found == events.end()) return std::nullopt;
  HistoryEvent event = *found;
  events.erase(found);
  return event;
}

class Narrator {
 public:
  Narrator(const Story& story, const Scenario& scenario, Date start, Date until)
      : story_(story), scenario_(scenario), start_(start), until_(until) {}

  std::vector<StoryEntry> narrate() {
    for (Date month = start_; month <= until_; month = month + 1) {
      const std::size_t before = entries_.size();
      story_.twin ? tell_twins(month) : tell_alone(month);
      is_quiet_ = is_quiet_ && entries_.size() == before;
      if (month.month() == 12 || month == until_) end_year(month);
    }
    return std::move(entries_);
  }

 private:
  // Events of a month that are told one by one, after what history had in it.  An incident that is an event of its own gives it its
  // name.
  Events of(const std::string& arm, Date month) const {
    Events incidents;
    for (const HistoryEvent& incident : story_.incidents)
      if (incident.date == month && incident.arm == arm) incidents.push_back(incident);
    Events found;
    for (HistoryEvent event : arm == "with" ? story_.with : story_.without) {
      if (event.date != month || event.kind == "subversion") continue;
      if (event.kind == "threat" || event.kind == "intervention")
        if (const auto incident =
                take(incidents, [&](const HistoryEvent& i) { return i.actor == event.actor && i.target == event.target; }))
          event.place = incident->place;
      found.push_back(std::move(event));
    }
    found.insert(found.begin(), incidents.begin(), incidents.end());
    return found;
  }

  void add(Date date, const std::string& arm, const std::string& kind, const std::string& text) {
    entries_.push_back({date, arm, kind, capital(text) + '.'});
  }

  void tell_alone(Date month) {
    for (const Sentence& s : sentences(of(story_.arm, month))) add(month, story_.arm, s.kind, s.text);
  }

  void tell_twins(Date month) {
    Events with = of("with", month);
    Events without = of("without", month);
    Events both;
    for (auto event = with.begin(); event != with.end();) {
      if (take(without, [&](const HistoryEvent& other) { return same(*event, other); })) {
        both.push_back(*event);
        event = with.erase(event);
      } else {
        ++event;
      }
    }
    for (const Sentence& s : sentences(both)) add(month, "both", s.kind, s.text);
    // What the question puts in comes before what followed from it.
    const auto is_put_in = [&](const HistoryEvent& e) {
      return e.kind == "adoption" && story_.question && e.date == story_.question->adopt;
    };
    for (Events* own : {&with, &without})
      while (const auto adoption = take(*own, is_put_in)) add(month, adoption->arm, adoption->kind, words(*adoption));
    for (const Parting& parting : story_.partings)
      if (parting.date == month) tell_parting(parting, with, without);
    for (const Sentence& s : sentences(with)) add(month, "with", s.kind, s.text);
    for (const Sentence& s : sentences(without)) add(month, "without", s.kind, s.text);
  }

  void tell_parting(const Parting& parting, Events& with, Events& without) {
    const bool is_first = &parting == &story_.partings.front();
    if (!is_told(parting) && !is_first) {
      ++everyday_[parting.date.year()];
      return;
    }
    const auto here = take(with, [&](const HistoryEvent& e) { return decided(parting, parting.with, e); });
    const auto there = take(without, [&](const HistoryEvent& e) { return decided(parting, parting.without, e); });
    const std::string odds = " (" + odds_told(parting) + ")";
    if (here && there)
      add(parting.date, "both", "parting", differently(parting, *here, *there) + odds);
    else if (here)
      add(parting.date, "with", "parting", with_crisis(*here, with) + odds);
    else if (there)
      add(parting.date, "without", "parting", with_crisis(*there, without) + odds);
    else if (parting.decision == "act")
      add(parting.date, "both", "parting", everyday(parting) + odds);
  }

  std::string everyday(const Parting& parting) const {
    return "toward " + polity_name(scenario_, parting.target) + ", with the doctrine, " + polity_name(scenario_, parting.actor) +
           " chose " + noun_of(parting.with.result) + "; without it, " + noun_of(parting.without.result);
  }

  std::string differently(const Parting& parting, const HistoryEvent& here, const HistoryEvent& there) const {
    if (here.kind == "crisis" && there.kind == "crisis") {
      std::string what = here.place == "accident" ? "a crisis after an incident between " + polity_name(scenario_, here.actor) +
                                                        " and " + polity_name(scenario_, here.target)
                         : here.place == "threat" ? "the crisis after the threat to " + polity_name(scenario_, parting.place)
                                                  : "crisis over " + here.place + ": " + polity_name(scenario_, here.actor) +
                                                        " challenged " + polity_name(scenario_, here.target);
      return what + "; with the doctrine, " + end_told(here, scenario_) + "; without it, " + end_told(there, scenario_);
    }
    return "with the doctrine, " + inside(words(here)) + "; without it, " + inside(words(there));
  }

  // A sentence inside another: "The Soviet Union" loses its capital, a name does not.
  static std::string inside(std::string text) {
    for (const char* article : {"The ", "Crisis ", "Revolution ", "An ", "On ", "War ", "Unrest "})
      if (text.starts_with(article)) text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
  }

  // An event, and where it is a threat the crisis that it opened.
  std::string with_crisis(const HistoryEvent& event, Events& others) const {
    std::string text = words(event);
    if (event.kind != "threat") return text;
    const auto crisis = take(others, [&](const HistoryEvent& e) {
      return e.kind == "crisis" && e.place == "threat" && e.actor == event.actor && e.over == event.target;
    });
    if (!crisis) return text;
    if (crisis->target == event.target)
      return text +
             (crisis->result == "challenger yields" ? " and " + backing_down(*crisis) : "; " + end_told(*crisis, scenario_));
    text += ". " + capital(polity_name(scenario_, crisis->target)) + " stood up for it";
    return text + (crisis->result == "defender yields" ? " but " + backing_down(*crisis) : "; " + end_told(*crisis, scenario_));
  }

  std::string words(const HistoryEvent& event) const {
    if (event.kind == "adoption" && event.result == doctrine_before(event))
      return polity_name(scenario_, event.actor) + " held to " + spaced(event.result);
    return told(event, scenario_);
  }

  // What the actor of an adoption followed until then.
  std::string doctrine_before(const HistoryEvent& adoption) const {
    std::string doctrine;
    for (const Adoption& a : scenario_.adoptions)
      if (a.polity == adoption.actor && a.date <= scenario_.start) doctrine = a.doctrine;
    for (const HistoryEvent& e : adoption.arm == "with" ? story_.with : story_.without)
      if (e.kind == "adoption" && e.actor == adoption.actor && e.date < adoption.date) doctrine = e.result;
    return doctrine;
  }

  // The events of a month, in order; two that greet each other are one sentence, and so are a threat and its crisis.
  std::vector<Sentence> sentences(Events events) const {
    std::vector<Sentence> told_here;
    while (!events.empty()) {
      const HistoryEvent event = events.front();
      events.erase(events.begin());
      if (is_war_of_the_two(event.kind) && take(events, [](const HistoryEvent& e) { return e.kind == "nuclear_use"; })) {
        told_here.push_back({event.kind, words(event) + ", in nuclear war"});
        continue;
      }
      if (event.kind == "demonstration") {
        const auto answer = take(events,
            [&](const HistoryEvent& e) { return e.kind == event.kind && e.actor == event.target && e.target == event.actor; });
        told_here.push_back({event.kind, answer ? each_other(event, *answer) : words(event)});
        continue;
      }
      told_here.push_back({event.kind, with_crisis(event, events)});
    }
    return told_here;
  }

  std::string each_other(const HistoryEvent& one, const HistoryEvent& other) const {
    const std::string what = polity_name(scenario_, one.actor) + " and " + polity_name(scenario_, one.target) +
                             " made gestures of good will toward each other";
    std::string name = one.place;
    if (other.place != one.place) name += (name.empty() || other.place.empty() ? "" : "; ") + other.place;
    return name.empty() ? what : what + ": " + name;
  }

  // Of each principal in turn: "8 by the United States", or "by the Soviet Union 3 with, 16 without".
  std::string subversions(Date from, Date to) const {
    const auto by = [&](const Events& events, const std::string& who) {
      return std::ranges::count_if(events,
          [&](const HistoryEvent& e) { return e.kind == "subversion" && e.actor == who && e.date >= from && e.date <= to; });
    };
    const bool compares = story_.twin && !has_ended(story_.with, from) && !has_ended(story_.without, from);
    std::vector<std::string> items;
    for (const std::string& id : scenario_.principal_slots) {
      const auto here = by(story_.with, id);
      const auto there = by(story_.without, id);
      if (here == 0 && there == 0) continue;
      if (compares && here != there)
        items.push_back(
            "by " + polity_name(scenario_, id) + ' ' + std::to_string(here) + " with, " + std::to_string(there) + " without");
      else
        items.push_back(std::to_string(std::max(here, there)) + " by " + polity_name(scenario_, id));
    }
    std::string text;
    for (const std::string& item : items) text += (text.empty() ? "" : "; ") + item;
    return text.empty() ? "none" : text;
  }

  // What a year left untold; years in which nothing was told are summed up together, when they end.
  void end_year(Date last) {
    if (is_quiet_ && !(last == until_)) return;
    const bool whole_was_quiet = is_quiet_;
    Date from = since_;
    if (!whole_was_quiet) {
      const Date year = std::max(start_, Date::of(last.year(), 1));
      if (from < year) {  // years before this one that were quiet
        sum_up(from, year + -1, true);
        move_last_before(year);
        from = year;
      }
    }
    sum_up(from, last, whole_was_quiet);
    since_ = last + 1;
    is_quiet_ = true;
  }

  void sum_up(Date from, Date to, bool was_quiet) {
    std::string years = from.year_words();
    if (to.year() > from.year()) years += (to.year() == from.year() + 1 ? " and " : " to ") + to.year_words();
    std::string text = was_quiet ? years + (to.year() > from.year() ? " were quiet; subversions: " : " was quiet; subversions: ")
                                 : "Subversions in " + years + ": ";
    text += subversions(from, to);
    std::size_t everyday = 0;
    for (int year = from.year(); year <= to.year(); ++year) everyday += everyday_[year];
    if (everyday > 0) text += "; " + counted(everyday, "everyday act", "everyday acts") + " fell differently";
    add(to, story_.twin ? "both" : story_.arm, "year", text);
  }

  // Whether a history was over before a month.
  static bool has_ended(const Events& events, Date month) {
    return std::ranges::any_of(
        events, [&](const HistoryEvent& e) { return (is_war_of_the_two(e.kind) || e.kind == "nuclear_use") && e.date < month; });
  }
  // The summary just added belongs before what was told of the year after it.
  void move_last_before(Date year) {
    const auto first = std::ranges::find_if(entries_, [&](const StoryEntry& entry) { return entry.date >= year; });
    std::rotate(first, entries_.end() - 1, entries_.end());
  }

  const Story& story_;
  const Scenario& scenario_;
  Date start_, until_;
  Date since_ = start_;                  // up to here everything is summed up
  bool is_quiet_ = true;                 // nothing told since
  std::map<int, std::size_t> everyday_;  // acts that fell differently and are not told, by year
  std::vector<StoryEntry> entries_;
};

}  // namespace

const Parting* parting_of(const HistoryEvent& event, const std::string& arm, const std::vector<Parting>& partings) {
  for (const Parting& parting : partings)
    if (decided(parting, arm == "with" ? parting.with : parting.without, event)) return &parting;
  return nullptr;
}

std::vector<StoryEntry> entries_of(const Story& story, const Scenario& scenario, Date start, Date until) {
  return Narrator(story, scenario, start, until).narrate();
}

}  // namespace coexist
