// SPDX-License-Identifier: Apache-2.0
#include "io/pieces.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "coexist/names.h"
#include "coexist/scenario_file.h"
#include "io/files.h"
#include "io/limits.h"

namespace coexist {
namespace {

using Strings = std::vector<std::string>;

// The lists of tables, and the keys by which two of their tables are the same.
struct ListOfTables {
  std::string_view key;
  std::array<std::string_view, 4> identity;
};
constexpr std::array lists_of_tables = {
    ListOfTables{"act", {"id"}},
    ListOfTables{"adoption", {"polity", "date"}},
    ListOfTables{"demonstration", {"actor", "target", "date", "doctrine"}},
    ListOfTables{"doctrine", {"id"}},
    ListOfTables{"flashpoint", {"name"}},
    ListOfTables{"history", {"kind", "polity", "date"}},
    ListOfTables{"incident", {"actor", "target", "date"}},
    ListOfTables{"leader", {"polity", "date"}},
    ListOfTables{"polity", {"id"}},
    ListOfTables{"question", {"id"}},
};

Strings identity_of(const Node& table, const ListOfTables& list) {
  Strings identity;
  for (const std::string_view key : list.identity) {
    const Node* part = key.empty() ? nullptr : table.find(key);
    identity.push_back(part && part->kind == Node::Kind::text ? part->text : "");
  }
  return identity;
}

void merge_tables(Node& under, Node&& own);

// `[question]` may stand for a list of one.
void make_list(Node& node) {
  if (node.kind != Node::Kind::table) return;
  Node list;
  list.kind = Node::Kind::array;
  list.place = node.place;
  list.items.push_back(std::move(node));
  node = std::move(list);
}

// Each table of a piece is matched once: what stands twice in the file itself stays twice, for the reader to refuse.
void merge_lists(Node& under, Node&& own, const ListOfTables& list) {
  std::vector<bool> is_matched(under.items.size());
  for (Node& item : own.items) {
    const Strings identity = identity_of(item, list);
    std::size_t at = 0;
    while (at < is_matched.size() && (is_matched[at] || identity_of(under.items[at], list) != identity)) ++at;
    if (item.kind == Node::Kind::table && at < is_matched.size() && under.items[at].kind == Node::Kind::table) {
      is_matched[at] = true;
      merge_tables(under.items[at], std::move(item));
    } else {
      under.items.push_back(std::move(item));
    }
  }
  under.place = own.place;
}

void merge_tables(Node& under, Node&& own) {
  for (NodeEntry& entry : own.entries) {
    Node* before = under.find(entry.key);
    if (!before)
      under.entries.push_back(std::move(entry));
    else if (before->kind == Node::Kind::table && entry.value.kind == Node::Kind::table)
      merge_tables(*before, std::move(entry.value));
    else
      *before = std::move(entry.value);
  }
  under.place = own.place;
}

void merge_files(Node& under, Node&& own) {
  for (const ListOfTables& list : lists_of_tables) {
    Node* before = under.find(list.key);
    Node* after = own.find(list.key);
    if (!before || !after) continue;
    if (list.key == "question") {
      make_list(*before);
      make_list(*after);
    }
    if (before->kind != Node::Kind::array || after->kind != Node::Kind::array) continue;
    Node merged = std::move(*before);
    merge_lists(merged, std::move(*after), list);
    *after = std::move(merged);
  }
  merge_tables(under, std::move(own));
}

class Taker {
 public:
  explicit Taker(Problems& problems) : problems_(problems) {}

  // `name`: of the file whose tree it is, as it stands in `chain_`; `folder`: where its own pieces are found, none in the library.
  void take(Node& file, const std::string& name, const std::filesystem::path* folder) {
    const auto use = std::ranges::find(file.entries, "use", &NodeEntry::key);
    if (use == file.entries.end()) return;
    const Node names = std::move(use->value);
    file.entries.erase(use);
    if (names.kind != Node::Kind::array) {
      problems_.add(names.place, "'use' is " + in_words(names) + ", expected a list of names of pieces, as [\"acts/standard\"]");
      return;
    }
    chain_.push_back(name);
    Node under;
    for (const Node& each : names.items)
      if (std::optional<Node> piece = taken(each, folder)) merge_files(under, std::move(*piece));
    chain_.pop_back();
    // A scenario that is built on another one is another one.
    if (Node* head = under.find("scenario"))
      std::erase_if(head->entries,
          [](const NodeEntry& entry) { return entry.key == "name" || entry.key == "title" || entry.key == "look_for"; });
    merge_files(under, std::move(file));
    file = std::move(under);
  }

 private:
  std::optional<Node> taken(const Node& each, const std::filesystem::path* folder) {
    if (each.kind != Node::Kind::text || each.text.empty() || each.text.size() > limits::path_bytes) {
      problems_.add(
          each.place, "'use' holds " + in_words(each) + ", expected the name of a piece, or of a file that ends in .toml");
      return std::nullopt;
    }
    const bool is_file = each.text.ends_with(".toml");
    if (is_file && !folder) {
      problems_.add(
          each.place, "a piece of the library uses the file " + coexist::quoted(each.text) + ", expected a piece of the library");
      return std::nullopt;
    }
    const std::filesystem::path path = is_file ? (*folder / each.text).lexically_normal() : std::filesystem::path();
    const std::string name = is_file ? path.string() : each.text;
    if (std::ranges::find(chain_, name) != chain_.end()) {
      std::string circle;
      for (const std::string& link : chain_) circle += coexist::quoted(link) + " uses ";
      problems_.add(each.place, "'use' goes round in a circle: " + circle + coexist::quoted(name), "Leave one of them out");
      return std::nullopt;
    }
    if (!seen_.insert(name).second) return std::nullopt;  // once is enough
    if (seen_.size() > limits::pieces) {
      if (seen_.size() == limits::pieces + 1)
        problems_.add(each.place, "'use' comes to more than " + std::to_string(limits::pieces) + " pieces");
      return std::nullopt;
    }
    std::string text;
    if (is_file) {
      std::expected<std::string, std::string> read = text_of_file(name, true);
      if (!read) {
        problems_.add(each.place, "'use': " + coexist::quoted(each.text) + ' ' + read.error());
        return std::nullopt;
      }
      text = *std::move(read);
    } else if (const std::optional<std::string_view> bundled = piece_of_library(name)) {
      text = *bundled;
    } else {
      const Strings known = library_pieces();
      problems_.add(each.place, "'use': there is no piece " + coexist::quoted(name) + " in the library",
          problems_.many() ? ""
                           : suggestion(name, known) + " `coexist list library` says what there is; a file's name ends in .toml");
      return std::nullopt;
    }
    const int number = problems_.add_file(name);
    if (!check_text(text, problems_, number)) return std::nullopt;
    std::optional<Node> tree = parse_toml(text, problems_, number);
    if (!tree) return std::nullopt;
    const std::filesystem::path own_folder = path.parent_path();
    take(*tree, name, is_file ? &own_folder : nullptr);
    return tree;
  }

  Problems& problems_;
  Strings chain_;
  std::set<std::string> seen_;
};

}  // namespace

void take_pieces(Node& file, std::string_view source, Problems& problems) {
  const std::filesystem::path path(source);
  const std::filesystem::path folder = path.parent_path();
  Taker(problems).take(file, path.lexically_normal().string(), &folder);
}

}  // namespace coexist
