// SPDX-License-Identifier: Apache-2.0
// The page of an answer: one JSON object, as web/src/data.ts describes it, put into a page that is made beforehand.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "coexist/names.h"
#include "coexist/report.h"
#include "coexist/version.h"
#include "report/answer_text.h"
#include "report/layout.h"
#include "report/story_json.h"

namespace coexist {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view opening = R"(<script type="application/json" id="data">)";
constexpr std::string_view closing = "</script>";

Json json_of(const std::optional<Interval>& interval) { return interval ? Json{interval->low, interval->high} : Json(nullptr); }

// The ends of an interval, which are shown to three digits at most.
Json ends_of(const std::optional<Interval>& interval) {
  const auto brief = [](double value) { return std::stod(fmt::format("{:.6g}", value)); };
  return interval ? Json{brief(interval->low), brief(interval->high)} : Json(nullptr);
}

// Of what is drawn rather than read: as many digits as a screen has points.
Json drawn(const std::vector<std::optional<double>>& values, double scale) {
  Json all = Json::array();
  for (const std::optional<double>& value : values)
    all.push_back(value && std::isfinite(*value) ? Json(std::stod(fmt::format("{:.4g}", scale * *value))) : Json(nullptr));
  return all;
}

// One of many, with the ends of its interval, to the digits that a switch shows.
Json drawn(const Estimate& estimate) {
  const auto brief = [](double value) { return std::stod(fmt::format("{:.5g}", value)); };
  if (!estimate.ci95) return Json::array({brief(estimate.value)});
  return Json::array({brief(estimate.value), brief(estimate.ci95->low), brief(estimate.ci95->high)});
}

// Month or date by date; null where there is nothing.
Json rows(const std::vector<std::vector<int>>& shares) {
  Json all = Json::array();
  for (const std::vector<int>& row : shares) all.push_back(row.empty() ? Json(nullptr) : Json(row));
  return all;
}

// What a reader needs of each part of a doctrine.
constexpr std::array<std::pair<const char*, const char*>, 5> part_meanings = {
    {{"intent", "what the doctrine wants: all weights but the one on promises"},
        {"promises", "the principles it promises, their weight and scope"},
        {"demonstrations", "unilateral steps that show good will, dated and spontaneous"},
        {"movement", "funding of the peace movement abroad"}, {"means", "the militancy it preaches"}}};

// And of each channel, in the order of their ways.
constexpr std::array<std::pair<const char*, const char*>, 6> channel_meanings = {
    {{"belief", "what each principal holds of the other's motive"}, {"fear", "fear of war, and alert"},
        {"arms", "military spending and the warheads planned"}, {"publics", "publics mobilised for peace"},
        {"example", "what is learnt of growth under each system, and remembered breaches"},
        {"alliance", "loyalty of members to their blocs"}}};
constexpr std::size_t arms_channel = 2;

std::string unit_for_people(const std::string& unit) {
  if (unit == "count") return "a history";
  if (unit == "0..1") return "from 0 to 1";
  return unit;
}

class Page {
 public:
  Page(const Answer& answer, const Scenario& scenario, const PageStudy& study, const PageStyle& style)
      : answer_(answer), scenario_(scenario), study_(study), style_(style), headlines_(headline_rows(answer)) {}

  Json data() const {
    const std::optional<PriorRange> prior = answer_.outcomes.empty() ? std::nullopt : answer_.outcomes.front().prior;
    Json json;
    json["page"] = 1;
    json["coexist"] = version();
    json["model"] = answer_.model;
    json["scenario"] = {
        {"name", scenario_.name}, {"title", scenario_.title}, {"text", scenario_.text}, {"model", scenario_.model}};
    json["question"] = question();
    json["worlds"] = answer_.worlds;
    json["seed"] = std::to_string(answer_.seed);  // 64 bits are more than a number of JavaScript holds
    json["digest"] = answer_.digest;
    json["marked"] = answer_.marked;
    json["draws"] = prior ? prior->draws : 0;
    json["command"] = style_.command;
    json["changed"] = changed();
    json["answer"] = Json::array();
    for (const Sentence& sentence : answer_.sentences)
      json["answer"].push_back({{"text", sentence.text}, {"outcome", sentence.outcome},
          {"direction", direction_name(sentence.direction)}, {"basis", sentence.basis}});
    json["outcomes"] = Json::array();
    for (const OutcomeAnswer& outcome : answer_.outcomes) json["outcomes"].push_back(row(outcome));
    json["leaned_on"] = leaned_on();
    json["attribution"] = attribution();
    json["channels"] = channels();
    json["courses"] = courses();
    json["map"] = map();
    json["story"] = study_.story ? page_story(*study_.story) : Json(nullptr);
    json["parameters"] = parameters();
    json["sources"] = study_.sources;
    return json;
  }

