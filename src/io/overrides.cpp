// SPDX-License-Identifier: Apache-2.0
#include "io/overrides.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

#include "coexist/catalogue.h"
#include "coexist/names.h"
#include "io/fields.h"

namespace coexist {
namespace {

using Strings = std::vector<std::string>;

// "flashpoint."Taiwan Strait".rate" -> its three parts; nothing where a part is empty or a quote stays open.
std::optional<Strings> parts_of(std::string_view path) {
  Strings parts;
  while (true) {
    std::size_t end = 0;
    if (path.starts_with('"')) {
      end = path.find('"', 1);
      if (end == path.npos) return std::nullopt;
      parts.emplace_back(path.substr(1, end - 1));
      ++end;
    } else {
      end = std::min(path.find('.'), path.size());
      parts.emplace_back(path.substr(0, end));
    }
    if (parts.back().empty()) return std::nullopt;
    if (end == path.size()) return parts;
    if (path[end] != '.') return std::nullopt;
    path.remove_prefix(end + 1);
  }
}

std::optional<double> finite_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

template <class T, std::size_t N> void append_keys(Strings& keys, const std::array<NumberField<T>, N>& fields) {
  for (const NumberField<T>& field : fields) keys.emplace_back(field.key);
}
template <class... Lists> Strings keys_of(const Lists&... lists) {
  Strings keys;
  (append_keys(keys, lists), ...);
  return keys;
}

Strings parameter_names() {
  Strings names;
  for (const MechanismEntry& mechanism : catalogue().mechanisms)
    for (const Parameter& parameter : mechanism.parameters) names.emplace_back(parameter.name);
  return names;
}

// The texts of a list in the file, as `systems.names`.
Strings texts_of(const Node* list) {
  Strings texts;
  if (list)
    for (const Node& item : list->items) texts.push_back(item.text);
  return texts;
}

Strings keys_of_table(const Node* table) {
  Strings keys;
  if (table)
    for (const NodeEntry& entry : table->entries) keys.push_back(entry.key);
  return keys;
}

// Follows one path through the tree.  Every step either goes on or records the problem and gives up.
class Walk {
 public:
  Walk(Node& file, Strings parts, Place place, Problems& problems)
      : file_(file), parts_(std::move(parts)), place_(place), problems_(problems) {}

  // The numbers that the path names: one, or the two halves of a symmetric matrix; none, and a problem, where it leads nowhere.
  std::vector<Node*> targets();

 private:
  // The next part, which must be one of `siblings`.
  std::optional<std::string> next(const Strings& siblings, const std::string& remedy = {});
  // The next part, whatever it is: the reader says whether the name is known.
  std::optional<std::string> next_name();
  std::vector<Node*> only(Node* node);

  Node* child(Node& table, const std::string& key, Node::Kind kind);
  Node* number(Node& table, const std::string& key) { return child(table, key, Node::Kind::number); }
  Node* item(const std::string& head, std::string_view name_key);
  std::vector<Node*> number_or_weight(Node* table, const Strings& keys, bool has_weights);
  std::vector<Node*> in_systems();
  std::vector<Node*> in_row(Node* table, const Strings& years);
  Strings years_of(const Node& table, const Node* row) const;

