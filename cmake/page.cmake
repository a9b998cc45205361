# SPDX-License-Identifier: Apache-2.0
# Builds the page of web/ and writes it into a source file:
#   cmake -DWEB=web -DSHARED=build/web -DNPM=npm -DOUTPUT=page_template.cpp -P page.cmake
# Without WEB the source holds no page.
#
# The page is built once for all presets, in a copy of web/ under SHARED: one at a time, and again only where a source has changed.

cmake_minimum_required(VERSION 3.25)

function(run_or_fail what)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${SHARED}/source" RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
  file(APPEND "${SHARED}/log.txt" "${said}")
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "the page cannot be built: ${what} failed, see ${SHARED}/log.txt; without a page: cmake -DCOEXIST_PAGE=OFF")
  endif()
endfunction()

# Sets `page` to the file that holds the page.
function(build_page)
  set(page "${SHARED}/page.html")
  set(page ${page} PARENT_SCOPE)
  file(MAKE_DIRECTORY "${SHARED}")
  file(LOCK "${SHARED}/lock" GUARD FUNCTION TIMEOUT 900)
  file(GLOB_RECURSE sources RELATIVE "${WEB}" "${WEB}/src/*")
  file(GLOB others RELATIVE "${WEB}" "${WEB}/*.json" "${WEB}/*.mjs" "${WEB}/.npmrc")
  set(state "")
  foreach(source IN LISTS others sources)
    file(SHA256 "${WEB}/${source}" hash)
    string(APPEND state "${source} ${hash}\n")
  endforeach()
  if(EXISTS "${page}" AND EXISTS "${SHARED}/state.txt")
    file(READ "${SHARED}/state.txt" built)
    if(built STREQUAL state)
      return()
    endif()
  endif()
  file(REMOVE "${SHARED}/state.txt" "${SHARED}/log.txt")
  file(REMOVE_RECURSE "${SHARED}/source/src")
  foreach(source IN LISTS others sources)
    cmake_path(GET source PARENT_PATH folder)
    file(COPY "${WEB}/${source}" DESTINATION "${SHARED}/source/${folder}")
  endforeach()
  file(SHA256 "${WEB}/package-lock.json" wanted)
  set(installed "")
  if(EXISTS "${SHARED}/installed.txt")
    file(READ "${SHARED}/installed.txt" installed)
  endif()
  if(NOT installed STREQUAL wanted)
    run_or_fail("npm ci (it needs the npm registry once)" "${NPM}" ci --no-audit --no-fund)
    file(WRITE "${SHARED}/installed.txt" "${wanted}")
  endif()
  run_or_fail("npm run build" "${NPM}" run --silent build -- "${page}.new")
  file(RENAME "${page}.new" "${page}")
  file(WRITE "${SHARED}/state.txt" "${state}")
endfunction()

set(bytes "")
set(length 0)
if(WEB)
  build_page()
  file(READ "${page}" bytes HEX)
  string(LENGTH "${bytes}" length)
  math(EXPR length "${length} / 2")
  string(REGEX REPLACE "(................................................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
endif()

set(source "// SPDX-License-Identifier: Apache-2.0
// Generated from web/ by cmake/page.cmake.
#include \"coexist/report.h\"

namespace coexist {
namespace {

constexpr char text[] = {
${bytes}'\\0'};

}  // namespace

std::string_view page_template() { return {text, ${length}}; }

}  // namespace coexist
")
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "@source@" @ONLY)
