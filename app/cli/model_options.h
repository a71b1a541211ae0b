// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/model_file.h"

#include <CLI/CLI.hpp>

#include <string>

namespace saccade::cli {

/// The model that a subcommand works on: --model, and what --heads and --image-size say of it.
struct ModelOptions
{
    std::string path;
    LoadOptions how;

    void addTo(CLI::App& command);
    /// Opens it; what had to be assumed goes to stderr, a line each.
    ModelPtr open() const;
};

} // namespace saccade::cli
