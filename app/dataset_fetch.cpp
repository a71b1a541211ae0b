// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dataset_fetch.h"

#include "app/archive_check.h"
#include "app/download.h"
#include "app/fetch_errors.h"

#include <QLockFile>

#include <algorithm>
#include <cctype>
#include <fstream>

namespace saccade {

namespace fs = std::filesystem;

namespace {

constexpr auto archiveFolder = "cifar-10-batches-bin";

bool isComplete(const fs::path& folder, const std::vector<ExpectedMember>& members)
{
    return std::all_of(members.begin(), members.end(), [&](const ExpectedMember& member) {
        std::error_code error;
        const std::uint64_t size = fs::file_size(folder / member.name, error);
        return !error && size >= member.smallest && size <= member.largest;
    });
}

/// True where it was not there before.
bool createFolder(const fs::path& folder)
{
    std::error_code error;
    const bool created = fs::create_directories(folder, error);
    if (error)
        throw Error(folder.string() + " could not be created: " + error.message());
    return created;
}

void requireSpace(const FetchRequest& request)
{
    std::uint64_t needed = request.localArchive.empty() ? request.size : 0;
    for (const ExpectedMember& member : request.members)
        needed += member.largest;
    std::error_code error;
    const fs::space_info space = fs::space(request.folder, error);
    if (!error && space.available < needed)
        throw Error(request.folder.string() + ": expected " + std::to_string(needed / 1'000'000) +
                    " MB of free disk space, found " + std::to_string(space.available / 1'000'000) + " MB");
}

/// Maps a part's 0..1 to from..to of the whole, about ten times a second.
Progress partOf(const Progress& whole, double from, double to)
{
    if (!whole)
        return {};
    auto last = std::chrono::steady_clock::time_point();
    return [=](double share, const std::string& what) mutable {
        const auto now = std::chrono::steady_clock::now();
        if (now - last < std::chrono::milliseconds(100))
            return;
        last = now;
        whole(from + (to - from) * std::clamp(share, 0.0, 1.0), what);
    };
}

/// Removes a file at the end of its scope.
struct FileToRemove
{
    fs::path path;
    ~FileToRemove()
    {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
};

void unpack(const fs::path& archive, const std::string& source, const FetchRequest& request,
            const fs::path& target, const RunControl& control, const Progress& progress)
{
    std::ifstream file(archive, std::ios::binary);
    if (!file)
        throw Error::badInput(archive.string(), "a file that can be read", "one that cannot be opened");
    const bool created = createFolder(target);
    try {
        unpackMembers(file, source, archiveFolder, request.members, target, control, progress);
    } catch (...) {
        std::error_code ignored;
        if (created)
            fs::remove(target, ignored); // only where it is empty
        throw;
    }
}

} // namespace

std::vector<ExpectedMember> cifar10Members()
{
    constexpr std::uint64_t batch = 30'730'000; // 10,000 records of 3,073 bytes
    constexpr std::uint64_t longestText = 65'536;
    return {{"data_batch_1.bin", batch, batch},   {"data_batch_2.bin", batch, batch},
            {"data_batch_3.bin", batch, batch},   {"data_batch_4.bin", batch, batch},
            {"data_batch_5.bin", batch, batch},   {"test_batch.bin", batch, batch},
            {"batches.meta.txt", 1, longestText}, {"readme.html", 1, longestText}};
}

fs::path fetchCifar10(const FetchRequest& given, RunControl& control, const Progress& progress)
{
    FetchRequest request = given;
    request.folder = fs::absolute(given.folder);
    std::transform(request.sha256.begin(), request.sha256.end(), request.sha256.begin(),
                   [](unsigned char c) { return char(std::tolower(c)); });
    fs::path target = request.folder / archiveFolder;
    const auto ready = [&] {
        if (progress)
            progress(1.0, "CIFAR-10 is ready in " + target.string());
        return target;
    };
    if (isComplete(target, request.members))
        return ready();

    createFolder(request.folder);
    requireSpace(request);
    const fs::path part = request.folder / "cifar-10-binary.tar.gz.part";
    QLockFile lock(QString::fromStdU16String((request.folder / "cifar-10-binary.lock").u16string()));
    lock.setStaleLockTime(0); // a download may take an hour; a program that died is noticed all the same
    if (!lock.tryLock())
        throw Error(lock.error() == QLockFile::LockFailedError
                        ? request.folder.string() + ": another download into this folder is under way"
                        : request.folder.string() + ": expected a folder that can be written, found one "
                                                    "that cannot");

    if (!request.localArchive.empty()) {
        checkArchive(request.localArchive, request.size, request.sha256, control, partOf(progress, 0.0, 0.4));
        unpack(request.localArchive, request.localArchive.string(), request, target, control,
               partOf(progress, 0.4, 1.0));
        return ready();
    }
    const FileToRemove removeLater{part};
    download({request.url, request.size, request.sha256, request.stallTimeout}, part, control,
             partOf(progress, 0.0, 0.9));
    unpack(part, request.url, request, target, control, partOf(progress, 0.9, 1.0));
    return ready();
}

} // namespace saccade
