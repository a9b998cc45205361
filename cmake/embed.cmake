# SPDX-License-Identifier: Apache-2.0
# Writes the bundled scenarios, and the pieces they are put together from, into a source file:
#   cmake -DROOT=library -DPIECES="acts;doctrines" -DOUTPUT=bundled.cpp -P embed.cmake
#
# Bytes rather than string literals: a literal of this length is beyond what ISO C++ promises, and compilers say so.

cmake_minimum_required(VERSION 3.25)
foreach(needed ROOT PIECES OUTPUT)
  if(NOT DEFINED ${needed})
    message(FATAL_ERROR "embed.cmake needs -D${needed}=...")
  endif()
endforeach()

# Appends to `arrays` the text of each of the files, and to `rows_of` what names it: its path below `folder`.
set(arrays "")
set(number 0)
function(embed folder rows_of)
  foreach(file IN LISTS ARGN)
    file(READ "${folder}/${file}" bytes HEX)
    string(REGEX REPLACE "(................................................................)" "\\1\n" bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
    string(REGEX REPLACE "\\.toml$" "" name "${file}")
    string(APPEND arrays "constexpr char text_${number}[] = {\n${bytes}'\\0'};\n")
    string(APPEND ${rows_of} "    BundledFile{\"${name}\", {text_${number}, sizeof text_${number} - 1}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  set(arrays "${arrays}" PARENT_SCOPE)
  set(number ${number} PARENT_SCOPE)
  set(${rows_of} "${${rows_of}}" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE scenarios RELATIVE "${ROOT}/scenarios" "${ROOT}/scenarios/*.toml")
list(SORT scenarios)
# The flagship comes first: it is the example that messages and lists begin with.
list(REMOVE_ITEM scenarios "cold-war-1953.toml")
list(PREPEND scenarios "cold-war-1953.toml")
embed("${ROOT}/scenarios" scenario_rows ${scenarios})

set(pieces "")
foreach(folder IN LISTS PIECES)
  file(GLOB_RECURSE found RELATIVE "${ROOT}" "${ROOT}/${folder}/*.toml")
  list(APPEND pieces ${found})
endforeach()
list(SORT pieces)
embed("${ROOT}" piece_rows ${pieces})

set(source "// SPDX-License-Identifier: Apache-2.0
// Generated from library/ by cmake/embed.cmake.
#include \"io/bundled.h\"

#include <array>

namespace coexist {
namespace {

${arrays}
constexpr std::array scenarios = {
${scenario_rows}};
constexpr std::array pieces = {
${piece_rows}};

}  // namespace

std::span<const BundledFile> bundled_files() { return scenarios; }
std::span<const BundledFile> bundled_pieces() { return pieces; }

}  // namespace coexist
")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "@source@" @ONLY)
