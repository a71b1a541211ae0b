// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The two header-only libraries that every subcommand reads, precompiled. A file still includes what it uses.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
