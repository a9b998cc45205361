# SPDX-License-Identifier: Apache-2.0
# Programs that measure; built when asked for: cmake --build build/release --target count_instructions micro_benchmarks

set(benchmarks ${CMAKE_CURRENT_SOURCE_DIR}/bench)

# What bench/check_budget counts the instructions of.
add_executable(count_instructions EXCLUDE_FROM_ALL ${benchmarks}/count_instructions.cpp)
target_include_directories(count_instructions PRIVATE src)
target_link_libraries(count_instructions PRIVATE coexistence house_rules)

# Once for each instruction set, and after every other object, as the kernels are.
if(benchmark_FOUND)
  set(micro_objects)
  foreach(kernel IN LISTS kernel_names)
    add_library(micro_${kernel} OBJECT EXCLUDE_FROM_ALL ${benchmarks}/micro_benchmarks.cpp)
    target_include_directories(micro_${kernel} PRIVATE include src)
    target_link_libraries(micro_${kernel} PRIVATE house_rules benchmark::benchmark)
    target_compile_definitions(micro_${kernel} PRIVATE COEXIST_KERNEL=${kernel})
    target_compile_options(micro_${kernel} PRIVATE ${COEXIST_KERNEL_OPTIMISATION} ${kernel_options_${kernel}})
    list(APPEND micro_objects $<TARGET_OBJECTS:micro_${kernel}>)
  endforeach()
  add_executable(micro_benchmarks EXCLUDE_FROM_ALL ${benchmarks}/micro_benchmarks_main.cpp)
  target_include_directories(micro_benchmarks PRIVATE src)
  target_link_libraries(micro_benchmarks PRIVATE coexistence house_rules ${micro_objects} benchmark::benchmark)
  target_compile_definitions(micro_benchmarks PRIVATE ${kernels_defined})
endif()
