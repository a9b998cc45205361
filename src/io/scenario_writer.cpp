// SPDX-License-Identifier: Apache-2.0
// A scenario as TOML, canonical: the same scenario always gives the same text, and that text reads back to it.
#include <algorithm>
#include <string>

#include "coexist/scenario_file.h"
#include "io/fields.h"
#include "io/tree.h"

namespace coexist {
namespace {

std::string value_of(double number) {
  std::string text = shortest(number);
  // Without these TOML would read an integer, which has no sign of zero and ends at 64 bits.
  if (text.find_first_of(".en") == text.npos) text += ".0";
  return text;
}

std::string value_of(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      result += "\\u00";
      result += digits[byte >> 4U];
      result += digits[byte & 15U];
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string value_of(const std::string& text) { return value_of(std::string_view(text)); }
std::string value_of(int number) { return std::to_string(number); }
std::string value_of(bool truth) { return truth ? "true" : "false"; }
std::string value_of(Date date) { return value_of(date.text()); }

template <class T> std::string value_of(const std::vector<T>& list) {
  std::string text = "[";
  for (const T& item : list) text += (text.size() > 1 ? ", " : "") + value_of(item);
  return text + "]";
}

std::string key_of(const std::string& key) {
  const bool bare = !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  });
  return bare ? key : value_of(key);
}

class Writer {
 public:
  void header(const std::string& name) { text_ += "\n[" + name + "]\n"; }
  void item(const std::string& name) { text_ += "\n[[" + name + "]]\n"; }
  template <class T> void key(std::string_view name, const T& value) {
    text_.append(name).append(" = ").append(value_of(value)).append("\n");
  }
  template <class T, std::size_t N> void numbers(const std::array<NumberField<T>, N>& fields, const T& from) {
    for (const NumberField<T>& field : fields) key(field.key, from.*field.member);
  }
  void weights(const Weights& weights) {
    std::string line;
    for (const auto& field : weight_fields)
      line += (line.empty() ? "" : ", ") + std::string(field.key) + " = " + value_of(weights.*field.member);
    text_ += "weights = { " + line + " }\n";
  }
  void rows(const std::map<std::string, std::vector<double>>& rows) {
    for (const auto& [polity, values] : rows) key(key_of(polity), values);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void write_header(Writer& out, const Scenario& scenario) {
  out.key("schema", 1);
  out.key("model", scenario.model);
  if (!scenario.without.empty()) out.key("without", scenario.without);
  out.header("scenario");
  out.key("name", scenario.name);
  out.key("title", scenario.title);
  if (!scenario.look_for.empty()) out.key("look_for", scenario.look_for);
  if (!scenario.currency.empty()) out.key("currency", scenario.currency);
  if (!scenario.meant.empty()) out.key("meant", scenario.meant);
  out.key("start", scenario.start);
  out.key("end", scenario.end);
  out.key("principal_slots", scenario.principal_slots);
  if (scenario.called != Called{}) out.key("called", std::vector{scenario.called.one, scenario.called.many});
  if (!scenario.parameters.empty()) {
    out.header("parameters");
    for (const auto& [name, value] : scenario.parameters) out.key(key_of(name), value);
  }
  for (const Question& question : scenario.questions) {
    out.item("question");
    out.key("id", question.id);
    out.key("actor", question.actor);
    out.key("doctrine", question.doctrine);
    out.key("instead", question.instead);
    out.key("adopt", question.adopt);
    out.key("report_fear", question.report_fear);
    out.key("report_splits", question.report_splits);
  }
}

void write_cast(Writer& out, const Scenario& scenario) {
  out.header("systems");
  out.key("names", scenario.systems.names);
  out.key("distance", scenario.systems.distance);
  out.key("challenger", scenario.systems.challenger);
  out.key("pole", scenario.systems.pole);
  out.key("far_weight", scenario.systems.far_weight);
  out.key("reported", scenario.systems.reported);
  out.key("principles", scenario.systems.principles);
  out.header("movement");
  out.key("sponsor", scenario.movement.sponsor);
  out.key("publics", scenario.movement.publics);
  for (const Act& act : scenario.acts) {
    out.item("act");
    out.key("id", act.id);
    out.numbers(act_fields, act);
    out.key("breaks", act.breaks);
  }
  const auto stereotype = [&](const std::string& name, const Stereotype& from) {
    out.header("stereotype." + name);
    out.numbers(stereotype_fields, from);
    out.weights(from.weights);
  };
  stereotype("S", scenario.security_seeker);
  stereotype("R", scenario.revisionist);
  for (const Doctrine& doctrine : scenario.doctrines) {
    out.item("doctrine");
    out.key("id", doctrine.id);
    out.numbers(doctrine_fields, doctrine);
    out.key("promises", doctrine.promises);
    if (!doctrine.varies_with.empty()) out.key("varies_with", doctrine.varies_with);
    out.weights(doctrine.weights);
  }
}

void write_course(Writer& out, const Scenario& scenario) {
  for (const Adoption& adoption : scenario.adoptions) {
    out.item("adoption");
    out.key("polity", adoption.polity);
    out.key("date", adoption.date);
    if (!adoption.doctrine.empty()) out.key("doctrine", adoption.doctrine);
    if (!adoption.choose.empty()) out.key("choose", adoption.choose);
    if (!adoption.bias.empty()) out.key("bias", adoption.bias);
  }
  for (const Leader& leader : scenario.leaders) {
    out.item("leader");
    out.key("polity", leader.polity);
    out.key("name", leader.name);
    out.key("date", leader.date);
  }
  for (const Demonstration& demonstration : scenario.demonstrations) {
    out.item("demonstration");
    out.key("actor", demonstration.actor);
    out.key("target", demonstration.target);
    out.key("date", demonstration.date);
    out.key("doctrine", demonstration.doctrine);
    if (!demonstration.name.empty()) out.key("name", demonstration.name);
    out.numbers(demonstration_fields, demonstration);
    out.key("takes_two", demonstration.takes_two);
    out.key("in_every_arm_before_adoption", demonstration.in_every_arm_before_adoption);
  }
  for (const Incident& incident : scenario.incidents) {
    out.item("incident");
    if (!incident.name.empty()) out.key("name", incident.name);
    out.key("actor", incident.actor);
    out.key("target", incident.target);
    out.key("date", incident.date);
    out.key("act", incident.act);
  }
  for (const Flashpoint& flashpoint : scenario.flashpoints) {
    out.item("flashpoint");
    out.key("name", flashpoint.name);
    out.key("challenger", flashpoint.challenger);
    out.key("defender", flashpoint.defender);
    out.numbers(flashpoint_fields, flashpoint);
    out.key("from", flashpoint.from);
    out.key("to", flashpoint.to);
    if (!flashpoint.only_if) continue;
    out.key("only_if.polity", flashpoint.only_if->polity);
    out.key("only_if.system", flashpoint.only_if->system);
  }
  for (const DatedEvent& event : scenario.history) {
    const bool unrest = event.kind == DatedEvent::Kind::unrest;
    out.item("history");
    out.key("kind", std::string(unrest ? "unrest" : "militancy"));
    out.key("polity", event.polity);
    out.key("date", event.date);
    out.key(unrest ? "size" : "value", event.size);
  }
}

void write_tables(Writer& out, const Scenario& scenario) {
  if (!scenario.belief.empty()) out.header("belief");
  for (const auto& [pair, value] : scenario.belief) out.key(key_of(pair.first + '_' + pair.second), value);
  out.header("hostility");
  out.numbers(hostility_fields, scenario);
  if (!scenario.warheads.years.empty()) {
    out.header("warheads");
    out.key("years", scenario.warheads.years);
    out.header("warheads.stock");
    out.rows(scenario.warheads.stock);
    out.header("warheads.survivable");
    out.rows(scenario.warheads.survivable);
  }
  for (const auto& [from, row] : scenario.reach) {
    out.header("reach." + key_of(from));
    for (const auto& [to, value] : row) out.key(key_of(to), value);
  }
  // The first year counts for nothing without paths, but is a field like any other.
  if (!scenario.growth_path.empty() || scenario.growth_first_year != 0) {
    out.header("growth_path");
    out.key("first_year", scenario.growth_first_year);
    out.rows(scenario.growth_path);
  }
  for (const Polity& polity : scenario.polities) {
    out.item("polity");
    out.key("id", polity.id);
    out.key("ccode", polity.ccode);
    out.key("name", polity.name);
    out.key("system", polity.system);
    out.key("bloc", polity.bloc);
    out.numbers(polity_fields, polity);
    if (!polity.region.empty()) out.key("region", polity.region);
    out.key("can_be_principal", polity.can_be_principal);
    if (polity.enters) out.key("enters", *polity.enters);
  }
}

}  // namespace

std::string write_scenario(const Scenario& scenario) {
  Writer out;
  write_header(out, scenario);
  write_cast(out, scenario);
  write_course(out, scenario);
  write_tables(out, scenario);
  return out.take();
}

}  // namespace coexist
