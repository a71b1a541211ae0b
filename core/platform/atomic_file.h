// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

namespace saccade {

/// A file that appears whole or not at all, also when the program is killed or the power fails: bytes go to
/// a temporary file in the same folder, and commit() puts it in the place of `path` once it is on the disk.
/// A killed program leaves at most a file named ".saccade-*.tmp" behind.
class AtomicFile
{
public:
    /// Opens the temporary file; the folder has to exist. Throws Error.
    explicit AtomicFile(const std::filesystem::path& path);
    /// Discards what was not committed: the old file stays as it was.
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Appends, unbuffered. Throws Error (a full disk), and the file can then no longer be committed.
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);
    /// fsync, rename, fsync of the folder. Throws Error; all but a failure of the very last step leave the
    /// old file as it was.
    void commit();
    /// Removes the temporary file. Nothing happens after commit().
    void discard() noexcept;

    const std::filesystem::path& path() const { return m_path; }

private:
    [[noreturn]] void fail(const std::string& step, const std::error_code& error);
    void requireOpen() const;

    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    int m_descriptor = -1;
};

/// Writes a whole file at once, with AtomicFile's promises. Throws Error.
void writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
void writeFileAtomically(const std::filesystem::path& path, std::string_view text);

} // namespace saccade
