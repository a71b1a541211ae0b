// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/cifar10_records.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace saccade::test {

inline const std::vector<std::string>& cifar10FileNames()
{
    static const std::vector<std::string> names{"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
                                                "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"};
    return names;
}

/// A file of 10,000 records of zeros: black pictures of class 0. It has holes, so it takes no time or space.
inline void writeBlackBatch(const std::filesystem::path& file)
{
    std::ofstream(file, std::ios::binary).close();
    std::filesystem::resize_file(file, 10000 * Cifar10RecordBytes);
}

inline void writeBlackCifar10(const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    for (const std::string& name : cifar10FileNames())
        writeBlackBatch(folder / name);
}

/// Writes into the middle of a file that exists.
inline void overwrite(const std::filesystem::path& file, std::size_t at,
                      const std::vector<std::uint8_t>& bytes)
{
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(std::streamoff(at));
    stream.write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
}

inline void writeText(const std::filesystem::path& file, const std::string& text)
{
    std::ofstream(file, std::ios::binary) << text;
}

} // namespace saccade::test
