# SPDX-License-Identifier: Apache-2.0
# What every source of ours is compiled with.  Link to `house_rules`; what comes from outside does not.

find_program(COEXIST_CCACHE ccache)
if(COEXIST_CCACHE)
  # What it wants to be told before it caches anything that uses a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros ${COEXIST_CCACHE})
endif()

# coexist_precompile(TARGET <HEADER>...): headers from outside that many sources of the target include, read by the compiler once.
# Every source includes what it needs all the same: with COEXIST_PRECOMPILE off, as clang-tidy reads them, they must compile.
option(COEXIST_PRECOMPILE "read the headers that most sources include once for all of them" ON)
function(coexist_precompile target)
  if(COEXIST_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE ${ARGN})
    # The same header gives the same bytes, so that ccache finds what was compiled with it.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>)
  endif()
endfunction()

add_library(house_rules INTERFACE)
target_compile_features(house_rules INTERFACE cxx_std_23)
set(CMAKE_CXX_EXTENSIONS OFF)
target_compile_options(
  house_rules
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wnon-virtual-dtor
            -Wold-style-cast
            -Werror
            # Vectors wider than a register change how they are passed between files; ours stay within one.
            -Wno-psabi
            # A mask is one truth or one a lane: & and | are its operators either way.
            $<$<CXX_COMPILER_ID:Clang>:-Wno-bitwise-instead-of-logical>
            $<$<CXX_COMPILER_ID:GNU>:-Wno-parentheses>
            # The same bits from every compiler: no product fused into a sum unless written so, and nothing that lets the
            # compiler think of errno or traps, which keeps loops from being vectorised.
            -ffp-contract=off
            -fno-math-errno
            -fno-trapping-math)
