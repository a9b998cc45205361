// SPDX-License-Identifier: Apache-2.0
#include "study/event_effects.h"

#include <algorithm>
#include <array>
#include <set>

#include "study/losses.h"
#include "study/setting.h"
#include "study/statistics.h"
#include "study/story_words.h"
#include "study/words.h"

namespace coexist {
namespace {

// Both worlds are held for as many histories at a time.
constexpr std::uint32_t stretch = 8192;

// The world with the doctrine.
class World {
 public:
  World(const Scenario& scenario, const StudyOptions& options, std::vector<std::string> dropped)
      : posed_(pose(scenario, with(options, std::move(dropped)))) {}

  const std::vector<OutcomeInstance>& outcomes() const { return posed_.setting.outcomes; }

  // Plays histories first .. first + count - 1 and appends them to a piece as its next arm.  False when stopped.
  bool play(std::uint32_t first, std::uint32_t count, const EnsembleOptions& how, Piece& all) const {
    EnsembleOptions some = how;
    some.first = first;
    some.histories = count;
    const std::array<Intervention, 1> arms = {posed_.with};
    const std::uint32_t played = play_ensemble(posed_.setting, arms, posed_.fork, some, [&](const Piece& piece) {
      Played& joined = all.played;
      joined.outcomes.insert(joined.outcomes.end(), piece.played.outcomes.begin(), piece.played.outcomes.end());
      joined.marked.insert(joined.marked.end(), piece.played.marked.begin(), piece.played.marked.end());
    });
    return played == count;
  }

 private:
  static StudyOptions with(StudyOptions options, std::vector<std::string> dropped) {
    options.drop = std::move(dropped);
    options.series.clear();
    return options;
  }

  Posed posed_;
};

std::vector<EventEffect::Row> rows_of(const std::vector<PairedMoments>& moments, const std::vector<OutcomeInstance>& outcomes) {
  std::vector<EventEffect::Row> rows;
  for (std::size_t o = 0; o < outcomes.size(); ++o) {
    if (outcomes[o].is_count) continue;
    const PairedMoments& m = moments[o];
    rows.push_back({outcomes[o].name, m.difference.mean(),
        outcomes[o].info().unit == share_of_histories ? paired_share_interval(m.difference.count(), m.up, m.down)
                                                      : m.difference.interval()});
  }
  return rows;
}

}  // namespace

std::string name_of_event(const std::string& event, const Scenario& scenario) {
  const std::size_t colon = event.find(':');
  const auto date = colon == std::string::npos ? std::nullopt : Date::parse(event.substr(colon + 1));
  if (!date) return {};
  const std::string kind = event.substr(0, colon);
  std::set<std::string> names;
  if (kind == "demonstration")
    for (const Demonstration& d : scenario.demonstrations)
      if (d.date == *date && !d.name.empty()) names.insert(d.name);
  if (kind == "incident")
    for (const Incident& i : scenario.incidents)
      if (i.date == *date && !i.name.empty()) names.insert(i.name);
  for (const DatedEvent& e : scenario.history)
    if (e.date == *date && kind == (e.kind == DatedEvent::Kind::unrest ? "unrest" : "militancy"))
      names.insert((e.kind == DatedEvent::Kind::unrest ? "unrest in " : "new militancy of ") + polity_name(scenario, e.polity));
  return enumerated({names.begin(), names.end()});
}

std::optional<std::vector<EventEffect>> effects_of_dropped_events(
    const Scenario& scenario, const StudyOptions& options, const std::function<void(std::uint32_t done)>& progress) {
  const World whole(scenario, options, {});
  const std::vector<OutcomeInstance>& outcomes = whole.outcomes();
  std::vector<World> without;
  std::vector<EventEffect> effects;
  for (const std::string& event : options.drop) {
    without.emplace_back(scenario, options, std::vector{event});
    effects.push_back({event, name_of_event(event, scenario), {}});
  }
  std::vector<std::vector<PairedMoments>> moments(effects.size(), std::vector<PairedMoments>(outcomes.size()));
  std::uint32_t done = 0;
  EnsembleOptions how = ensemble_options(options);
  for (std::uint32_t first = 0; first < options.worlds; first += stretch) {
    const std::uint32_t count = std::min(stretch, options.worlds - first);
    Piece all;
    all.first = first;
    all.count = count;
    how.progress = nullptr;
    if (!whole.play(first, count, how, all)) return std::nullopt;
    const std::size_t both = 2 * all.played.outcomes.size();
    for (std::size_t e = 0; e < effects.size(); ++e) {
      all.played.outcomes.resize(both / 2);
      all.played.marked.resize(count);
      how.progress = [&](std::uint32_t of_these, std::uint32_t) { progress(done + of_these); };
      if (!without[e].play(first, count, how, all)) return std::nullopt;
      done += count;
      Losses losses({"with the event", "without it"});
      for (std::uint32_t h = 0; h < count; ++h) {
        if (losses.leaves_out(all, h, outcomes)) continue;
        const double* const values = all.played.outcomes.data() + h * outcomes.size();
        for (std::size_t o = 0; o < outcomes.size(); ++o) moments[e][o].add(values[o], values[both / 2 + o]);
      }
    }
  }
  for (std::size_t e = 0; e < effects.size(); ++e) effects[e].outcomes = rows_of(moments[e], outcomes);
  return effects;
}

}  // namespace coexist
