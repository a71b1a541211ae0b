# SPDX-License-Identifier: GPL-3.0-or-later
# bin/NAME is the launcher, libexec/saccade/NAME the program; see main.cpp for why.
function(add_launched_program name)
    set_target_properties(${name}-program PROPERTIES OUTPUT_NAME ${name}
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/libexec/saccade)
    add_executable(${name} ${PROJECT_SOURCE_DIR}/app/launcher/main.cpp)
    target_link_libraries(${name} PRIVATE saccade_platform)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    add_dependencies(${name} ${name}-program)
endfunction()
