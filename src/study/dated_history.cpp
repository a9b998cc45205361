// SPDX-License-Identifier: Apache-2.0
#include "study/dated_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "study/story_words.h"
#include "study/words.h"

namespace coexist {
namespace {

class Chronicler {
 public:
  Chronicler(const Scenario& scenario, const Posed& posed)
      : scenario_(scenario), posed_(posed), model_(posed.setting.model), mechanisms_(posed.setting.mechanisms) {}

  std::vector<DatedHistory> tell() {
    paths();
    entries();
    if (mechanisms_.succession.on) leaders();
    doctrines();
    moods();
    demonstrations();
    if (mechanisms_.choice.on) incidents();
    if (mechanisms_.crisis.on) flashpoints();
    std::erase_if(all_, [&](const DatedHistory& given) { return given.date - model_.start >= model_.months; });
    std::ranges::sort(all_, {}, [](const DatedHistory& given) { return std::tie(given.date, given.text, given.arm); });
    return std::move(all_);
  }

 private:
  void add(int month, std::string text, std::string arm = "both") {
    all_.push_back({model_.start + month, std::move(text), std::move(arm)});
  }
  std::string id(int polity) const { return model_.polity(polity).id; }
  std::string name(int polity) const { return polity_name(scenario_, id(polity)); }

  // As in the list of what happened in a history.
  void add_event(int month, const std::string& kind, int actor, int target, const std::string& result, std::string arm = "both",
      const std::string& place = "") {
    HistoryEvent event;
    event.date = model_.start + month;
    event.kind = kind;
    event.actor = id(actor);
    if (target >= 0) event.target = id(target);
    event.result = result;
    event.place = place;
    add(month, in_words(event, scenario_), std::move(arm));
  }

  void paths() {
    std::string armed;
    for (const PolityNumbers& polity : model_.polities)
      if (!polity.warheads.empty()) armed += (armed.empty() ? "" : ", ") + polity_name(scenario_, polity.id);
    if (!armed.empty()) add(0, "Warheads follow dated paths, times what each side plans: " + armed);
    if (!scenario_.growth_path.empty()) {
      std::string grown;
      for (const auto& [polity, path] : scenario_.growth_path)
        grown += (grown.empty() ? "" : ", ") + polity_name(scenario_, polity);
      add(0, "Growth follows dated paths: " + grown);
    }
  }

  void entries() {
    if (!mechanisms_.entry.on) return;
    for (int i = 0; i < model_.polity_count(); ++i)
      if (model_.polity(i).enters > 0) add_event(model_.polity(i).enters, "entry", i, -1, "");
  }

  void leaders() {
    for (const DatedSuccession& s : model_.successions)
      if (s.month > 0) add_event(s.month, "succession", model_.polity_of(s.principal), -1, "");
  }

  void doctrines() {
    if (mechanisms_.succession.on)
      for (const DatedAdoption& a : model_.adoptions) {
        if (a.month <= 0 || is_decided(a.principal, a.month)) continue;
        const int polity = model_.polity_of(a.principal);
        if (a.repertoire.size() == 1) {
          add_event(a.month, "adoption", polity, -1, model_.doctrine(a.repertoire.front()).id);
          continue;
        }
        std::string choices;
        for (const int doctrine : a.repertoire) choices += (choices.empty() ? "" : ", ") + spaced(model_.doctrine(doctrine).id);
        add(a.month, capital(name(polity)) + " chooses its doctrine: " + choices);
      }
    if (!posed_.has_question) return;
    for (const auto& [intervention, arm] : arms())
      add_event(intervention.from, "adoption", model_.polity_of(intervention.actor), -1,
          model_.doctrine(intervention.doctrine).id, arm);
  }

  void moods() {
    for (const DatedMood& mood : model_.moods) {
      const std::string polity = name(mood.polity);
      add(mood.month,
          mood.is_unrest ? "Unrest in " + polity : fmt::format("{}: militancy becomes {:g}", capital(polity), mood.size));
    }
  }

  void demonstrations() {
    if (!mechanisms_.choice.on) return;
    for (const DatedDemonstration& d : model_.demonstrations) {
      const auto tell_of = [&](const std::string& arm) {
        add_event(d.month, "demonstration", model_.polity_of(d.actor), d.target, "", arm, d.name);
      };
      if (d.doctrine < 0) {
        tell_of("both");
        continue;
      }
      std::array<bool, 2> happens{};
      for (std::size_t arm = 0; arm < 2; ++arm)
        happens[arm] = std::ranges::any_of(in_force(d.actor, d.month, arms()[arm].first),
            [&](int doctrine) { return model_.doctrine(doctrine).demonstrates_as == d.doctrine; });
      if (happens[0] && happens[1])
        tell_of("both");
      else if (happens[0] || happens[1])
        tell_of(happens[0] ? "with" : "without");
    }
  }

  void incidents() {
    for (const DatedIncident& incident : model_.incidents) {
      const Role role = model_.codebook.acts[static_cast<std::size_t>(incident.act)].role;
      const std::string act = noun_of(role_names[static_cast<std::size_t>(role)]) + " by " +
                              name(model_.polity_of(incident.actor)) + " toward " + name(incident.target);
      add(incident.month, incident.name.empty() ? capital(act) : capital(incident.name) + ": " + act);
    }
  }

  void flashpoints() {
    for (const FlashpointNumbers& place : model_.flashpoints)
      if (place.from > 0)
        add(place.from,
            "Crises over " + place.name + " become possible: " + name(place.challenger) + " against " + name(place.defender));
  }

  std::array<std::pair<Intervention, const char*>, 2> arms() const {
    return {{{posed_.with, "with"}, {posed_.without, "without"}}};
  }

  // Where the question fixes a doctrine, later history does not change it.
  bool is_decided(int principal, int month) const {
    return posed_.has_question && principal == posed_.with.actor && month >= posed_.with.from;
  }

  // The doctrines that a principal may follow in a month: one, or those its leadership chose among.
  std::vector<int> in_force(int principal, int month, const Intervention& arm) const {
    if (is_decided(principal, month)) return {arm.doctrine};
    std::vector<int> doctrines = {model_.initial_doctrine[static_cast<std::size_t>(principal)]};
    if (!mechanisms_.succession.on) return doctrines;
    int latest = -1;
    for (const DatedAdoption& a : model_.adoptions)
      if (a.principal == principal && a.month <= month && a.month >= latest) {
        latest = a.month;
        doctrines = a.repertoire;
      }
    return doctrines;
  }

  const Scenario& scenario_;
  const Posed& posed_;
  const Model& model_;
  const Mechanisms& mechanisms_;
  std::vector<DatedHistory> all_;
};

}  // namespace

std::vector<DatedHistory> dated_history(const Scenario& scenario, const Posed& posed) {
  return Chronicler(scenario, posed).tell();
}

}  // namespace coexist
