// SPDX-License-Identifier: Apache-2.0
// The files of library/ that are part of the program.  The build generates the definitions (cmake/embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace coexist {

struct BundledFile {
  std::string_view name;  // the path below its folder, without its ending
  std::string_view text;
};

std::span<const BundledFile> bundled_files();            // library/scenarios
std::span<const BundledFile> bundled_classics();         // library/classics, by folder and name
std::span<const BundledFile> bundled_pieces();           // what scenarios are put together from, by folder and name
std::span<const BundledFile> bundled_claim_files();      // library/claims, by the name of the scenario
std::span<const BundledFile> bundled_fact_files();       // library/facts, by the name of the scenario
std::span<const BundledFile> bundled_reference_files();  // library/references.bib

}  // namespace coexist
