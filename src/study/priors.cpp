// SPDX-License-Identifier: Apache-2.0
#include "study/priors.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "base/name_hash.h"
#include "coexist/catalogue.h"
#include "mechanisms/aid.h"
#include "random/draws.h"

namespace coexist {
namespace {

// The standard normal at probability u, by bisection of the distribution function: slow, short, and the same bits everywhere.
double normal_quantile(double u) {
  double low = -9;
  double high = 9;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (normal_cdf(middle) < u ? low : high) = middle;
  }
  return (low + high) / 2;
}

// Priors of the numbers that stand in scenarios, in the words of `judged_beside_parameters`.
constexpr Prior weight_alone = lognormal(0.30);
constexpr Prior weight_of_feature = lognormal(0.25);
constexpr Prior weight_of_each = lognormal(0.15);
constexpr Prior militancy_shift = normal(0, 0.08);
constexpr Prior scope_prior = uniform(0, 0.8);
constexpr Prior demo_rate_prior = uniform(0, 1);
constexpr Prior precedent_prior = uniform(0, 1);
constexpr Prior fund_shift = normal(0, 0.15);
constexpr Prior act_shift = normal(0, 0.4);
constexpr Prior flashpoint_factor = lognormal(0.4);
constexpr Prior reported_prior = uniform(0, 0.03);
constexpr Prior belief_shift = normal(0, 0.4);
constexpr Prior regime_shift = normal(0, 0.04);
constexpr Prior spread_factor = lognormal(0.15);
constexpr Prior reach_factor = lognormal(0.4);
constexpr Prior survivable_factor = lognormal(0.3);

class Drawer {
 public:
  Drawer(const Scenario& scenario, std::uint64_t seed, std::uint32_t draw) : draws_(seed, draw) { drawn_.scenario = scenario; }
  // Every number at the same probability of its prior.
  Drawer(const Scenario& scenario, double probability) : draws_(0, 0), probability_(probability) { drawn_.scenario = scenario; }

  double uniform_of(const std::string& path) const {
    if (probability_) return *probability_;
    // A group of its own, beyond those of the model: the luck of histories is not touched.
    constexpr auto group = static_cast<DrawGroup>(1000);
    return draws_.block(0, group, name_hash("prior:" + path)).uniform(0);
  }
  void set(const std::string& path, double& number, double value) {
    judged_.push_back({path, number, value, is_held(path)});
    if (judged_.back().is_held) return;
    number = value;
    drawn_.numbers.emplace_back(path, value);
  }
  // Whether the user set this number, or a part of it, by its path; weights have a short path and a long one.
  bool is_held(const std::string& path) const {
    return std::ranges::any_of(drawn_.scenario.overridden, [&](const auto& given) {
      const std::string held = plain(given.first);
      const std::string own = plain(path);
      return held == own || held.starts_with(own + ".");
    });
  }
  static std::string plain(std::string path) {
    std::erase(path, '"');
    if (const std::size_t at = path.find(".weights."); at != std::string::npos)
      path.erase(at, std::string_view(".weights").size());
    return path;
  }

  // A prior that stands for the number itself, or multiplies it (lognormal).
  void replace(const std::string& path, double& number, const Prior& prior, const Range& range) {
    set(path, number, value_of_prior(prior, range, number, uniform_of(path)));
  }
  // A normal added to the number, clipped to the range.  `luck`: the path by which it is drawn.
  void shift(const std::string& path, double& number, const Prior& prior, const Range& range) {
    shift(path, path, number, prior, range);
  }
  void shift(const std::string& luck, const std::string& path, double& number, const Prior& prior, const Range& range) {
    const double moved = number + value_of_prior(prior, any_number, 0, uniform_of(luck));
    set(path, number, std::clamp(moved, range.low, range.high));
  }

  void parameters() {
    for (const MechanismEntry& mechanism : catalogue().mechanisms)
      for (const Parameter& parameter : mechanism.parameters) {
        if (!is_in(mechanism, drawn_.scenario)) continue;
        if (parameter.prior.kind == Prior::Kind::fixed) continue;
        const std::string name(parameter.name);
        if (drawn_.scenario.parameters.contains(name)) continue;  // stated by the scenario or its user: no longer judged
        double value = parameter.standard;
        replace(name, value, parameter.prior, parameter.range);
        drawn_.scenario.parameters[name] = value;
      }
  }

