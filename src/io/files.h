// SPDX-License-Identifier: Apache-2.0
// The text of a file, and of a piece of the library.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace coexist {

// The whole of a file, or why not, as a sentence goes on after its name.  `plain`: nothing but a file, for a pipe may never end.
std::expected<std::string, std::string> text_of_file(const std::string& path, bool plain);

// A piece of the library, or a bundled scenario, by its name.
std::optional<std::string_view> piece_of_library(std::string_view name);

}  // namespace coexist
