// SPDX-License-Identifier: Apache-2.0
// `[[polity]] from = "table.csv"`: polities from a table of the field's, one a row (docs/data.md).
//
// Like `use` it is done on the tree, before anything is read: every row becomes a [[polity]] as if it had been written, whose values
// keep their place in the table.  A [[polity]] of the file with the same id takes the place of single values.
#pragma once

#include <string_view>

#include "io/tree.h"

namespace coexist {

// Puts the rows of tables in the place of what names them.  `source`: where the file is, from which tables are found.
void take_polity_tables(Node& file, std::string_view source, Problems& problems);

}  // namespace coexist