 private:
  Json question() const {
    const Question& q = answer_.question;
    const auto rival = std::ranges::find_if(scenario_.principal_slots, [&](const std::string& id) { return id != q.actor; });
    return {{"id", q.id}, {"actor", q.actor}, {"actor_name", answer_.actor_name},
        {"rival", rival == scenario_.principal_slots.end() ? std::string() : *rival}, {"rival_name", answer_.rival_name},
        {"doctrine", in_words(q.doctrine)}, {"instead", in_words(q.instead)}, {"adopt", q.adopt.text()},
        {"start", answer_.start.text()}, {"until", answer_.until.text()}, {"text", question_in_words(answer_)},
        {"premise", premise_in_words(answer_)}};
  }

  Json changed() const {
    Json all = Json::array();
    const auto add = [&](const char* option, const std::vector<std::string>& values) {
      for (const std::string& value : values) all.push_back(fmt::format("--{} {}", option, shell_word(value)));
    };
    add("set", answer_.set);
    add("without", answer_.without);
    add("drop", answer_.dropped);
    if (answer_.dated != "all") add("dated", {answer_.dated});
    return all;
  }

  Json row(const OutcomeAnswer& outcome) const {
    const auto headline = std::ranges::find(headlines_, &outcome);
    const bool leads = headline != headlines_.end();
    const ShownUnit unit = shown_unit(outcome.name, outcome.unit);
    const ShownRow text = shown(outcome, leads ? most_decimals : most_decimals_of_all);
    const auto span = [](const std::string& low, const std::string& high) { return low.empty() ? "" : low + " .. " + high; };
    Json json = {{"name", outcome.name}, {"label", plain_words(outcome.name, answer_.question.actor)},
        {"meaning", outcome.meaning}, {"unit", unit_for_people(unit.name)}, {"scale", unit.scale}, {"kind", outcome.kind},
        {"headline", leads ? headline - headlines_.begin() + 1 : 0}, {"with", outcome.with}, {"without", outcome.without},
        {"difference", outcome.difference}, {"ci95", json_of(outcome.ci95)}};
    json["prior"] = outcome.prior ? prior(*outcome.prior) : Json(nullptr);
    json["put_in"] = outcome.put_in;
    json["shown"] = {{"with", text.with}, {"without", text.without}, {"difference", shown_difference(outcome, text)},
        {"ci95", span(text.ci_low, text.ci_high)}, {"range", outcome.prior ? span(text.low, text.high) : ""}};
    return json;
  }

  Json prior(const PriorRange& prior) const {
    Json leans = Json::array();
    for (const auto& [name, correlation] : prior.leans_on) leans.push_back({{"name", name}, {"correlation", correlation}});
    return {{"draws", prior.draws}, {"q05", prior.q05}, {"q95", prior.q95}, {"negative", prior.negative},
        {"positive", prior.positive}, {"verdict", prior.verdict}, {"leans_on", leans},
        {"chance_correlation", prior.chance_correlation}};
  }

  // Many outcomes lean on one number: what it is stands there once.
  Json leaned_on() const {
    Json all = Json::array();
    std::set<std::string> known;
    for (const OutcomeAnswer& outcome : answer_.outcomes) {
      if (!outcome.prior) continue;
      for (const auto& [name, correlation] : outcome.prior->leans_on)
        if (known.insert(name).second) all.push_back(leaned_on(name));
    }
    return all;
  }

  Json leaned_on(const std::string& name) const {
    const auto number = std::ranges::find(study_.numbers, name, &NumberInForce::name);
    if (number == study_.numbers.end())
      return {{"name", name}, {"meaning", ""}, {"default", nullptr}, {"unit", ""}, {"command", ""}};
    std::string command;
    if (number->can_be_set) command = style_.asking + " --set " + shell_word(fmt::format("{}={}", name, number->other));
    return {{"name", name}, {"meaning", number->meaning}, {"default", number->standard}, {"unit", number->unit},
        {"command", command}};
  }

  Json attribution() const {
    const Answer& answer = study_.parts;
    if (answer.attribution.empty()) return nullptr;
    Json parts = Json::array();
    for (const auto& [name, meaning] : part_meanings) parts.push_back({{"name", name}, {"meaning", meaning}});
    if (answer.model >= 3) parts.back()["meaning"] = "the militancy it preaches, and how far that can be argued from scripture";
    Json outcomes = Json::array();
    for (std::size_t o = 0; o < answer.attribution.size(); ++o) {
      const OutcomeAnswer& whole = answer.outcomes[o];
      Json values = Json::array();
      for (const Attributed::Part& part : answer.attribution[o].parts)
        values.push_back({{"value", part.value}, {"ci95", ends_of(part.ci95)}});
      Json sets = Json::array();
      for (const Estimate& set : answer.attribution[o].sets) sets.push_back(drawn(set));
      outcomes.push_back({{"outcome", whole.name}, {"difference", whole.difference}, {"ci95", ends_of(whole.ci95)},
          {"parts", values}, {"sets", sets}});
    }
    return {{"worlds", answer.worlds - answer.marked}, {"parts", parts}, {"outcomes", outcomes}};
  }

