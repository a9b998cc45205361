# SPDX-License-Identifier: Apache-2.0
# The program once more, linked statically, for tools/make_release: the very objects of the ordinary one, so that it is tested as that
# is and costs a link.  It has no MPI and opens no library.  Left out where a library has no static form.

set(static_libraries)
foreach(name sqlite3 zstd xxhash)
  string(TOUPPER ${name} variable)
  find_library(${variable}_STATIC_LIBRARY lib${name}.a)
  if(NOT ${variable}_STATIC_LIBRARY)
    message(STATUS "no static program: lib${name}.a is missing")
    return()
  endif()
  list(APPEND static_libraries ${${variable}_STATIC_LIBRARY})
endforeach()

add_library(static_parts OBJECT cmake/fmt_library.cpp src/io/shared_library_none.cpp src/engine/ranks_single.cpp)
target_include_directories(static_parts PRIVATE include src)
target_link_libraries(static_parts PRIVATE house_rules fmt::fmt)

add_executable(coexist_static $<TARGET_OBJECTS:coexist> $<TARGET_OBJECTS:library_objects> $<TARGET_OBJECTS:static_parts>)
set_target_properties(coexist_static PROPERTIES LINKER_LANGUAGE CXX RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/static OUTPUT_NAME
                                                                                                                       coexist)
target_link_libraries(coexist_static PRIVATE ${kernels} ${static_libraries} m)
target_link_options(coexist_static PRIVATE -static)
