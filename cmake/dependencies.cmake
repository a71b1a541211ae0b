# SPDX-License-Identifier: GPL-3.0-or-later
find_package(Threads REQUIRED)
find_package(nlohmann_json 3.9 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_path(SACCADE_STB_DIR stb_image.h PATH_SUFFIXES stb REQUIRED)
add_library(saccade_stb INTERFACE)
target_include_directories(saccade_stb SYSTEM INTERFACE ${SACCADE_STB_DIR})

# LibTorch: of the system, or another one by -DCMAKE_PREFIX_PATH=/path/to/libtorch (CPU or CUDA).
# No code of ours is compiled for a graphics card: which ones there are need not be asked.
if(NOT DEFINED TORCH_CUDA_ARCH_LIST AND NOT DEFINED ENV{TORCH_CUDA_ARCH_LIST})
    set(TORCH_CUDA_ARCH_LIST 9.0)
endif()
find_package(Torch REQUIRED)
add_library(saccade_torch INTERFACE)
target_include_directories(saccade_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
# LibTorch as its makers offer it exports an old std::filesystem, which crashes in a new one's place: the compiler's own
# library has to be found first.
if(UNIX AND NOT APPLE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_link_libraries(saccade_torch INTERFACE -Wl,--push-state,--no-as-needed -lstdc++ -Wl,--pop-state)
endif()
target_link_libraries(saccade_torch INTERFACE ${TORCH_LIBRARIES})
if(TARGET torch_cuda)
    target_compile_definitions(saccade_torch INTERFACE SACCADE_CUDA)
endif()
# at::parallel_for is a template: its loop is shared out among threads only where our own code is compiled with
# OpenMP. Without it everything works, on one core.
find_package(OpenMP COMPONENTS CXX)
if(OpenMP_CXX_FOUND)
    target_link_libraries(saccade_torch INTERFACE OpenMP::OpenMP_CXX)
endif()
separate_arguments(SACCADE_TORCH_FLAGS NATIVE_COMMAND "${TORCH_CXX_FLAGS}")
target_compile_options(saccade_torch INTERFACE ${SACCADE_TORCH_FLAGS})

if(SACCADE_GUI)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Charts Network Svg LinguistTools)
    find_package(LibArchive REQUIRED)
    set(CMAKE_AUTOMOC ON)
    # torch uses the word "slots", so Qt's keywords stay off everywhere.
    add_compile_definitions(QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060000)
endif()
if(SACCADE_TESTS AND SACCADE_GUI)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
