// SPDX-License-Identifier: Apache-2.0
// Every outcome is what its definition says (model 4), computed again here from the recorded months of single histories.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "laws/everything.h"

namespace coexist::laws {
namespace {

// The months lived of one history, cell by name.
class Record {
 public:
  Record(const Asked& asked, EngineKind kind, std::uint32_t history, bool with) {
    StudyOptions options = asked.options;
    const Model model = pose(asked.scenario, options).setting.model;
    for (const char* name : {"H", "p", "M", "burden", "P", "sys", "present", "act_number", "own", "scope_own", "broken_by",
             "overthrown", "reformed", "departed_from", "left", "crises_between", "crises_with", "rung", "limited_wars",
             "war_chance", "nuclear_chance", "war", "nuclear", "Y", "m", "bloc", "p_member", "q", "agreement", "aid_given"}) {
      const auto column = std::ranges::find(catalogue().columns, std::string_view(name), &ColumnEntry::name);
      EXPECT_NE(column, catalogue().columns.end()) << name;
      for (const std::string& cell : cells_of(model, *column)) options.series.push_back(cell);
    }
    posed = pose(asked.scenario, options);
    make_engine(kind, posed.setting)->play(history, std::array{with ? posed.with : posed.without}, posed.fork, played_);
    months_ = static_cast<std::size_t>(posed.setting.model.months);
    while (lived < months_) {
      const std::size_t t = lived++;
      if (at("war", t) > 0.5 || at("nuclear", t) > 0.5) break;
    }
  }

  double at(const std::string& cell, std::size_t month) const {
    const auto& series = posed.setting.series;
    const auto found = std::ranges::find(series, cell, &SeriesCell::name);
    EXPECT_NE(found, series.end()) << cell;
    return played_.series[static_cast<std::size_t>(found - series.begin()) * months_ + month];
  }
  double total(const std::string& cell) const {
    return sum([&](std::size_t t) { return at(cell, t); });
  }
  double sum(const std::function<double(std::size_t)>& reading) const {
    double result = 0;
    for (std::size_t t = 0; t < lived; ++t) result += reading(t);
    return result;
  }
  double highest(const std::string& cell) const {
    double result = 0;
    for (std::size_t t = 0; t < lived; ++t) result = std::max(result, at(cell, t));
    return result;
  }
  // A history ends with the event: the mean over histories of the chances it met is the event's probability.
  double chance(const std::string& cell) const {
    double met = 0;
    for (std::size_t t = 0; t < lived; ++t) met += at(cell, t);
    return met;
  }
  // From adoption on; a history that ended before gives its last value.
  double mean(const std::function<double(std::size_t)>& reading) const {
    const auto adopt = static_cast<std::size_t>(posed.fork);
    if (lived <= adopt) return reading(lived - 1);
    double result = 0;
    for (std::size_t t = adopt; t < lived; ++t) result += reading(t);
    return result / static_cast<double>(lived - adopt);
  }
  // Acts of one kind by one principal, where `counts` says so of the other side.
  double acts(const std::string& actor, Role role, const std::function<double(const std::string&, std::size_t)>& weight) const {
    const Model& model = posed.setting.model;
    return sum([&](std::size_t t) {
      double count = 0;
      for (const PolityNumbers& l : model.polities)
        if (l.id != actor && at("act_number[" + actor + "," + l.id + "]", t) == model.codebook.at(role)) count += weight(l.id, t);
      return count;
    });
  }

  Posed posed;
  std::size_t lived = 0;

 private:
  Played played_;
  std::size_t months_ = 0;

