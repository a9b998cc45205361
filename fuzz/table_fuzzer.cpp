// SPDX-License-Identifier: Apache-2.0
// The layer below scenarios: any TOML as a tree, and the table reader asked of every key for everything that it could be.
#include "fuzzing.h"
#include "io/table_reader.h"

using namespace coexist;
using namespace coexist::fuzzing;

namespace {

constexpr int deepest = 4;

void read_everything(TableReader table, const Node& node, Problems& problems, int depth) {
  const Names names{"polity", {"USA", "RUS", "two words"}};
  const Horizon horizon{Date::of(1953, 1), Date::of(1964, 12)};
  for (const NodeEntry& entry : node.entries) {
    const std::string& key = entry.key;
    double number = 0;
    table.number(key, Need::required, share, number);
    require(share.contains(number), "a number that is taken lies in its range");
    int whole = 1;
    table.integer(key, Need::optional, 1, 12, whole);
    require(whole >= 1 && whole <= 12, "an integer that is taken lies in its range");
    bool flag = false;
    table.flag(key, flag);
    for (const Spelling spelling : {Spelling::polity, Spelling::word, Spelling::name, Spelling::prose}) {
      const std::string label = table.label(key, Need::optional, spelling);
      require(label.size() <= limits::name_bytes && printable(label) == label, "a label that is taken is short and printable");
    }
    const std::string one = table.one_of(key, Need::optional, names, true);
    require(one.empty() || names.contains(one), "a name that is taken is known");
    table.some_of(key, Need::optional, names);
    const Date date = table.date(key, Need::optional, horizon);
    require(date == Date{} || (date >= *horizon.first && date <= *horizon.last), "a date that is taken lies in the horizon");
    require(date == Date{} || Date::parse(date.text()) == date, "a date reads back to itself");
    require(table.list(key, Need::optional, "things", 8).size() <= 8, "a list that is taken is not too long");
    table.tables(key, Need::optional, 8, "id", true);
    if (const auto below = table.table(key, Need::optional); below && depth < deepest)
      read_everything(*below, entry.value, problems, depth + 1);
  }
  require(table.others().empty(), "every key was asked for");
  table.done();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (first_byte_not_utf8(text) != std::string::npos || text.find('\0') != std::string::npos) return 0;  // refused before
  Problems problems("fuzz.toml");
  try {
    const std::optional<Node> tree = parse_toml(text, problems);
    problems.throw_if_any();
    require(tree.has_value(), "what is no tree has a problem");
    read_everything(TableReader(*tree, std::string(whole_file), problems), *tree, problems, 0);
    problems.throw_if_any();
  } catch (const InputError& error) {
    require_fit_to_show(error);
  }
  return 0;
}
