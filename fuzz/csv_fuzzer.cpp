// SPDX-License-Identifier: Apache-2.0
// Tables of polities: any text as comma-separated values, and as a list of states.
#include "fuzzing.h"
#include "io/csv_table.h"
#include "io/state_list.h"
#include "io/tree.h"

using namespace coexist;
using namespace coexist::fuzzing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  Problems problems("fuzz.csv");
  try {
    const bool is_text = check_text(text, problems);
    const std::optional<CsvTable> table = is_text ? parse_csv(text, problems, 0) : std::nullopt;
    problems.throw_if_any();
    require(table && !table->header.empty(), "what is no table has a problem");
    for (const std::vector<CsvCell>& row : table->rows) {
      require(row.size() == table->header.size(), "every row is as long as the header");
      for (const CsvCell& cell : row) require(cell.place.line > 1 && cell.place.column > 0, "every cell has its place");
    }
    StateList states;
    const bool is_list = states.read(*table, {}, problems);
    problems.throw_if_any();
    require(is_list, "what is no list of states has a problem");
  } catch (const InputError& error) {
    require_fit_to_show(error);
  }
  return 0;
}
