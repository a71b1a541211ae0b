// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace saccade {

/// A folder for what is not to be seen before it is complete. It lies where the result will, so that moving
/// it is one step, and goes with everything in it when the object goes. A killed program leaves at most a
/// folder named ".saccade-*.tmp" behind.
class StagingFolder
{
public:
    /// `parent` is made where there is none. Throws Error.
    explicit StagingFolder(const std::filesystem::path& parent);
    ~StagingFolder();
    StagingFolder(const StagingFolder&) = delete;
    StagingFolder& operator=(const StagingFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// Puts a file of this folder in the place of `target`, which may exist. Throws Error.
    void moveFile(const std::string& name, const std::filesystem::path& target);
    /// The folder itself becomes `target`, which does not exist or is an empty folder. Throws Error.
    void become(const std::filesystem::path& target);

private:
    void move(const std::filesystem::path& from, const std::filesystem::path& target);

    std::filesystem::path m_path;
};

} // namespace saccade
