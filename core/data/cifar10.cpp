// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cifar10.h"

#include "core/data/cifar10_class_names.h"
#include "core/data/cifar10_records.h"
#include "core/values/error.h"

#include <algorithm>
#include <system_error>

namespace saccade {

namespace {

constexpr int RecordsPerFile = 10000;
constexpr int TrainFiles = 5;
constexpr std::array<const char*, TrainFiles + 1> FileNames{"data_batch_1.bin", "data_batch_2.bin",
                                                            "data_batch_3.bin", "data_batch_4.bin",
                                                            "data_batch_5.bin", "test_batch.bin"};
constexpr const char* UsualFolder = "cifar-10-batches-bin";

bool isThere(const std::filesystem::path& path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

bool holdsAnyFile(const std::filesystem::path& folder)
{
    return std::any_of(FileNames.begin(), FileNames.end(),
                       [&folder](const char* name) { return isThere(folder / name); });
}

void report(const Progress& progress, std::size_t file)
{
    if (progress)
        progress(double(file) / FileNames.size(), std::string("Reading ") + FileNames[file]);
}

/// The published pictures of each class: 5,000 to learn from and 1,000 to test on.
void checkCounts(Cifar10Report& found)
{
    for (std::size_t label = 0; label < found.classNames.size(); ++label) {
        int train = 0;
        for (std::size_t file = 0; file < TrainFiles; ++file)
            train += found.files[file].perClass[label];
        const int test = found.files[TrainFiles].perClass[label];
        const int expectedTest = RecordsPerFile / Cifar10Classes;
        if (train != TrainFiles * expectedTest || test != expectedTest)
            found.faults.push_back(found.folder.string() + ": expected " +
                                   std::to_string(TrainFiles * expectedTest) + " training and " +
                                   std::to_string(expectedTest) + " test pictures of " +
                                   found.classNames[label] + ", found " + std::to_string(train) + " and " +
                                   std::to_string(test));
    }
}

} // namespace

std::filesystem::path findCifar10(const std::filesystem::path& folder)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        throw Error::badInput(folder.string(), std::string("a folder that holds CIFAR-10"),
                              isThere(folder) ? "a file" : "nothing of that name");
    for (const std::filesystem::path& candidate : {folder, folder / UsualFolder})
        if (holdsAnyFile(candidate))
            return candidate;
    const bool pickled = isThere(folder / "data_batch_1") || isThere(folder / "cifar-10-batches-py");
    throw Error::badInput(
        folder.string(), std::string("data_batch_1.bin to test_batch.bin, or ") + UsualFolder,
        pickled ? "CIFAR-10's version for Python; the binary version is needed" : "neither");
}

DatasetPtr readCifar10(const std::filesystem::path& folder, const Progress& progress)
{
    const std::filesystem::path found = findCifar10(folder);
    for (const char* name : FileNames) // before any memory is taken
        requireCifar10Records(found / name, RecordsPerFile);

    auto dataset = std::make_shared<Dataset>();
    dataset->name = "CIFAR-10";
    dataset->source = std::filesystem::absolute(found).string();
    dataset->trainCount = TrainFiles * RecordsPerFile;
    dataset->testCount = RecordsPerFile;
    dataset->classNames = cifar10ClassNames(found);
    dataset->normalisation = {{0.4914F, 0.4822F, 0.4465F}, {0.2470F, 0.2435F, 0.2616F}};

    // Appending to reserved memory touches each page once; sizing the vector first would clear it all.
    auto pixels = std::make_shared<std::vector<std::uint8_t>>();
    pixels->reserve(FileNames.size() * RecordsPerFile * Cifar10ImageBytes);
    dataset->labels.reserve(FileNames.size() * RecordsPerFile);
    for (std::size_t file = 0; file < FileNames.size(); ++file) {
        report(progress, file);
        readCifar10Records(found / FileNames[file], RecordsPerFile,
                           [&](std::uint8_t label, const std::uint8_t* planes) {
                               dataset->labels.push_back(label);
                               pixels->insert(pixels->end(), planes, planes + Cifar10ImageBytes);
                           });
    }
    dataset->pixels = std::move(pixels);
    if (progress)
        progress(1.0, "Read CIFAR-10");
    return dataset;
}

Cifar10Report verifyCifar10(const std::filesystem::path& folder, const Progress& progress)
{
    Cifar10Report found;
    found.folder = findCifar10(folder);
    found.classNames = cifar10ClassNames(found.folder);
    for (std::size_t file = 0; file < FileNames.size(); ++file) {
        report(progress, file);
        Cifar10FileReport& entry = found.files.emplace_back();
        entry.name = FileNames[file];
        try {
            readCifar10Records(found.folder / entry.name, RecordsPerFile,
                               [&entry](std::uint8_t label, const std::uint8_t*) {
                                   ++entry.records;
                                   ++entry.perClass[label];
                               });
        } catch (const Error& error) {
            entry.fault = error.what();
            found.faults.push_back(entry.fault);
        }
    }
    if (found.isSound())
        checkCounts(found);
    if (progress)
        progress(1.0, "Read CIFAR-10");
    return found;
}

} // namespace saccade
