// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive_check.h"

#include "app/fetch_errors.h"

#include <QCryptographicHash>

#include <fstream>
#include <vector>

namespace saccade {

void checkArchive(const std::filesystem::path& archive, std::uint64_t size, const std::string& sha256,
                  const RunControl& control, const Progress& progress)
{
    std::error_code error;
    const auto status = std::filesystem::status(archive, error);
    if (!std::filesystem::is_regular_file(status))
        throw Error::badInput(archive.string(), "an archive of " + std::to_string(size) + " bytes",
                              std::filesystem::exists(status) ? "something that is not a file"
                                                              : "no such file");
    std::ifstream file(archive, std::ios::binary);
    if (!file)
        throw Error::badInput(archive.string(), "a file that can be read", "one that cannot be opened");
    const std::uint64_t foundSize = std::filesystem::file_size(archive, error);
    if (error || foundSize != size)
        throw wrongSize(archive.string(), size, error ? error.message() : std::to_string(foundSize));

    QCryptographicHash hash(QCryptographicHash::Sha256);
    std::vector<char> block(std::size_t(1) << 18);
    std::uint64_t done = 0;
    while (file) {
        throwIfStopping(control);
        file.read(block.data(), std::streamsize(block.size()));
        hash.addData(QByteArrayView(block.data(), qsizetype(file.gcount())));
        done += std::uint64_t(file.gcount());
        if (progress)
            progress(size > 0 ? double(done) / double(size) : 1.0, "Checking " + archive.filename().string());
    }
    if (done != size)
        throw wrongSize(archive.string(), size, std::to_string(done) + " that could be read");
    const std::string found = hash.result().toHex().toStdString();
    if (found != sha256)
        throw wrongChecksum(archive.string(), sha256, found);
}

} // namespace saccade
