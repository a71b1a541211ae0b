// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <functional>

namespace saccade::cli {

/// A subcommand's work, run once its arguments are parsed. Returns the exit code: 0 done, 1 failed, 130
/// interrupted; throws Error for the rest.
using Command = std::function<int()>;

/// Each adds its subcommand to the program and returns what to do when it was the one chosen.
Command addTrain(CLI::App& program);
Command addEval(CLI::App& program);
Command addExplain(CLI::App& program);
Command addPointing(CLI::App& program);
Command addSteps(CLI::App& program);
Command addExport(CLI::App& program);
Command addData(CLI::App& program);
Command addDemo(CLI::App& program);
Command addBench(CLI::App& program);
Command addPresets(CLI::App& program);
Command addInfo(CLI::App& program);

} // namespace saccade::cli