  Node& file_;
  Strings parts_;
  std::size_t at_ = 0;
  Place place_;
  Problems& problems_;
};

std::optional<std::string> Walk::next(const Strings& siblings, const std::string& remedy) {
  std::string so_far;
  for (std::size_t i = 0; i < at_; ++i) so_far += (i ? "." : "") + parts_[i];
  if (at_ == parts_.size()) {
    problems_.add(place_, "the path ends too early, expected one more name after " + quoted(so_far),
        remedy.empty() ? suggestion("", siblings) : remedy);
    return std::nullopt;
  }
  const std::string& part = parts_[at_];
  if (std::ranges::find(siblings, part) == siblings.end()) {
    problems_.add(place_, "unknown name " + quoted(part) + (so_far.empty() ? "" : " in " + quoted(so_far)),
        remedy.empty() ? suggestion(part, siblings) : remedy);
    return std::nullopt;
  }
  ++at_;
  return part;
}

std::optional<std::string> Walk::next_name() {
  if (at_ == parts_.size()) return next({});
  return parts_[at_++];
}

Node* Walk::child(Node& table, const std::string& key, Node::Kind kind) {
  if (Node* found = table.find(key)) return found;
  Node node;
  node.kind = kind;
  node.place = {};
  table.entries.push_back({key, place_, node});
  return &table.entries.back().value;
}

// Where the path goes on after a number it is wrong.
std::vector<Node*> Walk::only(Node* node) {
  if (!node) return {};
  if (at_ == parts_.size()) return {node};
  problems_.add(place_, "the path goes on after a number, with " + quoted(parts_[at_]), "Leave that out");
  return {};
}

// The table with that id or name among `[[head]]`.
Node* Walk::item(const std::string& head, std::string_view name_key) {
  Node* list = file_.find(head);
  Strings names;
  if (list)
    for (const Node& each : list->items) {
      const Node* name = each.find(name_key);
      names.push_back(name ? name->text : "");
    }
  const auto name = next(names);
  if (!name) return nullptr;
  return &list->items[static_cast<std::size_t>(std::ranges::find(names, *name) - names.begin())];
}

std::vector<Node*> Walk::number_or_weight(Node* table, const Strings& keys, bool has_weights) {
  if (!table) return {};
  const Strings weights = keys_of(weight_fields);
  Strings siblings = keys;
  if (has_weights) {
    siblings.insert(siblings.end(), weights.begin(), weights.end());
    siblings.emplace_back("weights");
  }
  auto key = next(siblings);
  if (!key) return {};
  const bool long_form = has_weights && *key == "weights";
  if (long_form) key = next(weights);
  if (!key) return {};
  const bool weight = long_form || (has_weights && std::ranges::find(weights, *key) != weights.end());
  return only(number(weight ? *child(*table, "weights", Node::Kind::table) : *table, *key));
}

std::vector<Node*> Walk::in_systems() {
  Node& systems = *child(file_, "systems", Node::Kind::table);
  const auto key = next({"far_weight", "reported", "distance"});
  if (!key) return {};
  if (*key == "far_weight") return only(number(systems, *key));
  const Strings names = texts_of(systems.find("names"));
  const auto index_of = [&](const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  };
  const auto one = next(names);
  if (!one) return {};
  const std::size_t i = index_of(*one);
  if (*key == "reported") {
    Node& reported = *child(systems, *key, Node::Kind::array);
    if (reported.items.empty()) {
      Node zero;
      zero.kind = Node::Kind::number;
      reported.items.assign(names.size(), zero);
    }
    return i < reported.items.size() ? only(&reported.items[i]) : only(nullptr);
  }
  const auto other = next(names);
  if (!other) return {};
  const std::size_t j = index_of(*other);
  Node* distance = systems.find(*key);
  const auto cell = [&](std::size_t row, std::size_t column) -> Node* {
    if (!distance || row >= distance->items.size() || column >= distance->items[row].items.size()) return nullptr;
    return &distance->items[row].items[column];
  };
  std::vector<Node*> both = only(cell(i, j));
  if (!both.empty() && i != j && cell(j, i)) both.push_back(cell(j, i));
  return both;
}

// `POLITY.YEAR` in a table of rows.
std::vector<Node*> Walk::in_row(Node* table, const Strings& years) {
  Strings polities = keys_of_table(table);
  std::erase(polities, "first_year");
  const auto polity = next(polities);
  if (!polity) return {};
  Node& row = *table->find(*polity);
  const Strings in_file(years.begin(), years.begin() + static_cast<std::ptrdiff_t>(std::min(years.size(), row.items.size())));
  const auto year = next(in_file, in_file.empty() ? "" : "There are the years " + in_file.front() + " to " + in_file.back());
  if (!year) return {};
  return only(&row.items[static_cast<std::size_t>(std::ranges::find(years, *year) - years.begin())]);
}

std::vector<Node*> Walk::targets() {
  const Strings parameters = parameter_names();
  Strings heads = {"polity", "doctrine", "act", "flashpoint", "stereotype", "systems", "belief", "hostility", "reach",
      "growth_path", "warheads", "parameters"};
  heads.insert(heads.end(), parameters.begin(), parameters.end());
  const auto head = next(heads);
  if (!head) return {};
  if (std::ranges::find(parameters, *head) != parameters.end())
    return only(number(*child(file_, "parameters", Node::Kind::table), *head));
  if (*head == "polity") return number_or_weight(item(*head, "id"), keys_of(polity_fields), false);
  if (*head == "act") return number_or_weight(item(*head, "id"), keys_of(act_fields), false);
  if (*head == "flashpoint") return number_or_weight(item(*head, "name"), keys_of(flashpoint_fields), false);
  if (*head == "doctrine") return number_or_weight(item(*head, "id"), keys_of(doctrine_fields), true);
  if (*head == "stereotype") {
    const auto which = next({"S", "R"});
    if (!which) return {};
    Node& both = *child(file_, *head, Node::Kind::table);
    return number_or_weight(child(both, *which, Node::Kind::table), keys_of(stereotype_fields), true);
  }
  if (*head == "systems") return in_systems();
  if (*head == "hostility") return number_or_weight(child(file_, *head, Node::Kind::table), keys_of(hostility_fields), false);
  if (*head == "parameters") {
    const auto name = next(parameters);
    return name ? only(number(*child(file_, *head, Node::Kind::table), *name)) : only(nullptr);
  }
  if (*head == "belief") {
    const auto pair = next_name();
    return pair ? only(number(*child(file_, *head, Node::Kind::table), *pair)) : only(nullptr);
  }
  if (*head == "reach") {
    const auto from = next_name();
    const auto to = from ? next_name() : std::nullopt;
    if (!to) return {};
    Node& row = *child(*child(file_, *head, Node::Kind::table), *from, Node::Kind::table);
    return only(number(row, *to));
  }
  Strings years;
  Node* table = file_.find(*head);
  if (*head == "growth_path") {
    const Node* first = table ? table->find("first_year") : nullptr;
    if (first && first->kind == Node::Kind::integer && std::abs(first->integer) <= limits::year)
      for (std::size_t i = 0; i < limits::list; ++i)
        years.push_back(std::to_string(first->integer + static_cast<std::int64_t>(i)));
    return in_row(table, years);
  }
  if (const Node* row = table ? table->find("years") : nullptr)
    for (const Node& year : row->items) years.push_back(std::to_string(year.integer));
  const auto which = next({"stock", "survivable"});
  return which ? in_row(table ? table->find(*which) : nullptr, years) : only(nullptr);
}

}  // namespace

void apply_overrides(Node& file, std::span<const Override> overrides, Problems& problems) {
  std::set<std::string> paths;
  for (const Override& each : overrides) {
    const Place place{0, 0, problems.add_option("--set " + each.path)};
    if (!paths.insert(each.path).second) {
      problems.add(place, "given twice", "Leave one of them out");
      continue;
    }
    const std::optional<double> value = finite_number(each.value);
    if (!value) problems.add(place, "the value " + quoted(each.value) + " is not a finite number");
    const std::optional<Strings> parts = parts_of(each.path);
    if (!parts) {
      problems.add(place, "not a path, expected names with '.' between them, as doctrine.two_camps.fund");
      continue;
    }
    if (!value) {
      // The path is checked all the same, on a copy: nothing must be changed to a value that is none.
      Node copy = file;
      Walk(copy, *parts, place, problems).targets();
      continue;
    }
    for (Node* target : Walk(file, *parts, place, problems).targets()) {
      if (target->place.option != 0) {
        problems.add(place, "given twice, by another path to the same number", "Leave one of them out");
        break;
      }
      *target = Node{};
      target->kind = Node::Kind::number;
      target->number = *value;
      target->place = place;
    }
  }
}

}  // namespace coexist
