# SPDX-License-Identifier: Apache-2.0
# What every source of ours is compiled with.  Link to `house_rules`; what comes from outside does not.

find_program(COEXIST_CCACHE ccache)
if(COEXIST_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${COEXIST_CCACHE})
endif()

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