  // `luck`: whose draws they are.
  void weights(const std::string& luck, const std::string& owner, Weights& weights, PriorScheme scheme) {
    const std::array<std::pair<const char*, double*>, 9> all = {{{"gain", &weights.gain}, {"danger", &weights.danger},
        {"fear", &weights.fear}, {"hostility", &weights.hostility}, {"reciprocity", &weights.reciprocity},
        {"public", &weights.public_}, {"order", &weights.order}, {"promise", &weights.promise}, {"cost", &weights.cost}}};
    for (const auto& [feature, weight] : all) {
      const std::string path = owner + ".weights." + feature;
      const double own = uniform_of(luck + ".weights." + feature);
      double factor = 1;
      if (scheme == PriorScheme::independent) {
        factor = value_of_prior(weight_alone, not_negative, 1, own);
      } else {
        factor = value_of_prior(weight_of_feature, not_negative, 1, uniform_of(std::string("weights.") + feature)) *
                 value_of_prior(weight_of_each, not_negative, 1, own);
      }
      set(path, *weight, *weight * factor);
    }
  }

  void scenario_numbers(const Question& question, PriorScheme scheme) {
    Scenario& s = drawn_.scenario;
    weights("stereotype.S", "stereotype.S", s.security_seeker.weights, scheme);
    weights("stereotype.R", "stereotype.R", s.revisionist.weights, scheme);
    shift("stereotype.S.militancy", s.security_seeker.militancy, militancy_shift, share);
    shift("stereotype.R.militancy", s.revisionist.militancy, militancy_shift, share);
    for (Doctrine& d : s.doctrines) {
      if (!can_be_in_force(d.id, question)) continue;
      const std::string path = "doctrine." + d.id;
      const std::string luck = d.varies_with.empty() ? path : "doctrine." + d.varies_with;
      weights(luck, path, d.weights, scheme);
      shift(luck + ".militancy", path + ".militancy", d.militancy, militancy_shift, share);
      if (d.id == question.doctrine || d.varies_with == question.doctrine) {
        const auto draw = [&](const char* key, double& number, const Prior& prior, const Range& range) {
          set(path + key, number, value_of_prior(prior, range, number, uniform_of(luck + key)));
        };
        if (!d.promises.empty()) draw(".scope_own", d.scope_own, scope_prior, share);
        draw(".demo_rate", d.demo_rate, demo_rate_prior, yearly_rate);
        if (s.model >= 3) draw(".precedent", d.precedent, precedent_prior, share);
      }
      if (d.fund > 0) shift(path + ".fund", d.fund, fund_shift, share);
    }
    for (Act& act : s.acts)
      if (act.id != "normal") shift("act." + act.id + ".b", act.b, act_shift, any_number);
    for (Flashpoint& f : s.flashpoints) replace("flashpoint." + f.name + ".rate", f.rate, flashpoint_factor, not_negative);
    for (std::size_t n = 0; n < s.systems.names.size(); ++n)
      if (s.systems.reported[n] > 0)
        replace("systems.reported." + s.systems.names[n], s.systems.reported[n], reported_prior, any_number);
    for (auto& [pair, value] : s.belief) shift("belief." + pair.first + "_" + pair.second, value, belief_shift, any_number);
    for (Polity& p : s.polities) {
      shift("polity." + p.id + ".mu", p.mu, regime_shift, share);
      replace("polity." + p.id + ".sigma", p.sigma, spread_factor, positive);
    }
    for (auto& [from, targets] : s.reach)
      for (auto& [to, value] : targets)
        if (value > 0 && value < 1) replace("reach." + from + "." + to, value, reach_factor, share);
    for (auto& [polity, path] : s.warheads.survivable) {
      // One factor for a polity's whole path: what is doubted is how well its forces would have survived, not each year on its own.
      double factor = 1;
      replace("warheads.survivable." + polity, factor, survivable_factor, not_negative);
      for (double& value : path) value = std::min(1.0, value * factor);
    }
  }

  bool can_be_in_force(const std::string& doctrine, const Question& question) const {
    return doctrine == question.doctrine || doctrine == question.instead ||
           std::ranges::any_of(drawn_.scenario.adoptions, [&](const Adoption& a) {
             return a.doctrine == doctrine || std::ranges::find(a.choose, doctrine) != a.choose.end();
           });
  }

  DrawnScenario take() { return std::move(drawn_); }
  std::vector<JudgedNumber> take_judged() { return std::move(judged_); }

