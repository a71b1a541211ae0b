# SPDX-License-Identifier: GPL-3.0-or-later
# bin/NAME is the launcher, libexec/saccade/NAME the program; see main.cpp for why. The target to build is NAME-launcher:
# the bare name is that of two files, and Ninja takes it for the wrong one.
function(add_launched_program name)
    set_target_properties(${name}-program PROPERTIES OUTPUT_NAME ${name}
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/libexec/saccade)
    add_executable(${name}-launcher ${PROJECT_SOURCE_DIR}/app/launcher/main.cpp)
    target_link_libraries(${name}-launcher PRIVATE saccade_platform)
    set_target_properties(${name}-launcher PROPERTIES OUTPUT_NAME ${name} AUTOMOC OFF)
    add_dependencies(${name}-launcher ${name}-program)
endfunction()
