// SPDX-License-Identifier: Apache-2.0
// `use`: the pieces of the library, and the user's own, that a scenario is put together from.
//
// It is done on the tree, before anything is read, so that the reader, `--set` and messages know nothing of it.  Tables are merged
// key by key and the file's own value wins; lists of tables go by what identifies their tables: the same is merged key by key, a new
// one stands after those of the pieces.  Every other list is replaced.
#pragma once

#include <string_view>

#include "io/tree.h"

namespace coexist {

// Takes into `file` what its `use` names, which is gone then.  `source`: where the file is, from which the user's own pieces are found.
void take_pieces(Node& file, std::string_view source, Problems& problems);

}  // namespace coexist
