// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/durable_io.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

#ifdef _WIN32
#define NOMINMAX
#include <io.h>
#include <process.h>
#include <windows.h>
#else
#include <unistd.h>
#endif

namespace saccade::platform {

namespace {

std::error_code lastError()
{
    return {errno, std::generic_category()};
}

// One write() takes no more than 2 GiB on Linux and an int on Windows.
constexpr std::size_t largestWrite = std::size_t(1) << 30;

} // namespace

#ifdef _WIN32

std::error_code createFile(const std::filesystem::path& path, int& descriptor)
{
    const int flags = _O_WRONLY | _O_CREAT | _O_EXCL | _O_BINARY | _O_NOINHERIT;
    descriptor = _wopen(path.c_str(), flags, _S_IREAD | _S_IWRITE);
    return descriptor < 0 ? lastError() : std::error_code();
}

std::error_code writeAll(int descriptor, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const int count = _write(descriptor, bytes.data(), unsigned(std::min(bytes.size(), largestWrite)));
        if (count < 0)
            return lastError();
        bytes = bytes.subspan(std::size_t(count));
    }
    return {};
}

std::error_code syncFile(int descriptor)
{
    const auto handle = reinterpret_cast<HANDLE>(_get_osfhandle(descriptor));
    if (FlushFileBuffers(handle) == 0)
        return {int(GetLastError()), std::system_category()};
    return {};
}

std::error_code closeFile(int descriptor)
{
    return _close(descriptor) < 0 ? lastError() : std::error_code();
}

std::error_code replaceFile(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (MoveFileExW(from.c_str(), to.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) == 0)
        return {int(GetLastError()), std::system_category()};
    return {};
}

std::error_code syncFolder(const std::filesystem::path&)
{
    return {}; // MOVEFILE_WRITE_THROUGH has already waited for the disk.
}

long processId()
{
    return _getpid();
}

#else

std::error_code createFile(const std::filesystem::path& path, int& descriptor)
{
    do
        descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    while (descriptor < 0 && errno == EINTR);
    return descriptor < 0 ? lastError() : std::error_code();
}

std::error_code writeAll(int descriptor, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), std::min(bytes.size(), largestWrite));
        if (count < 0 && errno != EINTR)
            return lastError();
        if (count > 0)
            bytes = bytes.subspan(std::size_t(count));
    }
    return {};
}

std::error_code syncFile(int descriptor)
{
#ifdef F_FULLFSYNC
    // On macOS fsync() stops at the drive's own cache. Not every file system there knows the stronger call.
    if (::fcntl(descriptor, F_FULLFSYNC) == 0)
        return {};
#endif
    int result = 0;
    do
        result = ::fsync(descriptor);
    while (result < 0 && errno == EINTR);
    return result < 0 ? lastError() : std::error_code();
}

std::error_code closeFile(int descriptor)
{
    // After EINTR the descriptor is gone all the same: a second close could hit another thread's file.
    return ::close(descriptor) < 0 && errno != EINTR ? lastError() : std::error_code();
}

std::error_code replaceFile(const std::filesystem::path& from, const std::filesystem::path& to)
{
    return ::rename(from.c_str(), to.c_str()) < 0 ? lastError() : std::error_code();
}

std::error_code syncFolder(const std::filesystem::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // A folder may be writable and still not readable (mode 0300): then the rename stands as it is.
    if (descriptor < 0)
        return errno == EACCES ? std::error_code() : lastError();
    std::error_code error = syncFile(descriptor);
    // Some network and user-space file systems cannot sync a folder at all, and say so with these.
    if (error == std::errc::invalid_argument || error == std::errc::not_supported)
        error.clear();
    closeFile(descriptor);
    return error;
}

long processId()
{
    return long(::getpid());
}

#endif

} // namespace saccade::platform
