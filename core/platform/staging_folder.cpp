// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/staging_folder.h"

#include "core/platform/durable_io.h"
#include "core/values/error.h"

#include <atomic>

namespace saccade {

namespace fs = std::filesystem;

namespace {

fs::path temporaryIn(const fs::path& folder)
{
    static std::atomic<unsigned> counter{0};
    return folder / (".saccade-" + std::to_string(platform::processId()) + "-staging-" +
                     std::to_string(counter.fetch_add(1)) + ".tmp");
}

} // namespace

StagingFolder::StagingFolder(const fs::path& parent)
{
    const fs::path folder = fs::absolute(parent);
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        throw Error::badInput(folder.string(), "a folder that can be made", failure.message());
    bool made = false;
    while (!made && !failure) { // one may be left by a killed program that had our process number
        m_path = temporaryIn(folder);
        made = fs::create_directory(m_path, failure);
    }
    if (failure)
        throw Error("nothing can be written to " + folder.string() + ": " + failure.message());
}

StagingFolder::~StagingFolder()
{
    std::error_code ignored;
    if (!m_path.empty())
        fs::remove_all(m_path, ignored);
}

void StagingFolder::moveFile(const std::string& name, const fs::path& target)
{
    move(m_path / name, fs::absolute(target));
}

void StagingFolder::become(const fs::path& target)
{
    std::error_code ignored;
    if (fs::is_directory(target, ignored) && fs::is_empty(target, ignored))
        fs::remove(target, ignored); // some systems move no folder over another
    if (const std::error_code failure = platform::syncFolder(m_path))
        throw Error(target.string() +
                    " could not be saved: writing the folder to the disk failed: " + failure.message());
    move(m_path, fs::absolute(target));
    m_path.clear();
}

void StagingFolder::move(const fs::path& from, const fs::path& target)
{
    if (const std::error_code failure = platform::replaceFile(from, target))
        throw Error(target.string() +
                    " could not be saved: moving it into place failed: " + failure.message());
    if (const std::error_code failure = platform::syncFolder(target.parent_path()))
        throw Error(target.string() +
                    " could not be saved: writing the folder to the disk failed: " + failure.message());
}

} // namespace saccade
