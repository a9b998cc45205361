# SPDX-License-Identifier: Apache-2.0
# Every folder of tests/ that holds *_test.cpp is one executable; every test of it is a test of CTest, named
# folder.Suite.Test and labelled with its folder.  A suite whose name ends in "Slow" is labelled slow, so that runs under
# sanitizers can leave it out.  Tests run in the repository's root.  A folder of Python tests is one CTest test a file.
# What takes long begins first (COST), so that no core waits at the end.

include(GoogleTest)

file(GLOB_RECURSE test_sources RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/tests CONFIGURE_DEPENDS
     ${CMAKE_CURRENT_SOURCE_DIR}/tests/*_test.cpp)
set(test_folders)
foreach(source IN LISTS test_sources)
  string(REGEX REPLACE "/.*" "" folder "${source}")
  list(APPEND test_folders ${folder})
  list(APPEND test_sources_${folder} ${CMAKE_CURRENT_SOURCE_DIR}/tests/${source})
endforeach()
list(REMOVE_DUPLICATES test_folders)

set(tests_use coexistence house_rules tomlplusplus nlohmann_json::nlohmann_json rapidcheck rapidcheck_gtest GTest::gtest_main)

# What the tests include, read once for all of them.  It belongs to a target without a test, so that one folder's tests can be
# built without another's.
set(no_source ${CMAKE_CURRENT_BINARY_DIR}/generated/test_headers.cpp)
file(CONFIGURE OUTPUT ${no_source} CONTENT "// A target needs a source.\n")
add_library(test_headers OBJECT ${no_source})
target_link_libraries(test_headers PRIVATE ${tests_use})
target_compile_options(test_headers PRIVATE ${COEXIST_TEST_OPTIMISATION})
coexist_precompile(test_headers <algorithm> <array> <cmath> <cstdint> <fstream> <functional> <map> <set> <span> <sstream>
                   <string> <vector> <gtest/gtest.h>)

foreach(folder IN LISTS test_folders)
  set(target test_${folder})
  add_executable(${target} ${test_sources_${folder}})
  target_include_directories(${target} PRIVATE src tests)
  target_link_libraries(${target} PRIVATE ${tests_use})
  target_compile_options(${target} PRIVATE ${COEXIST_TEST_OPTIMISATION})
  if(COEXIST_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM test_headers)
  endif()
  gtest_discover_tests(
    ${target}
    DISCOVERY_MODE PRE_TEST
    DISCOVERY_TIMEOUT 300
    TEST_PREFIX ${folder}.
    TEST_FILTER -*Slow.*
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    PROPERTIES LABELS ${folder} TIMEOUT 900 ENVIRONMENT COEXIST_ROOT=${CMAKE_CURRENT_SOURCE_DIR})
  gtest_discover_tests(
    ${target}
    DISCOVERY_MODE PRE_TEST
    DISCOVERY_TIMEOUT 300
    TEST_PREFIX ${folder}.
    TEST_FILTER *Slow.*
    TEST_LIST ${target}_slow
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    PROPERTIES LABELS slow TIMEOUT 1800 COST 300 ENVIRONMENT COEXIST_ROOT=${CMAKE_CURRENT_SOURCE_DIR})
endforeach()

# The C++ baseline, so that the tests can hold it against the engine.
add_subdirectory(bench)

# The long form, 200 kills, is run by hand.
add_test(NAME kill.kill_and_resume COMMAND ${COEXIST_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/tests/kill/kill_and_resume --kills 5)
set_tests_properties(kill.kill_and_resume PROPERTIES LABELS kill TIMEOUT 1200 COST 100 ENVIRONMENT COEXIST=$<TARGET_FILE:coexist>)

file(GLOB python_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/cli/*_test.py
     ${CMAKE_CURRENT_SOURCE_DIR}/tests/house/*_test.py)
if(TARGET coexist_static)
  file(GLOB release_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/release/*_test.py)
  list(APPEND python_tests ${release_tests})
  set(static_program ";COEXIST_STATIC=$<TARGET_FILE:coexist_static>")
endif()
foreach(source IN LISTS python_tests)
  cmake_path(GET source STEM name)
  cmake_path(GET source PARENT_PATH directory)
  cmake_path(GET directory FILENAME folder)
  add_test(NAME ${folder}.${name} COMMAND ${COEXIST_PYTHON} -B -m unittest -v ${name} WORKING_DIRECTORY ${directory})
  set_tests_properties(
    ${folder}.${name}
    PROPERTIES LABELS
               ${folder}
               TIMEOUT
               1800
               COST
               100
               # unittest is content with a file that holds no test.
               FAIL_REGULAR_EXPRESSION
               "Ran 0 tests"
               ENVIRONMENT
               "COEXIST=$<TARGET_FILE:coexist>;COEXIST_ROOT=${CMAKE_CURRENT_SOURCE_DIR};COEXIST_BUILD=$<CONFIG>;STRAIGHTFORWARD=$<TARGET_FILE:straightforward>${static_program}")
endforeach()

# The page in a browser.  The modules of these tests are installed by a test of their own, before the others.
find_program(COEXIST_NODE NAMES node nodejs)
find_program(COEXIST_NPM npm)
if(COEXIST_NODE AND COEXIST_NPM)
  set(browser_folder ${CMAKE_BINARY_DIR}/browser)
  add_test(NAME browser.modules COMMAND ${CMAKE_COMMAND} -DFROM=${CMAKE_CURRENT_SOURCE_DIR}/tests/browser -DTO=${browser_folder}
                                        -DNPM=${COEXIST_NPM} -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/browser_modules.cmake)
  set_tests_properties(browser.modules PROPERTIES LABELS browser TIMEOUT 300 COST 400 FIXTURES_SETUP browser_modules)
  foreach(name page_test access_test)
    add_test(NAME browser.${name} COMMAND ${COEXIST_NODE} --test ${browser_folder}/${name}.mjs)
    set_tests_properties(
      browser.${name}
      PROPERTIES LABELS
                 browser
                 TIMEOUT
                 900
                 COST
                 200
                 FIXTURES_REQUIRED
                 browser_modules
                 ENVIRONMENT
                 "COEXIST=$<TARGET_FILE:coexist>;ARTEFACTS=${CMAKE_SOURCE_DIR}/build/artefacts")
  endforeach()
else()
  message(STATUS "no node or no npm: the page is not tested in a browser")
endif()
