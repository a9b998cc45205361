// SPDX-License-Identifier: Apache-2.0
#include "study/setting.h"

#include <algorithm>
#include <map>

#include "coexist/catalogue.h"
#include "coexist/names.h"
#include "study/words.h"

namespace coexist {
namespace {

class Poser {
 public:
  Poser(const Scenario& scenario, const StudyOptions& options, ArmsAsked arms)
      : scenario_(scenario), options_(options), arms_(arms) {}

  Posed pose() {
    posed_.called = scenario_.called;
    check_numbers();
    choose_question();
    const Date until = horizon();
    const Scenario reduced = without_dropped();
    if (!problems_.empty()) throw InputError(problems_);
    posed_.setting.model = compile(reduced, until);
    posed_.setting.mechanisms = mechanisms_of(reduced, posed_.setting.model);
    posed_.setting.seed = options_.seed;
    intervene();
    list_outcomes();
    list_series();
    if (!problems_.empty()) throw InputError(problems_);
    return std::move(posed_);
  }

 private:
  void problem(std::string where, std::string message, std::string remedy = {}) {
    problems_.push_back({std::move(where), 0, 0, std::move(message), std::move(remedy)});
  }

  std::vector<std::string> ids(const auto& list, auto id) const {
    std::vector<std::string> all;
    for (const auto& entry : list) all.push_back(id(entry));
    return all;
  }
  std::vector<std::string> polity_ids() const {
    return ids(scenario_.polities, [](const Polity& p) { return p.id; });
  }
  std::vector<std::string> doctrine_ids() const {
    return ids(scenario_.doctrines, [](const Doctrine& d) { return d.id; });
  }

  void check_numbers() {
    if (options_.worlds < 1 || options_.worlds > max_worlds)
      problem("--worlds", std::to_string(options_.worlds) + " is outside 1 to " + std::to_string(max_worlds));
    if (options_.batch < 1) problem("--batch", "0 is not a number of histories", "Give 1 or more");
    if (options_.threads < 0 || options_.threads > 1024)
      problem("--threads", std::to_string(options_.threads) + " is outside 0 (all) to 1024");
    if (options_.trace > 0 && !options_.keeper) problem("--trace", "what is traced has nowhere to go", "Give --store FILE");
    if (options_.trace > options_.worlds)
      problem("--trace",
          std::to_string(options_.trace) + " histories are more than the " + std::to_string(options_.worlds) + " of --worlds");
    if (options_.keeper && options_.world) problem("--world", "one history alone is not kept", "Leave out --world, or --store");
  }

  std::optional<Date> date_of(const std::string& where, const std::string& text) {
    const std::optional<Date> date = Date::parse(text);
    if (!date) {
      problem(where, quoted(text) + " is not a date", "Write it as YYYY-MM, for example " + scenario_.start.text());
    } else if (*date < scenario_.start || *date > scenario_.end) {
      problem(where,
          quoted(text) + " is outside the scenario, which runs from " + scenario_.start.text() + " to " + scenario_.end.text());
      return std::nullopt;
    }
    return date;
  }

  std::string known(
      const std::string& where, const std::string& what, const std::string& name, const std::vector<std::string>& names) {
    if (std::ranges::find(names, name) == names.end())
      problem(where, "there is no " + what + ' ' + quoted(name) + " in the scenario", suggestion(name, names));
    return name;
  }

  void choose_question() {
    const auto question_ids = ids(scenario_.questions, [](const Question& q) { return q.id; });
    const bool own = options_.actor && options_.about && options_.instead && options_.adopt;
    if (!options_.question.empty()) {
      const auto found = std::ranges::find(scenario_.questions, options_.question, &Question::id);
      if (found == scenario_.questions.end()) {
        problem("--question", "there is no question " + quoted(options_.question) + " in the scenario",
            suggestion(options_.question, question_ids));
        return;
      }
      posed_.question = *found;
      posed_.has_question = true;
    } else if (!scenario_.questions.empty()) {
      posed_.question = scenario_.questions.front();
      posed_.has_question = true;
    } else if (own) {
      posed_.question.id = "asked";
      posed_.has_question = true;
    }
    Question& q = posed_.question;
    if (options_.actor || options_.about || options_.instead || options_.adopt) {
      if (!posed_.has_question)
        problem("--actor", "the scenario has no question to change", "Give all of --actor, --about, --instead and --adopt");
      q.id = "asked";
    }
    const std::string asked_before = q.actor;
    if (options_.actor) q.actor = *options_.actor;
    if (options_.about) q.doctrine = known("--about", "doctrine", *options_.about, doctrine_ids());
    if (options_.instead) q.instead = known("--instead", "doctrine", *options_.instead, doctrine_ids());
    if (options_.adopt)
      if (const auto date = date_of("--adopt", *options_.adopt)) q.adopt = *date;
    if (options_.actor) check_actor(*options_.actor, asked_before);
  }

