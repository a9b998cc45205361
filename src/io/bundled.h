// SPDX-License-Identifier: Apache-2.0
// The scenarios, and the pieces to put some together from, that are part of the program.  The build generates the definition from
// library/ (cmake/embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace coexist {

struct BundledFile {
  std::string_view name;  // the path below library/scenarios, of a piece below library, without ".toml"
  std::string_view text;
};

std::span<const BundledFile> bundled_files();
std::span<const BundledFile> bundled_pieces();

}  // namespace coexist
