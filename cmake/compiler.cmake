# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target carries every flag of ours, so that no target sets its own.
add_library(saccade_flags INTERFACE)
target_include_directories(saccade_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(saccade_flags INTERFACE SACCADE_VERSION="${PROJECT_VERSION}")
if(MSVC)
    target_compile_options(saccade_flags INTERFACE /W4 /permissive- /utf-8)
    if(SACCADE_WERROR)
        target_compile_options(saccade_flags INTERFACE /WX)
    endif()
else()
    target_compile_options(saccade_flags INTERFACE -Wall -Wextra -Wnon-virtual-dtor -Woverloaded-virtual)
    if(SACCADE_WERROR)
        target_compile_options(saccade_flags INTERFACE -Werror)
        # What GCC's optimiser guesses of sizes and values is said of the standard library's own code too, and
        # is wrong there from version to version (GCC 12: any const char* + std::string). It stays a warning.
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            target_compile_options(saccade_flags INTERFACE -Wno-error=stringop-overflow -Wno-error=stringop-overread
                -Wno-error=restrict -Wno-error=array-bounds -Wno-error=maybe-uninitialized)
        endif()
    endif()
    if(SACCADE_SANITIZE)
        target_compile_options(saccade_flags INTERFACE -fsanitize=${SACCADE_SANITIZE} -fno-omit-frame-pointer
            -fno-sanitize-recover=undefined)
        target_link_options(saccade_flags INTERFACE -fsanitize=${SACCADE_SANITIZE})
    endif()
endif()

# For tests and for programs that only call core: optimising them takes longer than it gives back.
add_library(saccade_light_flags INTERFACE)
target_link_libraries(saccade_light_flags INTERFACE saccade_flags)
if(NOT MSVC)
    target_compile_options(saccade_light_flags INTERFACE $<$<CONFIG:Release>:-O1>)
endif()

# ccache where present. A precompiled header is told apart by its content, not by its time stamp.
find_program(SACCADE_CCACHE ccache)
if(SACCADE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} ${SACCADE_CCACHE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(saccade_flags INTERFACE -fpch-preprocess)
    endif()
endif()