 private:
  DrawnScenario drawn_;
  std::vector<JudgedNumber> judged_;
  Draws<double> draws_;
  std::optional<double> probability_;
};

}  // namespace

double value_of_prior(const Prior& prior, const Range& range, double standard, double u) {
  const auto between = [&](double low, double high) { return low + (high - low) * u; };
  switch (prior.kind) {
    case Prior::Kind::fixed: return standard;
    case Prior::Kind::uniform: return between(std::max(prior.first, range.low), std::min(prior.second, range.high));
    case Prior::Kind::normal: {
      const auto below = [&](double end) { return normal_cdf(std::clamp((end - prior.first) / prior.second, -9.0, 9.0)); };
      const double low = below(range.low);
      const double high = below(range.high);
      return std::clamp(prior.first + prior.second * normal_quantile(between(low, high)), range.low, range.high);
    }
    case Prior::Kind::lognormal: {
      if (standard <= 0) return standard;  // a multiple of nothing
      const double low = range.low > 0 ? normal_cdf(logarithm(range.low / standard) / prior.second) : 0;
      const double high = normal_cdf(std::min(9.0, logarithm(range.high / standard) / prior.second));
      const double value = standard * exponential(prior.second * normal_quantile(between(low, high)));
      return std::clamp(value, range.low, range.high);
    }
  }
  CHECK(false);
  return standard;
}

DrawnScenario draw_from_priors(
    const Scenario& scenario, const Question& question, PriorScheme scheme, std::uint64_t seed, std::uint32_t draw) {
  Drawer drawer(scenario, seed, draw);
  drawer.parameters();
  drawer.scenario_numbers(question, scheme);
  return drawer.take();
}

std::vector<JudgedNumber> judged_numbers(const Scenario& scenario, const Question& question, double probability) {
  Drawer drawer(scenario, probability);
  drawer.parameters();
  drawer.scenario_numbers(question, PriorScheme::independent);
  return drawer.take_judged();
}

bool is_in(const MechanismEntry& mechanism, const Scenario& scenario) {
  if (mechanism.name == Aid::info.name && std::ranges::find(scenario.acts, mechanism.name, &Act::id) == scenario.acts.end())
    return false;
  return mechanism.since <= scenario.model;
}

bool is_of_warheads(const Parameter& parameter) {
  const auto says = [&](std::string_view word) { return parameter.meaning.find(word) != std::string_view::npos; };
  return says("nuclear") || says("warhead");
}

const std::vector<JudgedNumbers>& judged_beside_parameters() {
  static const std::vector<JudgedNumbers> all = {
      {"weights of doctrines and stereotypes",
          "lognormal(1;0.30) each (independent), or lognormal(1;0.25) common to all for each feature times lognormal(1;0.15) "
          "each (common)",
          "judgement"},
      {"militancy of doctrines and stereotypes", "normal(0;0.08) added, clipped to 0..1", "judgement"},
      {"scope_own of the doctrine in question", "uniform(0;0.8)", "judgement"},
      {"demo_rate of the doctrine in question", "uniform(0;1)", "judgement"},
      {"precedent of the doctrine in question (model version 3)", "uniform(0;1)", "judgement"},
      {"fund of doctrines that fund the movement", "normal(0;0.15) added, clipped to 0..1", "judgement"},
      {"b of acts", "normal(0;0.4) added to each", "judgement; to be fitted to event data"},
      {"rate of flashpoints", "lognormal(1;0.4) times each", "judgement; to be fitted to crisis data"},
      {"reported of systems that overstate", "uniform(0;0.03)", "judgement; official against later estimates"},
      {"starting beliefs", "normal(0;0.4) added to each", "judgement"},
      {"mu of polities", "normal(0;0.04) added, clipped to 0..1", "judgement"},
      {"sigma of polities", "lognormal(1;0.15) times each", "judgement"},
      {"reach between 0 and 1", "lognormal(1;0.4) times each, at most 1", "judgement"},
      {"survivable warheads", "lognormal(1;0.3) times each polity's path, at most 1", "judgement"},
  };
  return all;
}

std::uint32_t number_of_draws(const StudyOptions& options) {
  if (options.prior_draws) return *options.prior_draws;
  const std::uint32_t draws = std::min<std::uint32_t>(200, options.worlds / 100);
  return draws < 20 ? 0 : draws;
}

}  // namespace coexist