  void check_actor(const std::string& actor, const std::string& asked_before) {
    std::vector<std::string> leaders;
    for (const Polity& p : scenario_.polities)
      if (std::ranges::find(scenario_.principal_slots, p.id) != scenario_.principal_slots.end() && p.bloc == p.id)
        leaders.push_back(p.id);
    if (std::ranges::find(leaders, actor) != leaders.end()) {
      if (!asked_before.empty() && actor != asked_before && !options_.instead)
        problem("--actor",
            "the question's " + quoted(posed_.question.instead) + " is what " + asked_before + " followed, not " + actor,
            "Say with --instead what " + actor + " would have followed");
      return;
    }
    const auto all = polity_ids();
    problem("--actor",
        std::ranges::find(all, actor) == all.end()
            ? "there is no polity " + quoted(actor) + " in the scenario"
            : quoted(actor) + " leads no bloc at the start, so no doctrine of its own is in force",
        suggestion(actor, leaders));
  }

  Date horizon() {
    Date until = scenario_.end;
    if (options_.until)
      if (const auto date = date_of("--until", *options_.until)) until = *date;
    if (arms_ == ArmsAsked::two && posed_.has_question && until < posed_.question.adopt)
      problem("--until", "the horizon " + until.text() + " comes before the doctrine is adopted, " + posed_.question.adopt.text(),
          "Choose a later horizon or an earlier --adopt");
    return until;
  }

  // The scenario less the mechanisms and the dated events that are to be left out.
  Scenario without_dropped() {
    Scenario reduced = scenario_;
    std::vector<std::string> mechanisms;
    for (const MechanismEntry& entry : catalogue().mechanisms) mechanisms.emplace_back(entry.name);
    for (const std::string& name : options_.without) {
      if (std::ranges::find(mechanisms, name) == mechanisms.end())
        problem("--without", "there is no mechanism " + quoted(name), suggestion(name, mechanisms));
      reduced.without.push_back(name);
    }
    for (const std::string& event : options_.drop) drop(reduced, event);
    leave_out_dated(reduced);
    return reduced;
  }

  void leave_out_dated(Scenario& reduced) {
    const std::vector<std::string> choices = {"all", "pre-adoption", "none"};
    if (std::ranges::find(choices, options_.dated) == choices.end()) {
      problem("--dated", quoted(options_.dated) + " is not a choice of dated acts", "Give all, pre-adoption or none");
      return;
    }
    if (options_.dated == "all") return;
    if (options_.dated == "pre-adoption" && !posed_.has_question) {
      problem("--dated", "the scenario asks no question, so nothing is before its adoption", "Give all or none");
      return;
    }
    const auto goes = [&](const auto& act) { return options_.dated == "none" || act.date >= posed_.question.adopt; };
    std::erase_if(reduced.demonstrations, goes);
    std::erase_if(reduced.incidents, goes);
  }

