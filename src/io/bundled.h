// SPDX-License-Identifier: Apache-2.0
// The scenarios that are part of the program.  The build generates the definition from library/scenarios (cmake/embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace coexist {

struct BundledFile {
  std::string_view name;  // the path below library/scenarios, without ".toml"
  std::string_view text;
};

std::span<const BundledFile> bundled_files();

}  // namespace coexist
