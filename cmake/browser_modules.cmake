# SPDX-License-Identifier: Apache-2.0
# Lays out the tests of the page with the modules they need (npm ci, once), outside the sources:
#   cmake -DFROM=tests/browser -DTO=build/release/browser -DNPM=npm -P browser_modules.cmake

cmake_minimum_required(VERSION 3.25)

file(COPY "${FROM}/" DESTINATION "${TO}" PATTERN node_modules EXCLUDE)
file(SHA256 "${TO}/package-lock.json" wanted)
set(installed "")
if(EXISTS "${TO}/installed.txt")
  file(READ "${TO}/installed.txt" installed)
endif()
if(NOT installed STREQUAL wanted)
  execute_process(COMMAND "${NPM}" ci --no-audit --no-fund WORKING_DIRECTORY "${TO}" RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "npm ci failed in ${TO}: the tests of the page need the npm registry once")
  endif()
  file(WRITE "${TO}/installed.txt" "${wanted}")
endif()
