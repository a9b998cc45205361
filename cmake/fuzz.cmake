# SPDX-License-Identifier: Apache-2.0
# Every fuzz/NAME_fuzzer.cpp is a libFuzzer program fuzz_NAME; fuzz/run builds and runs them.  Only with Clang: the preset `fuzz`.

# The readers and studies tell the fuzzer which branches they took; the kernels, large and slow to build so, do not.  What is
# compared with what is not told: that takes a third of the time, and the words compared with are in the dictionary.
set(told_to_the_fuzzer -O2 -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp)
target_compile_options(library_objects PRIVATE ${told_to_the_fuzzer} -fsanitize=float-cast-overflow)

file(GLOB fuzz_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/*_fuzzer.cpp)
set(command_sources_without_main ${command_sources})
list(REMOVE_ITEM command_sources_without_main ${CMAKE_CURRENT_SOURCE_DIR}/apps/coexist/main.cpp)
add_library(command_objects OBJECT ${command_sources_without_main})
target_link_libraries(command_objects PRIVATE house_rules fmt::fmt nlohmann_json::nlohmann_json)
target_include_directories(command_objects PRIVATE include)
target_compile_options(command_objects PRIVATE ${told_to_the_fuzzer})

add_custom_target(fuzz)
foreach(source IN LISTS fuzz_sources)
  cmake_path(GET source STEM name)
  string(REGEX REPLACE "_fuzzer$" "" name "${name}")
  add_executable(fuzz_${name} ${source})
  target_include_directories(fuzz_${name} PRIVATE src fuzz apps/coexist)
  if(name MATCHES "^(command_line|value)$")
    target_link_libraries(fuzz_${name} PRIVATE command_objects)
  endif()
  target_link_libraries(fuzz_${name} PRIVATE coexistence house_rules tomlplusplus)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzz fuzz_${name})
endforeach()