  void drop(Scenario& reduced, const std::string& event) {
    const std::vector<std::string> kinds = {"demonstration", "incident", "unrest", "militancy"};
    const std::size_t colon = event.find(':');
    const std::string kind = event.substr(0, colon);
    if (colon == std::string::npos || std::ranges::find(kinds, kind) == kinds.end()) {
      problem("--drop", quoted(event) + " is not an event",
          "Write kind:date, for example demonstration:1959-09; kinds: demonstration, incident, unrest, militancy");
      return;
    }
    const auto date = date_of("--drop", event.substr(colon + 1));
    if (!date) return;
    std::size_t gone = 0;
    std::vector<std::string> dates;
    if (kind == "demonstration") {
      for (const Demonstration& d : reduced.demonstrations)
        dates.push_back(d.date.text() + (d.name.empty() ? "" : " (" + d.name + ')'));
      gone = std::erase_if(reduced.demonstrations, [&](const Demonstration& d) { return d.date == *date; });
    } else if (kind == "incident") {
      for (const Incident& i : reduced.incidents) dates.push_back(i.date.text() + (i.name.empty() ? "" : " (" + i.name + ')'));
      gone = std::erase_if(reduced.incidents, [&](const Incident& i) { return i.date == *date; });
    } else {
      const auto wanted = kind == "unrest" ? DatedEvent::Kind::unrest : DatedEvent::Kind::militancy;
      for (const DatedEvent& e : reduced.history)
        if (e.kind == wanted) dates.push_back(e.date.text());
      gone = std::erase_if(reduced.history, [&](const DatedEvent& e) { return e.kind == wanted && e.date == *date; });
    }
    if (gone > 0) return;
    std::ranges::sort(dates);
    dates.erase(std::ranges::unique(dates).begin(), dates.end());
    std::string list;
    for (const std::string& d : dates) list += (list.empty() ? "" : ", ") + d;
    problem(
        "--drop", "there is no " + kind + " in " + date->text(), list.empty() ? "The scenario has none" : "Its dates: " + list);
  }

  void intervene() {
    const Model& model = posed_.setting.model;
    if (!posed_.has_question) {
      posed_.fork = 0;
      return;
    }
    const Question& q = posed_.question;
    // An arm that ends before adoption never comes to it.
    posed_.fork = std::min(q.adopt - scenario_.start, model.months);
    posed_.setting.adopt = posed_.fork;
    const int actor = model.polity(model.find_polity(q.actor)).principal;
    posed_.with = {actor, posed_.fork, model.find_doctrine(q.doctrine)};
    // What history had before the doctrine in question was adopted belongs to every arm.
    for (DatedDemonstration& d : posed_.setting.model.demonstrations)
      if (d.in_every_arm_before_adoption && d.doctrine == posed_.with.doctrine && d.month < posed_.fork) d.doctrine = -1;
    posed_.without = {actor, posed_.fork, model.find_doctrine(q.instead)};
  }

  void list_outcomes() {
    const Model& model = posed_.setting.model;
    const auto infos = outcome_infos();
    Subject subject;
    subject.actor = posed_.has_question ? posed_.with.actor : model.superpower[0];
    subject.rival = model.superpower[subject.actor == model.superpower[0] ? 1 : 0];
    auto& outcomes = posed_.setting.outcomes;
    const auto add = [&](std::size_t type, int label, const std::string& suffix) {
      OutcomeInstance instance;
      instance.type = type;
      instance.subject = subject;
      instance.subject.label = label;
      instance.name = called_so(scenario_.called, infos[type].name) + (suffix.empty() ? "" : "." + suffix);
      instance.is_count = instance.name.ends_with(".counted");
      outcomes.push_back(std::move(instance));
    };
    for (std::size_t type = 0; type < infos.size(); ++type) {
      if (infos[type].name.starts_with("nuclear") && !model.has_warheads()) continue;
      if (infos[type].since > model.version) continue;
      if (infos[type].name == std::string_view("aid") && !model.codebook.has_aid()) continue;
      if (infos[type].name == std::string_view("agreements") &&
          std::ranges::none_of(model.demonstrations, &DatedDemonstration::takes_two))
        continue;
      switch (infos[type].labels) {
        case Labels::none: add(type, 0, {}); break;
        case Labels::systems:
          for (int s = 0; s < model.system_count(); ++s) add(type, s, model.system_names[static_cast<std::size_t>(s)]);
          break;
        case Labels::dates:
          for (const Date date : posed_.question.report_fear)
            if (date - model.start < model.months) add(type, date - model.start, date.text());
          break;
        case Labels::principles:
          for (std::size_t p = 0; p < model.principle_names.size(); ++p) add(type, static_cast<int>(p), model.principle_names[p]);
          break;
        case Labels::splits: break;  // below: a polity's two outcomes stand side by side
      }
      if (infos[type].name == std::string_view("bloc_split")) add_splits(add);
    }
    for (OutcomeInstance& chance : outcomes)
      for (std::size_t o = 0; o < outcomes.size(); ++o)
        if (outcomes[o].name == chance.name + ".counted") chance.counted = static_cast<int>(o);
  }

  void add_splits(const auto& add) {
    const auto infos = outcome_infos();
    for (const std::string& id : posed_.question.report_splits)
      for (std::size_t type = 0; type < infos.size(); ++type)
        if (infos[type].labels == Labels::splits) add(type, posed_.setting.model.find_polity(id), id);
  }

