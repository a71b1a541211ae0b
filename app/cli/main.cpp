// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/platform/allocator.h"
#include "core/platform/cpu.h"
#include "core/train/engine.h"
#include "core/values/error.h"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

using namespace saccade;

namespace {

constexpr int ExitFailed = 1;
constexpr int ExitUsage = 2;
constexpr int ExitBadInput = 3;

int exitCode(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Usage:
        return ExitUsage;
    case Error::Kind::BadInput:
        return ExitBadInput;
    case Error::Kind::Failed:
        break;
    }
    return ExitFailed;
}

int fail(const std::string& sentence, int code)
{
    std::fprintf(stderr, "saccade-cli: %s\n",
                 sentence.substr(0, sentence.find("\nException raised from")).c_str());
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    keepLargeBlocks();
    useThreadsHere(usableCores()); // left alone, LibTorch can settle for one
    CLI::App program(
        "Saccade trains vision transformers and shows where they look.\n"
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 bad input file, 130 interrupted (after saving).",
        "saccade-cli");
    program.set_version_flag("--version", std::string("saccade-cli ") + SACCADE_VERSION);
    program.require_subcommand(1);
    program.failure_message(CLI::FailureMessage::simple);
    std::vector<std::pair<CLI::App*, cli::Command>> commands;
    for (const auto add :
         {cli::addTrain, cli::addEval, cli::addExplain, cli::addPointing, cli::addSteps, cli::addExport,
          cli::addData, cli::addPresets, cli::addInfo, cli::addDemo, cli::addBench}) {
        auto command = add(program);
        commands.emplace_back(program.get_subcommands({}).back(), std::move(command));
    }
    const auto isNamed = [argv](const auto& entry) { return entry.first->get_name() == argv[1]; };
    if (argc > 1 && argv[1][0] != '-' && std::none_of(commands.begin(), commands.end(), isNamed))
        return fail(std::string("expected a subcommand (see --help), found \"") + argv[1] + '"', ExitUsage);
    try {
        program.parse(argc, argv);
        for (const auto& [subcommand, command] : commands)
            if (subcommand->parsed())
                return command();
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : ExitUsage;
    } catch (const Error& error) {
        return fail(error.what(), exitCode(error.kind()));
    } catch (const std::exception& error) {
        return fail(error.what(), ExitFailed);
    }
    return ExitUsage;
}