  Json channels() const {
    const Answer& answer = study_.ways;
    if (answer.channels.empty()) return nullptr;
    Json channels = Json::array();
    for (const auto& [name, meaning] : channel_meanings) channels.push_back({{"name", name}, {"meaning", meaning}});
    if (!has_warheads(answer)) channels[arms_channel]["meaning"] = "military spending";
    Json outcomes = Json::array();
    for (std::size_t o = 0; o < answer.channels.size(); ++o) {
      const OutcomeAnswer& whole = answer.outcomes[o];
      Json values = Json::array();
      for (const Channelled::Way& way : answer.channels[o].ways)
        values.push_back({{"value", way.value}, {"ci95", ends_of(way.ci95)}});
      Json remainder = values.back();
      values.erase(values.size() - 1);
      outcomes.push_back({{"outcome", whole.name}, {"difference", whole.difference}, {"ci95", ends_of(whole.ci95)},
          {"channels", values}, {"remainder", remainder}});
    }
    return {{"worlds", answer.worlds - answer.marked}, {"channels", channels}, {"outcomes", outcomes}};
  }

  Json courses() const {
    const Courses& courses = study_.courses;
    Json months = Json::array();
    for (int t = 0; t < courses.months; ++t) months.push_back((courses.start + t).text());
    Json charts = Json::array();
    for (const CourseChart& chart : courses.charts) {
      const ShownUnit unit = shown_unit(chart.unit);
      Json lines = Json::array();
      for (const CourseLine& line : chart.lines)
        lines.push_back({{"arm", line.arm}, {"mean", drawn(line.mean, unit.scale)}, {"low", drawn(line.low, unit.scale)},
            {"high", drawn(line.high, unit.scale)}});
      charts.push_back({{"id", chart.id}, {"title", chart.title}, {"unit", unit.name}, {"note", chart.note}, {"lines", lines}});
    }
    Json dated = Json::array();
    for (const DatedHistory& given : courses.dated)
      dated.push_back({{"month", given.date.text()}, {"text", given.text}, {"arm", given.arm}});
    return {{"worlds", courses.worlds}, {"months", months}, {"charts", charts}, {"dated", dated}};
  }

  Json map() const {
    const Courses& courses = study_.courses;
    Json dates = Json::array();
    for (const Date date : courses.map_dates) dates.push_back(date.text());
    Json polities = Json::array();
    for (const PolityCourse& polity : courses.polities)
      polities.push_back({{"id", polity.id}, {"name", polity.name}, {"region", polity.region},
          {"ccode", polity.ccode > 0 ? Json(polity.ccode) : Json(nullptr)}, {"principal", polity.is_principal},
          {"with", rows(polity.with)}, {"without", rows(polity.without)}, {"bloc_with", rows(polity.bloc_with)},
          {"bloc_without", rows(polity.bloc_without)}});
    return {{"worlds", courses.worlds}, {"dates", dates}, {"systems", courses.systems}, {"blocs", courses.blocs},
        {"polities", polities}};
  }

  Json parameters() const {
    Json all = Json::array();
    for (const NumberInForce& number : study_.numbers)
      all.push_back({{"name", number.name}, {"value", number.value}, {"default", number.standard}, {"unit", number.unit},
          {"prior", number.prior}, {"meaning", number.meaning}, {"source", number.source}, {"mechanism", number.mechanism}});
    return all;
  }

  const Answer& answer_;
  const Scenario& scenario_;
  const PageStudy& study_;
  const PageStyle& style_;
  std::vector<const OutcomeAnswer*> headlines_;
};

// JSON that may stand inside a script element: nothing in it ends the element, opens a comment, or ends a line of JavaScript.  The
// characters in question occur inside strings only.
std::string inside_html(const Json& json) {
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(text.size() + text.size() / 16);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = std::string_view(text).substr(at);
    if (rest.starts_with("\u2028") || rest.starts_with("\u2029")) {
      safe += rest.starts_with("\u2028") ? "\\u2028" : "\\u2029";
      at += 2;
    } else if (text[at] == '<' || text[at] == '>' || text[at] == '&') {
      safe += fmt::format("\\u{:04x}", static_cast<unsigned>(text[at]));
    } else {
      safe += text[at];
    }
  }
  return safe;
}

}  // namespace

std::string as_page(
    const Answer& answer, const Scenario& scenario, const PageStudy& study, const PageStyle& style, std::string_view page) {
  const std::size_t at = page.find(opening);
  if (at == std::string_view::npos || !page.substr(at + opening.size()).starts_with(closing))
    throw RunError("the page that is built into this program has no place for its data");
  const std::size_t place = at + opening.size();
  std::string text(page.substr(0, place));
  text += inside_html(Page(answer, scenario, study, style).data());
  text += page.substr(place);
  return text;
}

}  // namespace coexist