  void list_series() {
    for (const std::string& text : options_.series)
      if (const auto cell = cell_of(text)) posed_.setting.series.push_back(*cell);
  }

  std::optional<SeriesCell> cell_of(const std::string& text) {
    const std::size_t open = text.find('[');
    std::string name = text.substr(0, open);
    std::vector<std::string> entities;
    if (open != std::string::npos) {
      if (!text.ends_with(']')) {
        problem("--series", quoted(text) + " has no closing bracket", "Write it as H[USA,RUS]");
        return std::nullopt;
      }
      std::string inside = text.substr(open + 1, text.size() - open - 2);
      for (std::size_t comma = inside.find(','); comma != std::string::npos; comma = inside.find(',')) {
        entities.push_back(inside.substr(0, comma));
        inside.erase(0, comma + 1);
      }
      entities.push_back(inside);
    }
    std::vector<std::string> columns;
    for (const ColumnEntry& entry : catalogue().columns) columns.emplace_back(entry.name);
    const auto column = std::ranges::find(catalogue().columns, name, &ColumnEntry::name);
    if (column == catalogue().columns.end()) {
      problem("--series", "there is no column " + quoted(name), suggestion(name, columns));
      return std::nullopt;
    }
    std::vector<std::string> sets;
    std::string index(column->index);
    while (!index.empty()) {
      const std::size_t comma = index.find(", ");
      sets.push_back(index.substr(0, comma));
      index.erase(0, comma == std::string::npos ? index.size() : comma + 2);
    }
    if (sets.size() != entities.size()) {
      problem("--series",
          quoted(text) + " names " + (entities.empty() ? "nobody" : std::to_string(entities.size()) + " entities"),
          sets.empty() ? name + " belongs to the whole world: write it without brackets"
                       : name + " is indexed by " + std::string(column->index) + ": write " + name + "[A" +
                             (sets.size() == 2 ? ",B]" : "]"));
      return std::nullopt;
    }
    if (entities.size() == 2 && entities[0] == entities[1]) {
      problem("--series", quoted(text) + " pairs " + entities[0] + " with itself", "Name two");
      return std::nullopt;
    }
    SeriesCell cell{text, name, 0, 0};
    for (std::size_t n = 0; n < sets.size(); ++n) {
      const int at = entity(sets[n], entities[n]);
      if (at < 0) return std::nullopt;
      (n == 0 ? cell.row : cell.place) = at;
    }
    if (name == "alert" || name == "crisis_alert") {
      if (cell.row > cell.place) std::swap(cell.row, cell.place);
    }
    return cell;
  }

  // The number of an entity in its index set; -1 and a problem where there is none.
  int entity(const std::string& set, const std::string& name) {
    const Model& model = posed_.setting.model;
    std::vector<std::string> names;
    if (set == "polity")
      for (const PolityNumbers& p : model.polities) names.push_back(p.id);
    else if (set == "principal")
      for (const int p : model.principals) names.push_back(model.polity(p).id);
    else if (set == "system")
      names = model.system_names;
    else if (set == "act")
      for (const ActNumbers& a : std::span(model.codebook.acts).first(model.codebook.size()))
        names.emplace_back(role_names[static_cast<std::size_t>(a.role)]);
    else
      names.assign(feature_names.begin(), feature_names.end());
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) return static_cast<int>(found - names.begin());
    problem("--series", "there is no " + set + ' ' + quoted(name), suggestion(name, names));
    return -1;
  }

  const Scenario& scenario_;
  const StudyOptions& options_;
  ArmsAsked arms_;
  Posed posed_;
  std::vector<Problem> problems_;
};

}  // namespace

Posed pose(const Scenario& scenario, const StudyOptions& options, ArmsAsked arms) {
  return Poser(scenario, options, arms).pose();
}

EnsembleOptions ensemble_options(const StudyOptions& options) {
  EnsembleOptions ensemble;
  ensemble.histories = options.worlds;
  ensemble.threads = options.threads;
  ensemble.piece = options.batch;
  ensemble.engine = options.engine == EngineChoice::reference ? EngineKind::reference : EngineKind::batch;
  ensemble.stop = options.stop;
  ensemble.progress = options.progress;
  return ensemble;
}

}  // namespace coexist
