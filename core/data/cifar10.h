// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/run_control.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace saccade {

/// The folder that holds the .bin files: `folder` itself, or the cifar-10-batches-bin in it.
/// Throws Error (BadInput) where neither holds any of them.
std::filesystem::path findCifar10(const std::filesystem::path& folder);

/// CIFAR-10 in its published binary layout (Krizhevsky 2009): data_batch_1.bin to data_batch_5.bin and
/// test_batch.bin, 10,000 records each. `folder` is anything that findCifar10 takes. The class names come
/// from batches.meta.txt where that holds ten, else they are the published ones.
/// Throws Error (BadInput) on a missing folder or file, another size, or a label above 9.
DatasetPtr readCifar10(const std::filesystem::path& folder, const Progress& progress = {});

/// One of the six files, as it was found.
struct Cifar10FileReport
{
    std::string name;
    int records = 0;                ///< sound ones, up to the fault
    std::array<int, 10> perClass{}; ///< of those records
    std::string fault;              ///< a sentence; empty where the file is sound
};

/// What a folder of CIFAR-10 holds.
struct Cifar10Report
{
    std::filesystem::path folder;
    std::vector<std::string> classNames;
    std::vector<Cifar10FileReport> files; ///< the five training files, then the test file
    /// Every file's fault, and the classes that do not have the published number of pictures.
    std::vector<std::string> faults;
    bool isSound() const { return faults.empty(); }
};

/// Reads every record of every file and collects the faults. Throws Error (BadInput) only where there is
/// nothing to look at, as findCifar10 does.
Cifar10Report verifyCifar10(const std::filesystem::path& folder, const Progress& progress = {});

} // namespace saccade
