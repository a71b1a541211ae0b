// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/shapes_folder.h"
#include "app/data_source.h"
#include "core/data/cifar10.h"
#include "core/data/shapes.h"
#include "core/values/error.h"

#ifdef SACCADE_HAS_FETCH
#include "app/dataset_fetch.h"

#include <QCoreApplication>
#endif

#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace saccade::cli {

namespace {

struct Options
{
    std::string folder;
    std::string archive;
    std::string url;
    std::string out;
    std::uint64_t seed = ShapesSeed;
    bool json = false;
};

int verify(const Options& options)
{
    Cifar10Report report;
    {
        ProgressLine line;
        report = verifyCifar10(options.folder, line.function());
    }
    nlohmann::json files = nlohmann::json::array();
    for (const auto& file : report.files)
        files.push_back({{"file", file.name},
                         {"records", file.records},
                         {"per_class", file.perClass},
                         {"fault", file.fault}});
    if (options.json) {
        const nlohmann::json json{{"folder", report.folder.string()},
                                  {"sound", report.isSound()},
                                  {"files", files},
                                  {"faults", report.faults}};
        std::printf("%s\n", json.dump().c_str());
    } else {
        for (const auto& file : report.files)
            std::printf("%-20s %6d pictures%s\n", file.name.c_str(), file.records,
                        file.fault.empty() ? "" : "  (faulty)");
    }
    if (!report.isSound())
        throw Error(report.faults.front() +
                        (report.faults.size() > 1
                             ? " (and " + std::to_string(report.faults.size() - 1) + " more faults)"
                             : ""),
                    Error::Kind::BadInput);
    return 0;
}

int shapes(const Options& options)
{
    ProgressLine line;
    const DatasetPtr data = makeShapes(options.seed, ShapesTrainCount, ShapesTestCount, line.function());
    const auto folder = writeShapesFolder(*data, options.out);
    std::printf("%s\n", folder.string().c_str());
    return 0;
}

#ifdef SACCADE_HAS_FETCH
int fetch(const Options& options)
{
    int argc = 0;
    const QCoreApplication application(argc, nullptr);
    RunControl control;
    std::filesystem::path folder;
    {
        ProgressLine line;
        const InterruptGuard guard(control);
        FetchRequest request;
        request.folder = options.out;
        request.localArchive = options.archive;
        if (!options.url.empty())
            request.url = options.url;
        try {
            folder = fetchCifar10(request, control, line.function());
        } catch (const Error&) {
            if (wasInterrupted())
                return 130;
            throw;
        }
    }
    std::printf("%s\n", folder.string().c_str());
    return 0;
}
#else
int fetch(const Options&)
{
    throw Error("This build has no Qt and so cannot fetch. Get cifar-10-binary.tar.gz by other means, unpack "
                "it, and give "
                "its folder as --data.");
}
#endif

} // namespace

Command addData(CLI::App& program)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("data", "Fetch CIFAR-10, check it, or write the built-in data set");
    command->require_subcommand(1);
    CLI::App* fetchCommand =
        command->add_subcommand("fetch", "Get the published CIFAR-10 archive, check it, unpack it");
    fetchCommand->add_option("--out", options->out, "Folder to unpack into")->required();
    auto* archive = fetchCommand->add_option("--archive", options->archive,
                                             "A local copy of the archive, not the network");
    fetchCommand->add_option("--url", options->url, "A mirror of the archive")->excludes(archive);
    CLI::App* verifyCommand = command->add_subcommand("verify", "Read every record of a CIFAR-10 folder");
    verifyCommand->add_option("--data", options->folder, "Folder of CIFAR-10")->required();
    verifyCommand->add_flag("--json", options->json, "Print one JSON object and nothing else on stdout");
    CLI::App* shapesCommand = command->add_subcommand("shapes", "Write the built-in data set with its masks");
    shapesCommand->add_option("--out", options->out, "Folder to write")->required();
    shapesCommand->add_option("--seed", options->seed, "Another seed, other pictures");
    return [=] {
        if (fetchCommand->parsed())
            return fetch(*options);
        return verifyCommand->parsed() ? verify(*options) : shapes(*options);
    };
}

} // namespace saccade::cli
