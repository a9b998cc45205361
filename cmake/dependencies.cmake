# SPDX-License-Identifier: Apache-2.0
# What comes from outside, with the Debian package that holds it.  docs/dependencies.md says why each is here and its licence.

function(coexist_missing what package)
  message(FATAL_ERROR "${what} is missing; on Debian: apt-get install ${package}")
endfunction()

macro(coexist_require name package)
  find_package(${name} QUIET)
  if(NOT ${name}_FOUND)
    coexist_missing(${name} ${package})
  endif()
endmacro()

coexist_require(fmt libfmt-dev)
coexist_require(nlohmann_json nlohmann-json3-dev)
coexist_require(Threads libc6-dev)

# Used as headers alone: the reader is one file, and the shared object would only be one more thing to install beside the binary.
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h)
if(NOT TOMLPLUSPLUS_INCLUDE_DIR)
  coexist_missing(toml++ libtomlplusplus-dev)
endif()
add_library(tomlplusplus INTERFACE IMPORTED)
target_include_directories(tomlplusplus INTERFACE ${TOMLPLUSPLUS_INCLUDE_DIR})

find_path(XXHASH_INCLUDE_DIR xxhash.h)
find_library(XXHASH_LIBRARY xxhash)
if(NOT XXHASH_INCLUDE_DIR OR NOT XXHASH_LIBRARY)
  coexist_missing(xxhash libxxhash-dev)
endif()
add_library(xxhash INTERFACE IMPORTED)
target_include_directories(xxhash INTERFACE ${XXHASH_INCLUDE_DIR})
target_link_libraries(xxhash INTERFACE ${XXHASH_LIBRARY})

find_path(SQLITE3_INCLUDE_DIR sqlite3.h)
find_library(SQLITE3_LIBRARY sqlite3)
if(NOT SQLITE3_INCLUDE_DIR OR NOT SQLITE3_LIBRARY)
  coexist_missing(SQLite libsqlite3-dev)
endif()
find_path(ZSTD_INCLUDE_DIR zstd.h)
find_library(ZSTD_LIBRARY zstd)
if(NOT ZSTD_INCLUDE_DIR OR NOT ZSTD_LIBRARY)
  coexist_missing(Zstandard libzstd-dev)
endif()
add_library(store_libraries INTERFACE IMPORTED)
target_include_directories(store_libraries INTERFACE ${SQLITE3_INCLUDE_DIR} ${ZSTD_INCLUDE_DIR})
target_link_libraries(store_libraries INTERFACE ${SQLITE3_LIBRARY} ${ZSTD_LIBRARY} ${CMAKE_DL_LIBS})

# Optional: its header at build time, the library itself opened when something is exported.
find_path(NETCDF_INCLUDE_DIR netcdf.h)
if(NETCDF_INCLUDE_DIR)
  target_include_directories(store_libraries INTERFACE ${NETCDF_INCLUDE_DIR})
  target_compile_definitions(store_libraries INTERFACE COEXIST_NETCDF)
endif()

# Runs over several processes; without it everything else works.
set(COEXIST_MPI AUTO CACHE STRING "runs over several processes by MPI: AUTO (where it is installed), ON or OFF")
if(COEXIST_MPI)
  set(MPI_CXX_SKIP_MPICXX ON)
  find_package(MPI QUIET COMPONENTS CXX)
  if(NOT MPI_CXX_FOUND AND NOT COEXIST_MPI STREQUAL AUTO)
    coexist_missing(MPI libopenmpi-dev)
  endif()
endif()

# Builds the page of an answer, web/, from packages of the npm registry; without it `--report` is refused.
option(COEXIST_PAGE "build the page of an answer, with npm" ON)
if(COEXIST_PAGE)
  find_program(COEXIST_NPM npm)
  if(NOT COEXIST_NPM)
    coexist_missing("npm, which builds the page of an answer (without a page: -DCOEXIST_PAGE=OFF)," npm)
  endif()
endif()

# For the target micro_benchmarks, which is not there without it.
find_package(benchmark QUIET)

if(COEXIST_TESTS)
  coexist_require(GTest libgtest-dev)
  coexist_require(rapidcheck librapidcheck-dev)
  # Debian's own: the first python3 in PATH may be another, and the tests need the standard library only.
  find_program(COEXIST_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
  if(NOT COEXIST_PYTHON)
    find_program(COEXIST_PYTHON python3)
  endif()
  if(NOT COEXIST_PYTHON)
    coexist_missing(python3 python3)
  endif()
endif()