 public:
  double outcome(std::size_t o) const { return played_.outcomes[o]; }
};

using Definition = std::function<double(const Record&, const std::string& label)>;

std::string id_of(const Record& r, int principal) {
  return r.posed.setting.model.polity(r.posed.setting.model.polity_of(principal)).id;
}
std::string actor(const Record& r) { return r.posed.question.actor; }
std::string rival(const Record& r) {
  const Model& model = r.posed.setting.model;
  const std::string first = id_of(r, model.superpower[0]);
  return actor(r) == first ? id_of(r, model.superpower[1]) : first;
}
double both_superpowers(const Record& r, const std::string& column, std::size_t t) {
  const Model& model = r.posed.setting.model;
  return r.at(column + "[" + id_of(r, model.superpower[0]) + "]", t) +
         r.at(column + "[" + id_of(r, model.superpower[1]) + "]", t);
}
double polities(const Record& r, const std::string& column, double value, std::size_t t) {
  double count = 0;
  for (const PolityNumbers& p : r.posed.setting.model.polities) count += r.at(column + "[" + p.id + "]", t) == value ? 1 : 0;
  return count;
}
double to_system(const Record& r, const std::string& column, const std::string& system) {
  return r.sum([&](std::size_t t) { return polities(r, column, r.posed.setting.model.find_system(system) + 1, t); });
}
double interventions(const Record& r, bool own) {
  return r.acts(actor(r), Role::force,
      [&](const std::string& l, std::size_t t) { return (r.at("own[" + actor(r) + "," + l + "]", t) == 1) == own ? 1 : 0; });
}
double one(const std::string&, std::size_t) { return 1; }

double promises_broken(const Record& r) {
  const std::string a = actor(r);
  double broken = 0;
  for (const ActNumbers& act : std::span(r.posed.setting.model.codebook.acts).first(r.posed.setting.model.codebook.size()))
    broken += r.acts(a, act.role, [&](const std::string& l, std::size_t t) {
      const bool uncovered = r.at("own[" + a + "," + l + "]", t) == 1 && r.at("scope_own[" + a + "]", t) == 0;
      return uncovered ? 0 : r.at("broken_by[" + a + "," + role_names[static_cast<std::size_t>(act.role)] + "]", t);
    });
  return broken;
}

// Acts of a principal that break a principle.
double breaches(const Record& r, const std::string& who, const std::string& principle) {
  const Model& model = r.posed.setting.model;
  const auto bit = std::ranges::find(model.principle_names, principle) - model.principle_names.begin();
  double count = 0;
  for (const ActNumbers& act : model.codebook.acts)
    if ((act.breaks >> bit & 1U) != 0) count += r.acts(who, act.role, one);
  return count;
}

double breaches_by_rivals(const Record& r, const std::string& principle) {
  double count = 0;
  for (int k = 0; k < r.posed.setting.model.principal_count(); ++k)
    if (id_of(r, k) != actor(r)) count += breaches(r, id_of(r, k), principle);
  return count;
}

// Mean over some polities, by prominence; none: 0.
double by_prominence(const Record& r, const std::function<bool(const PolityNumbers&)>& counts,
    const std::function<double(const PolityNumbers&)>& reading) {
  double sum = 0;
  double weight = 0;
  for (const PolityNumbers& p : r.posed.setting.model.polities) {
    if (!counts(p)) continue;
    sum += p.prominence.precise * reading(p);
    weight += p.prominence.precise;
  }
  return weight > 0 ? sum / weight : 0;
}

double fear_of_allies(const Record& r, std::size_t t) {
  return by_prominence(
      r,
      [&](const PolityNumbers& p) {
        return p.id != rival(r) && p.id != actor(r) && r.at("own[" + rival(r) + "," + p.id + "]", t) == 1;
      },
      [&](const PolityNumbers& p) { return r.at("p_member[" + p.id + "," + actor(r) + "]", t); });
}

double prestige(const Record& r) {
  const Model& model = r.posed.setting.model;
  const std::size_t t = r.lived - 1;
  const auto system_of = [&](const std::string& id) {
    return model.system_names[static_cast<std::size_t>(r.at("sys[" + id + "]", t))];
  };
  return by_prominence(
      r, [&](const PolityNumbers& p) { return r.at("present[" + p.id + "]", t) == 1 && r.at("bloc[" + p.id + "]", t) < 0; },
      [&](const PolityNumbers& p) {
        return r.at("m[" + p.id + "," + system_of(actor(r)) + "]", t) - r.at("m[" + p.id + "," + system_of(rival(r)) + "]", t);
      });
}

double output_under(const Record& r, const std::string& system) {
  const Model& model = r.posed.setting.model;
  const std::size_t t = r.lived - 1;
  double under = 0;
  double all = 0;
  for (const PolityNumbers& p : model.polities) {
    if (r.at("present[" + p.id + "]", t) == 0) continue;
    const double output = r.at("Y[" + p.id + "]", t);
    under += r.at("sys[" + p.id + "]", t) == model.find_system(system) ? output : 0;
    all += output;
  }
  return under / all;
}

double threats_by_rivals(const Record& r) {
  double count = 0;
  for (int k = 0; k < r.posed.setting.model.principal_count(); ++k)
    if (id_of(r, k) != actor(r)) count += r.acts(id_of(r, k), Role::threaten, one);
  return count;
}

// By the name of the outcome, a family's with its dot.
const std::vector<std::pair<std::string, Definition>>& definitions() {
  static const std::vector<std::pair<std::string, Definition>> all = {
      {"superpower_war", [](const Record& r, const std::string&) { return r.chance("war_chance"); }},
      {"nuclear_use", [](const Record& r, const std::string&) { return r.chance("nuclear_chance"); }},
      {"superpower_war.counted", [](const Record& r, const std::string&) { return r.highest("war"); }},
      {"nuclear_use.counted", [](const Record& r, const std::string&) { return r.highest("nuclear"); }},
      {"crises", [](const Record& r, const std::string&) { return r.total("crises_between"); }},
      {"crises_superpower", [](const Record& r, const std::string&) { return r.total("crises_with"); }},
      {"highest_rung", [](const Record& r, const std::string&) { return r.highest("rung"); }},
      {"limited_wars", [](const Record& r, const std::string&) { return r.total("limited_wars"); }},
      {"threats", [](const Record& r, const std::string&) { return r.acts(actor(r), Role::threaten, one); }},
      {"subversions", [](const Record& r, const std::string&) { return r.acts(actor(r), Role::subvert, one); }},
      {"threats_by_rivals", [](const Record& r, const std::string&) { return threats_by_rivals(r); }},
      {"hostility_toward_actor",
          [](const Record& r, const std::string&) {
            return r.mean([&](std::size_t t) { return r.at("H[" + rival(r) + "," + actor(r) + "]", t); });
          }},
      {"hostility_of_actor",
          [](const Record& r, const std::string&) {
            return r.mean([&](std::size_t t) { return r.at("H[" + actor(r) + "," + rival(r) + "]", t); });
          }},
      {"fear_of_revolution",
          [](const Record& r, const std::string&) {
            return r.mean([&](std::size_t t) { return r.at("p[" + rival(r) + "," + actor(r) + "]", t); });
          }},
      {"fear_of_revolution.",
          [](const Record& r, const std::string& date) {
            const auto month = static_cast<std::size_t>(*Date::parse(date) - r.posed.setting.model.start);
            return r.at("p[" + rival(r) + "," + actor(r) + "]", std::min(month, r.lived - 1));
          }},
      {"arms",
          [](const Record& r, const std::string&) { return r.mean([&](std::size_t t) { return both_superpowers(r, "M", t); }); }},
      {"arms_burden",
          [](const Record& r, const std::string&) {
            return r.mean([&](std::size_t t) { return both_superpowers(r, "burden", t) / 2; });
          }},
      {"peace_mobilisation",
          [](const Record& r, const std::string&) {
            double sum = 0;
            double there = 0;
            for (const int i : r.posed.setting.model.publics) {
              const std::string& id = r.posed.setting.model.polity(i).id;
              const double present = r.at("present[" + id + "]", r.lived - 1);
              sum += present * r.at("P[" + id + "]", r.lived - 1);
              there += present;
            }
            return sum / std::max(1.0, there);
          }},
      {"systems.",
          [](const Record& r, const std::string& system) {
            const Model& model = r.posed.setting.model;
            return static_cast<double>(std::ranges::count_if(model.polities, [&](const PolityNumbers& p) {
              return r.at("present[" + p.id + "]", r.lived - 1) == 1 &&
                     r.at("sys[" + p.id + "]", r.lived - 1) == model.find_system(system);
            }));
          }},
      {"revolutions_to.", [](const Record& r, const std::string& system) { return to_system(r, "overthrown", system); }},
      {"reforms_to.", [](const Record& r, const std::string& system) { return to_system(r, "reformed", system); }},
      {"interventions_own_bloc", [](const Record& r, const std::string&) { return interventions(r, true); }},
      {"interventions_elsewhere", [](const Record& r, const std::string&) { return interventions(r, false); }},
      {"promises_broken", [](const Record& r, const std::string&) { return promises_broken(r); }},
      {"bloc_split",
          [](const Record& r, const std::string&) {
            const int leader = r.posed.with.actor + 1;
            return std::min(1.0, r.sum([&](std::size_t t) { return polities(r, "departed_from", leader, t); }));
          }},
      {"split_of.", [](const Record& r, const std::string& polity) { return r.highest("left[" + polity + "]"); }},
      {"split_month.",
          [](const Record& r, const std::string& polity) {
            return r.sum([&](std::size_t t) { return 1 - r.at("left[" + polity + "]", t); });
          }},
      {"departures_from_rival",
          [](const Record& r, const std::string&) {
            const Model& model = r.posed.setting.model;
            const int leader = model.polity(model.find_polity(rival(r))).principal + 1;
            return r.sum([&](std::size_t t) { return polities(r, "departed_from", leader, t); });
          }},
      {"fear_of_allies",
          [](const Record& r, const std::string&) { return r.mean([&](std::size_t t) { return fear_of_allies(r, t); }); }},
      {"thought_irresolute",
          [](const Record& r, const std::string&) {
            return r.mean([&](std::size_t t) { return r.at("q[" + rival(r) + "," + actor(r) + "]", t); });
          }},
      {"breaches.", [](const Record& r, const std::string& principle) { return breaches(r, actor(r), principle); }},
      {"breaches_by_rivals.", [](const Record& r, const std::string& principle) { return breaches_by_rivals(r, principle); }},
      {"agreements",
          [](const Record& r, const std::string&) {
            const Model& model = r.posed.setting.model;
            return r.sum([&](std::size_t t) {
              const bool has_any = std::ranges::any_of(model.demonstrations,
                  [&](const DatedDemonstration& d) { return d.takes_two && d.month == static_cast<int>(t); });
              return has_any ? r.at("agreement[" + actor(r) + "," + rival(r) + "]", t) : 0.0;
            });
          }},
      {"aid",
          [](const Record& r, const std::string&) {
            return r.mean([&](std::size_t t) { return r.at("aid_given[" + actor(r) + "]", t) / r.at("Y[" + actor(r) + "]", t); });
          }},
      {"relative_output",
          [](const Record& r, const std::string&) {
            return r.at("Y[" + actor(r) + "]", r.lived - 1) / r.at("Y[" + rival(r) + "]", r.lived - 1);
          }},
      {"output_under.", [](const Record& r, const std::string& system) { return output_under(r, system); }},
      {"prestige", [](const Record& r, const std::string&) { return prestige(r); }},
  };
  return all;
}

const Definition* definition_of(const std::string& name, std::string& label) {
  const Definition* found = nullptr;
  for (const auto& [key, definition] : definitions()) {
    if (key == name) return &definition;
    if (key.ends_with('.') && name.starts_with(key)) {
      found = &definition;
      label = name.substr(key.size());
    }
  }
  return found;
}

// `rounding`: relative, of a sum of some hundred months in the engine's precision.
void expect_defined(const Asked& asked, EngineKind kind, std::uint32_t history, double rounding) {
  for (const bool with : {true, false}) {
    const Record record(asked, kind, history, with);
    const auto& outcomes = record.posed.setting.outcomes;
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
      std::string label;
      const Definition* definition = definition_of(outcomes[o].name, label);
      ASSERT_NE(definition, nullptr) << outcomes[o].name;
      const double expected = (*definition)(record, label);
      EXPECT_NEAR(record.outcome(o), expected, rounding * std::max(1.0, std::abs(expected)))
          << outcomes[o].name << ", history " << history;
    }
  }
}

TEST(OutcomeLaw, EveryOutcomeHasItsDefinition) {
  for (const OutcomeEntry& outcome : catalogue().outcomes)
    EXPECT_TRUE(std::ranges::any_of(definitions(), [&](const auto& d) {
      return d.first == outcome.name || d.first == std::string(outcome.name) + ".";
    })) << outcome.name;
}

TEST(OutcomeLaw, EveryOutcomeIsWhatItsDefinitionSays) {
  for_everything([](const Asked& asked) {
    for (const std::uint32_t history : {0U, 1U, 2U}) expect_defined(asked, EngineKind::reference, history, 1e-12);
    expect_defined(asked, EngineKind::batch, 16, 2e-5);
  });
}

// Histories that end early: war on every rung, from the first month's crises on.
TEST(OutcomeLaw, TheMonthsAfterTheEndDoNotCount) {
  for_everything([](Asked asked) {
    for (const char* risk : {"eps_1", "eps_2", "eps_3", "eps_4"}) asked.scenario.parameters[risk] = 0.5;
    asked.scenario.parameters["v_c"] = 0;
    asked.scenario.parameters["rate_acc"] = 1;
    bool ended_early = false;
    for (const std::uint32_t history : {0U, 1U, 2U, 3U}) {
      const Record record(asked, EngineKind::reference, history, true);
      ended_early = ended_early || record.lived < static_cast<std::size_t>(record.posed.setting.model.months);
      expect_defined(asked, EngineKind::reference, history, 1e-12);
    }
    EXPECT_TRUE(ended_early || !is_lively(asked));
  });
}

}  // namespace
}  // namespace coexist::laws
