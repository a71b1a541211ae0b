// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <system_error>

/// The few calls in which systems differ when a file has to be on the disk for certain. Each returns what
/// went wrong; atomic_file.h is what the rest of the program uses.
namespace saccade::platform {

/// Creates a file that did not exist; std::errc::file_exists where there is one of that name.
std::error_code createFile(const std::filesystem::path& path, int& descriptor);
std::error_code writeAll(int descriptor, std::span<const std::byte> bytes);
/// Returns once the file's bytes have reached the disk.
std::error_code syncFile(int descriptor);
std::error_code closeFile(int descriptor);
/// Puts `from` in the place of `to` in one step.
std::error_code replaceFile(const std::filesystem::path& from, const std::filesystem::path& to);
/// Returns once the folder's entries (a rename) have reached the disk, where the system can do that.
std::error_code syncFolder(const std::filesystem::path& folder);
long processId();

} // namespace saccade::platform
