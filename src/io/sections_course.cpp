// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "io/sections.h"

namespace coexist {
namespace {

// False where the same thing of the same polities in the same month stood before.  What lacks a part has been reported already.
bool is_first(Once& once, const std::string& what, bool whole, const TableReader& table) {
  return !whole || once.add(what, table.place(), table.problems());
}

bool given(Date date) { return date.months != 0; }

}  // namespace

void read_adoptions(Reading& reading) {
  Once once("adoption by");
  // Adoptions, alone of all dated things, may lie before the start: they say what is in force then.
  const Horizon until_end{std::nullopt, reading.horizon.last};
  for (TableReader& table : reading.file.tables("adoption", Need::required, limits::list, "polity")) {
    Adoption adoption;
    adoption.polity = table.one_of("polity", Need::required, reading.principals);
    adoption.date = table.date("date", Need::optional, until_end);
    if (!table.find("date", Need::optional, "")) adoption.date = reading.scenario.start;
    adoption.doctrine = table.one_of("doctrine", Need::optional, reading.doctrines);
    adoption.choose = table.some_of("choose", Need::optional, reading.doctrines);
    const bool fixed_one = table.find("doctrine", Need::optional, "");
    const Node* choose = table.find("choose", Need::optional, "");
    if (fixed_one && choose) table.problem("choose", "stands beside 'doctrine', expected one of the two");
    if (!fixed_one && !choose && !reading.problems.in_part())
      reading.problems.add(table.place(), table.title() + " lacks the key 'doctrine'",
          "Give it the doctrine adopted, or 'choose', a list of those to choose from");
    if (choose && choose->kind == Node::Kind::array && choose->items.empty())
      table.problem("choose", "is empty, expected at least one doctrine");
    for (const Node* item : table.list("bias", Need::optional, "log-odds"))
      adoption.bias.push_back(number_of(*item, "'bias' in " + table.title(), any_number, reading.problems).value_or(0));
    const Node* bias = table.find("bias", Need::optional, "");
    const std::size_t choices = choose ? choose->items.size() : 0;
    const bool has_its_choices = choose || !reading.problems.in_part();
    if (bias && bias->kind == Node::Kind::array && bias->items.size() != choices && has_its_choices)
      table.problem(
          "bias", "has " + entries(bias->items.size()) + ", expected " + std::to_string(choices) + ", one for each of 'choose'");
    table.done();
    const bool whole = !adoption.polity.empty() && given(adoption.date);
    if (is_first(once, adoption.polity + " in " + adoption.date.text(), whole, table))
      reading.scenario.adoptions.push_back(adoption);
  }
}

void read_leaders(Reading& reading) {
  Once once("change of leader of");
  for (TableReader& table : reading.file.tables("leader", Need::optional, limits::list, "polity")) {
    Leader leader;
    leader.polity = table.one_of("polity", Need::required, reading.principals);
    leader.name = table.label("name", Need::required, Spelling::prose);
    leader.date = table.date("date", Need::required, reading.horizon);
    table.done();
    const bool whole = !leader.polity.empty() && given(leader.date);
    if (is_first(once, leader.polity + " in " + leader.date.text(), whole, table)) reading.scenario.leaders.push_back(leader);
  }
}

void read_demonstrations(Reading& reading) {
  Once once("demonstration by");
  for (TableReader& table : reading.file.tables("demonstration", Need::optional, limits::list, "name", false, "actor")) {
    Demonstration demonstration;
    demonstration.actor = table.one_of("actor", Need::required, reading.principals);
    demonstration.target = table.one_of("target", Need::required, reading.polities);
    demonstration.date = table.date("date", Need::required, reading.horizon);
    demonstration.doctrine = table.one_of("doctrine", Need::optional, reading.doctrines, true);
    demonstration.name = table.label("name", Need::optional, Spelling::prose);
    table.numbers(demonstration_fields, demonstration);
    table.flag("takes_two", demonstration.takes_two);
    table.flag("in_every_arm_before_adoption", demonstration.in_every_arm_before_adoption);
    const bool may_decide = reading.principals.contains(demonstration.target) || reading.problems.in_part();
    if (demonstration.takes_two && !demonstration.target.empty() && !may_decide)
      table.problem(
          "target", "is " + quoted(demonstration.target) + ", expected a principal: an agreement takes two that decide");
    if (!demonstration.actor.empty() && demonstration.actor == demonstration.target)
      table.problem("target", "is the actor itself, expected another polity");
    table.done();
    const bool whole = !demonstration.actor.empty() && !demonstration.target.empty() && given(demonstration.date);
    const std::string under = demonstration.doctrine.empty() ? "" : " under " + demonstration.doctrine;
    const std::string what = demonstration.actor + " toward " + demonstration.target + " in " + demonstration.date.text() + under;
    if (is_first(once, what, whole, table)) reading.scenario.demonstrations.push_back(demonstration);
  }
}

void read_incidents(Reading& reading) {
  const Names acts{"act", {act_ids.begin(), act_ids.end()}};
  Once once("incident by");
  for (TableReader& table : reading.file.tables("incident", Need::optional, limits::list, "name", false, "actor")) {
    Incident incident;
    incident.name = table.label("name", Need::optional, Spelling::prose);
    incident.actor = table.one_of("actor", Need::required, reading.principals);
    incident.target = table.one_of("target", Need::required, reading.polities);
    incident.date = table.date("date", Need::required, reading.horizon);
    incident.act = table.one_of("act", Need::required, acts);
    if (!incident.actor.empty() && incident.actor == incident.target)
      table.problem("target", "is the actor itself, expected another polity");
    table.done();
    const bool whole = !incident.actor.empty() && !incident.target.empty() && given(incident.date);
    const std::string what = incident.actor + " toward " + incident.target + " in " + incident.date.text();
    if (is_first(once, what, whole, table)) reading.scenario.incidents.push_back(incident);
  }
}

void read_flashpoints(Reading& reading) {
  Once once("flashpoint");
  for (TableReader& table : reading.file.tables("flashpoint", Need::optional, limits::list, "name")) {
    Flashpoint flashpoint;
    flashpoint.name = table.label("name", Need::required, Spelling::name);
    flashpoint.challenger = table.one_of("challenger", Need::required, reading.polities);
    flashpoint.defender = table.one_of("defender", Need::required, reading.polities);
    if (!flashpoint.challenger.empty() && flashpoint.challenger == flashpoint.defender)
      table.problem("defender", "is the challenger itself, expected another polity");
    table.numbers(flashpoint_fields, flashpoint);
    flashpoint.from = table.date("from", Need::optional, reading.horizon);
    if (!table.find("from", Need::optional, "")) flashpoint.from = reading.scenario.start;
    flashpoint.to = table.date("to", Need::optional, reading.horizon);
    if (!table.find("to", Need::optional, "")) flashpoint.to = reading.scenario.end;
    if (given(flashpoint.from) && given(flashpoint.to) && flashpoint.to < flashpoint.from)
      table.problem("to", "is " + flashpoint.to.text() + ", before 'from', " + flashpoint.from.text());
    if (auto only_if = table.table("only_if", Need::optional)) {
      flashpoint.only_if.emplace();
      flashpoint.only_if->polity = only_if->one_of("polity", Need::required, reading.polities);
      flashpoint.only_if->system = only_if->one_of("system", Need::required, reading.systems);
      only_if->done();
    }
    table.done();
    if (flashpoint.name.empty() || once.add(flashpoint.name, table.place_of("name"), reading.problems))
      reading.scenario.flashpoints.push_back(flashpoint);
  }
}

void read_history(Reading& reading) {
  const Names kinds{"kind of history", {"unrest", "militancy"}};
  Once once("dated");
  for (TableReader& table : reading.file.tables("history", Need::optional, limits::list, "polity")) {
    DatedEvent event;
    const std::string kind = table.one_of("kind", Need::required, kinds);
    event.polity = table.one_of("polity", Need::required, reading.polities);
    event.date = table.date("date", Need::required, reading.horizon);
    if (kind == "militancy") {
      event.kind = DatedEvent::Kind::militancy;
      table.number("value", Need::required, share, event.size);
    } else if (kind == "unrest") {
      table.number("size", Need::required, share, event.size);
    } else {
      table.find("value", Need::optional, "");
      table.find("size", Need::optional, "");
    }
    table.done();
    const bool whole = !kind.empty() && !event.polity.empty() && given(event.date);
    if (is_first(once, kind + " of " + event.polity + " in " + event.date.text(), whole, table))
      reading.scenario.history.push_back(event);
  }
}

void read_questions(Reading& reading) {
  Once once("question");
  for (TableReader& table : reading.file.tables("question", Need::optional, limits::list, "id", true)) {
    Question question;
    question.id = table.label("id", Need::optional, Spelling::word);
    if (question.id.empty()) question.id = "question";
    question.actor = table.one_of("actor", Need::required, reading.principals);
    if (!question.actor.empty() && !reading.problems.in_part() && !leads_own_bloc(reading.scenario, question.actor))
      table.problem(
          "actor", "is " + quoted(question.actor) + ", which does not lead a bloc of its own, expected a principal that does");
    question.doctrine = table.one_of("doctrine", Need::required, reading.doctrines);
    question.instead = table.one_of("instead", Need::required, reading.doctrines);
    if (!question.doctrine.empty() && question.doctrine == question.instead)
      table.problem("instead", "is the doctrine in question itself, expected another one");
    question.adopt = table.date("adopt", Need::required, reading.horizon);
    Once dates("report date");
    const std::string where = "'report_fear' in " + table.title();
    for (const Node* item : table.list("report_fear", Need::optional, "dates")) {
      const auto date = date_of(*item, where, reading.horizon, reading.problems);
      if (date && dates.add(item->text, item->place, reading.problems)) question.report_fear.push_back(*date);
    }
    question.report_splits = table.some_of("report_splits", Need::optional, reading.polities);
    table.done();
    const bool has_id = table.find("id", Need::optional, "");
    if (once.add(question.id, has_id ? table.place_of("id") : table.place(), reading.problems))
      reading.scenario.questions.push_back(question);
  }
}

}  // namespace coexist
