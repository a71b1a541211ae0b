// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cifar10_records.h"

#include "core/values/error.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

namespace saccade {

namespace {

std::string expectedSize(int records)
{
    return std::to_string(std::uintmax_t(records) * Cifar10RecordBytes) + " bytes (" +
           std::to_string(records) + " records of " + std::to_string(Cifar10RecordBytes) + ")";
}

} // namespace

void requireCifar10Records(const std::filesystem::path& file, int records)
{
    std::error_code problem;
    const std::filesystem::file_status status = std::filesystem::status(file, problem);
    if (!std::filesystem::exists(status))
        throw Error::badInput(file.string(), "a file of " + expectedSize(records),
                              problem && status.type() != std::filesystem::file_type::not_found
                                  ? problem.message()
                                  : "no such file");
    if (!std::filesystem::is_regular_file(status))
        throw Error::badInput(file.string(), "a file of " + expectedSize(records),
                              std::filesystem::is_directory(status) ? "a folder" : "a special file");
    const std::uintmax_t size = std::filesystem::file_size(file, problem);
    if (problem)
        throw Error::badInput(file.string(), "a file of " + expectedSize(records), problem.message());
    if (size == 0)
        throw Error::badInput(file.string(), expectedSize(records), "an empty file");
    if (size != std::uintmax_t(records) * Cifar10RecordBytes)
        throw Error::badInput(file.string(), expectedSize(records), std::to_string(size) + " bytes");
}

void readCifar10Records(const std::filesystem::path& file, int records, const Cifar10Visitor& visit)
{
    requireCifar10Records(file, records);
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw Error::badInput(file.string(), "a file that may be read", "no permission");
    // About half a megabyte at a time stays in the processor's cache between reading and copying.
    constexpr int RecordsAtOnce = 160;
    std::vector<std::uint8_t> buffer(RecordsAtOnce * Cifar10RecordBytes);
    for (int first = 0; first < records; first += RecordsAtOnce) {
        const int count = std::min(RecordsAtOnce, records - first);
        stream.read(reinterpret_cast<char*>(buffer.data()),
                    std::streamsize(std::size_t(count) * Cifar10RecordBytes));
        if (!stream)
            throw Error::badInput(file.string(), expectedSize(records),
                                  "that it ends, or cannot be read, in record " +
                                      std::to_string(first + int(stream.gcount() / Cifar10RecordBytes)));
        for (int i = 0; i < count; ++i) {
            const std::uint8_t* record = buffer.data() + std::size_t(i) * Cifar10RecordBytes;
            if (record[0] >= Cifar10Classes)
                throw Error::badInput(file.string(),
                                      "a label of 0 to 9 in record " + std::to_string(first + i),
                                      std::to_string(int(record[0])));
            visit(record[0], record + 1);
        }
    }
}

} // namespace saccade
