# SPDX-License-Identifier: Apache-2.0
# Writes files that the program bundles into a source file: all below ROOT with that ending or, where FOLDERS are given, below these.
#   cmake -DROOT=library/scenarios -DENDING=toml -DFUNCTION=bundled_files -DOUTPUT=bundled.cpp -P embed.cmake
#
# Bytes rather than string literals: a literal of this length is beyond what ISO C++ promises, and compilers say so.

cmake_minimum_required(VERSION 3.25)
foreach(needed ROOT ENDING FUNCTION OUTPUT)
  if(NOT DEFINED ${needed})
    message(FATAL_ERROR "embed.cmake needs -D${needed}=...")
  endif()
endforeach()

if(FOLDERS)
  list(TRANSFORM FOLDERS PREPEND "${ROOT}/" OUTPUT_VARIABLE patterns)
  list(TRANSFORM patterns APPEND "/*.${ENDING}")
else()
  set(patterns "${ROOT}/*.${ENDING}")
endif()
file(GLOB_RECURSE files RELATIVE "${ROOT}" ${patterns})
list(SORT files)
# The flagship comes first: it is the example that messages and lists begin with.
if("cold-war-1953.toml" IN_LIST files)
  list(REMOVE_ITEM files "cold-war-1953.toml")
  list(PREPEND files "cold-war-1953.toml")
endif()

set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS files)
  file(READ "${ROOT}/${file}" bytes HEX)
  string(REGEX REPLACE "(................................................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
  string(REGEX REPLACE "\\.${ENDING}$" "" name "${file}")
  string(APPEND arrays "constexpr char text_${number}[] = {\n${bytes}'\\0'};\n")
  string(APPEND rows "    BundledFile{\"${name}\", {text_${number}, sizeof text_${number} - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()

set(source "// SPDX-License-Identifier: Apache-2.0
// Generated from files of library/ by cmake/embed.cmake.
#include \"io/bundled.h\"

#include <array>

namespace coexist {
namespace {

${arrays}
constexpr std::array files = {
${rows}};

}  // namespace

std::span<const BundledFile> ${FUNCTION}() { return files; }

}  // namespace coexist
")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "@source@" @ONLY)
