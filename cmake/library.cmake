# SPDX-License-Identifier: Apache-2.0
# The library `coexistence`: every object of src/, linked as objects, because what registers itself is silently dropped from a
# static library.

file(GLOB_RECURSE library_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/*.cpp)
set(kernel_sources ${CMAKE_CURRENT_SOURCE_DIR}/src/engine/kernel.cpp ${CMAKE_CURRENT_SOURCE_DIR}/src/engine/measured_kernel.cpp)
list(REMOVE_ITEM library_sources ${kernel_sources})

# Runs over several processes: the same interface with MPI and without.
set(ranks_mpi ${CMAKE_CURRENT_SOURCE_DIR}/src/engine/ranks_mpi.cpp)
set(ranks_single ${CMAKE_CURRENT_SOURCE_DIR}/src/engine/ranks_single.cpp)
list(REMOVE_ITEM library_sources ${ranks_mpi} ${ranks_single})
if(COEXIST_MPI AND MPI_CXX_FOUND)
  add_library(ranks OBJECT ${ranks_mpi})
  target_link_libraries(ranks PRIVATE MPI::MPI_CXX)
else()
  add_library(ranks OBJECT ${ranks_single})
endif()
target_include_directories(ranks PRIVATE include src)
target_link_libraries(ranks PRIVATE house_rules)

# Libraries that are opened: the same interface in a program that opens none, cmake/static_program.cmake.
list(REMOVE_ITEM library_sources ${CMAKE_CURRENT_SOURCE_DIR}/src/io/shared_library_opened.cpp
     ${CMAKE_CURRENT_SOURCE_DIR}/src/io/shared_library_none.cpp)
add_library(libraries_opened OBJECT ${CMAKE_CURRENT_SOURCE_DIR}/src/io/shared_library_opened.cpp)
target_include_directories(libraries_opened PRIVATE include src)
target_link_libraries(libraries_opened PRIVATE house_rules)

# The files that travel inside the binary: those below `folder` of that ending, or below these folders of it, as `function` of
# src/io/bundled.h.
function(coexist_bundle folder ending function)
  set(root ${CMAKE_CURRENT_SOURCE_DIR}/library${folder})
  set(folders ${ARGN})
  if(folders)
    list(TRANSFORM folders PREPEND ${root}/ OUTPUT_VARIABLE patterns)
    list(TRANSFORM patterns APPEND /*.${ending})
  else()
    set(patterns ${root}/*.${ending})
  endif()
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${patterns})
  # Their names are an input of their own: Ninja would not notice one that is gone.
  set(names ${CMAKE_CURRENT_BINARY_DIR}/generated/${function}.txt)
  file(CONFIGURE OUTPUT ${names} CONTENT "${files}\n" @ONLY)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/generated/${function}.cpp)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DROOT=${root} -DENDING=${ending} -DFUNCTION=${function} "-DFOLDERS=${folders}"
            -DOUTPUT=${source} -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${files} ${names} ${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "bundling library${folder}/*.${ending}"
    VERBATIM)
  set(bundled_sources ${bundled_sources} ${source} PARENT_SCOPE)
endfunction()
coexist_bundle(/scenarios toml bundled_files)
coexist_bundle("" toml bundled_pieces acts doctrines parameters principles stereotypes systems)  # put together by `use`
coexist_bundle("" toml bundled_classics classics)  # scenarios too, each a published result
coexist_bundle(/claims toml bundled_claim_files)
coexist_bundle(/facts toml bundled_fact_files)
coexist_bundle("" bib bundled_reference_files)

# The page of an answer, which travels inside the binary too.  Built once for all presets.
set(page_source ${CMAKE_CURRENT_BINARY_DIR}/generated/page_template.cpp)
set(web ${CMAKE_CURRENT_SOURCE_DIR}/web)
if(COEXIST_PAGE)
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web}/src/*)
  file(GLOB web_settings CONFIGURE_DEPENDS ${web}/*.json ${web}/*.mjs ${web}/.npmrc)
  set(page_options -DWEB=${web} -DSHARED=${CMAKE_CURRENT_SOURCE_DIR}/build/web -DNPM=${COEXIST_NPM})
endif()
add_custom_command(
  OUTPUT ${page_source}
  COMMAND ${CMAKE_COMMAND} ${page_options} -DOUTPUT=${page_source} -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/page.cmake
  DEPENDS ${web_sources} ${web_settings} ${CMAKE_CURRENT_SOURCE_DIR}/cmake/page.cmake
  COMMENT "building the page"
  VERBATIM)

set_source_files_properties(${CMAKE_CURRENT_SOURCE_DIR}/src/base/version.cpp
                            PROPERTIES COMPILE_DEFINITIONS COEXIST_VERSION="${PROJECT_VERSION}")

add_library(library_objects OBJECT ${library_sources} ${bundled_sources} ${page_source})
target_include_directories(library_objects PRIVATE include src)
target_link_libraries(library_objects PRIVATE house_rules tomlplusplus xxhash store_libraries fmt::fmt
                                              nlohmann_json::nlohmann_json Threads::Threads)
coexist_precompile(library_objects <algorithm> <array> <chrono> <cmath> <cstdint> <functional> <map> <memory> <optional>
                   <set> <span> <string> <string_view> <thread> <tuple> <utility> <vector> <fmt/format.h>)

if(COEXIST_MEASURED_OPTIMISATION)
  set_source_files_properties(${CMAKE_CURRENT_SOURCE_DIR}/src/engine/measured_kernel.cpp
                              PROPERTIES COMPILE_OPTIONS ${COEXIST_MEASURED_OPTIMISATION})
endif()

# A step of the month becomes one function, whatever its size: its own copy of the month's views helps where it is inlined only
# (src/engine/month.h).
if(CMAKE_CXX_COMPILER_ID MATCHES Clang AND COEXIST_KERNEL_OPTIMISATION STREQUAL -O3)
  set(kernel_inlining "SHELL:-mllvm -inline-threshold=20000")
endif()

# The fast engine, and what is measured of it, compiled once for each instruction set; which one runs is decided when the program starts.
function(coexist_kernel isa)
  add_library(kernel_${isa} OBJECT ${kernel_sources})
  target_include_directories(kernel_${isa} PRIVATE include src)
  target_link_libraries(kernel_${isa} PRIVATE house_rules xxhash fmt::fmt Threads::Threads)
  target_compile_definitions(kernel_${isa} PRIVATE COEXIST_KERNEL=${isa})
  target_compile_options(
    kernel_${isa}
    PRIVATE ${COEXIST_KERNEL_OPTIMISATION}
            ${ARGN}
            # Without a frame pointer clang leaves what does not fit into registers unaligned on the stack, and accesses that straddle
            # two lines of the cache, or two pages, wait (docs/decisions/0009).
            -fno-omit-frame-pointer
            ${kernel_inlining})
  set(kernels ${kernels} $<TARGET_OBJECTS:kernel_${isa}> PARENT_SCOPE)
  set(kernel_names ${kernel_names} ${isa} PARENT_SCOPE)
  set(kernel_options_${isa} ${ARGN} PARENT_SCOPE)
endfunction()

# In this order, and after every other object of a program: of an inline function that several objects hold, the linker keeps the
# first, which every machine must be able to execute.
coexist_kernel(baseline)
set(options_avx2 -march=x86-64-v3)
set(options_avx512 -march=x86-64-v4 -mprefer-vector-width=512)  # copies too, not only what is written in lanes
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$")
  foreach(isa IN LISTS COEXIST_KERNELS)
    coexist_kernel(${isa} ${options_${isa}})
    string(TOUPPER COEXIST_HAS_${isa} has)
    list(APPEND kernels_defined ${has})
  endforeach()
endif()
set_source_files_properties(${CMAKE_CURRENT_SOURCE_DIR}/src/engine/engine.cpp ${CMAKE_CURRENT_SOURCE_DIR}/src/engine/measured.cpp
                            PROPERTIES COMPILE_DEFINITIONS "${kernels_defined}")

# The public face: include/ only.  The tests, which look behind it, add src/.
add_library(coexistence INTERFACE)
target_include_directories(coexistence INTERFACE include)
target_sources(coexistence INTERFACE $<TARGET_OBJECTS:library_objects> $<TARGET_OBJECTS:ranks>
                                     $<TARGET_OBJECTS:libraries_opened>)
target_link_libraries(coexistence INTERFACE ${kernels} xxhash store_libraries fmt::fmt Threads::Threads)
if(COEXIST_MPI AND MPI_CXX_FOUND)
  target_link_libraries(coexistence INTERFACE $<LINK_ONLY:MPI::MPI_CXX>)
endif()
