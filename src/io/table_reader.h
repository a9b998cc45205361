// SPDX-License-Identifier: Apache-2.0
// Reads the keys of one table, and records what is wrong with them.
//
// Every key that is asked for is known; `done` reports the others.  A value that is wrong leaves the default in place, so that
// reading goes on and all problems come at once.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coexist/dates.h"
#include "coexist/parameter.h"
#include "io/fields.h"
#include "io/problems.h"
#include "io/tree.h"

namespace coexist {

inline constexpr std::string_view whole_file = "the file";  // the title of the outermost table

enum class Need { required, optional };

// Names that exist: polities, doctrines, ...
struct Names {
  std::string what;  // "polity"
  std::vector<std::string> list;
  // Where not, and there is none, their own section is at fault and has been reported; nothing is then called unknown.
  bool may_be_empty = false;
  bool are_of_the_scenario = false;  // and may come from a piece, so that where one is missing nothing is called unknown
  bool contains(std::string_view name) const;
};

// What a name may be made of.
enum class Spelling {
  polity,  // letters, digits and '-', so that '_' can join two of them
  word,    // letters, digits, '_' and '-', so that '.' can divide a path
  name,    // anything printable but '.' and '"', for the same reason
  prose,   // anything printable
};

// First places of names that must not come twice.
class Once {
 public:
  explicit Once(std::string what) : what_(std::move(what)) {}
  // False, and a problem, where `name` was there before.
  bool add(const std::string& name, Place place, Problems& problems);

 private:
  std::string what_;
  std::map<std::string, Place> places_;
};

struct Horizon {
  std::optional<Date> first, last;
};

class TableReader {
 public:
  TableReader(const Node& table, std::string title, Problems& problems);

  const Node* find(std::string_view key, Need need, std::string_view expected);
  // Keys that are names of the user's choosing: all that were not asked for before.
  std::vector<const NodeEntry*> others();

  void number(std::string_view key, Need need, Range range, double& into);
  // `need`: of those that a whole table must have.
  template <class T, std::size_t N>
  void numbers(const std::array<NumberField<T>, N>& fields, T& into, Need need = Need::required) {
    for (const NumberField<T>& field : fields)
      number(field.key, field.required ? need : Need::optional, field.range, into.*field.member);
  }
  void integer(std::string_view key, Need need, int low, int high, int& into);
  void flag(std::string_view key, bool& into);
  // A text of the given spelling; empty where it is missing or wrong.
  std::string label(std::string_view key, Need need, Spelling spelling, std::size_t longest = limits::name_bytes);
  // One of `names`; empty where it is missing or wrong, or, if `or_none`, where the file says "".
  std::string one_of(std::string_view key, Need need, const Names& names, bool or_none = false);
  std::vector<std::string> some_of(std::string_view key, Need need, const Names& names);
  Date date(std::string_view key, Need need, const Horizon& horizon);
  std::vector<const Node*> list(std::string_view key, Need need, std::string_view of_what, std::size_t most = limits::list);

  // Tables below this one.  `tables` takes `[[key]]`, and where `or_single` also `[key]`; each gets its own title from its
  // `name_key`, or, where it lacks that, from its `other_key`.
  std::optional<TableReader> table(std::string_view key, Need need);
  std::vector<TableReader> tables(std::string_view key, Need need, std::size_t most, std::string_view name_key,
      bool or_single = false, std::string_view other_key = {});

  void done();

  bool is_empty() const { return table_->entries.empty(); }
  const std::string& title() const { return title_; }
  Place place() const { return table_->place; }
  Place place_of(std::string_view key) const;
  Problems& problems() const { return *problems_; }
  void problem(std::string_view key, std::string_view is_wrong, std::string_view remedy = {}) const;
  void warn(std::string_view key, std::string_view is_odd, std::string_view remedy) const;

 private:
  const Node* table_;
  std::string title_;
  Problems* problems_;
  std::vector<std::string> known_;
  bool all_taken_ = false;
};

// The same for single values; `where` says in messages what the value is.
std::optional<double> number_of(const Node& node, std::string_view where, Range range, Problems& problems);
std::optional<std::string> label_of(
    const Node& node, std::string_view where, Spelling spelling, std::size_t longest, Problems& problems);
std::optional<Date> date_of(const Node& node, std::string_view where, const Horizon& horizon, Problems& problems);
std::optional<std::string> one_of(const Node& node, std::string_view where, const Names& names, Problems& problems);
bool is_known(std::string_view name, Place place, std::string_view where, const Names& names, Problems& problems);

std::string in_words(Range range);

}  // namespace coexist
