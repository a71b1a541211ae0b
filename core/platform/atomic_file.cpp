// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/atomic_file.h"

#include "core/platform/durable_io.h"
#include "core/values/error.h"

#include <atomic>
#include <stdexcept>
#include <utility>

namespace saccade {

namespace {

std::filesystem::path temporaryIn(const std::filesystem::path& folder)
{
    static std::atomic<unsigned> counter{0};
    return folder / (".saccade-" + std::to_string(platform::processId()) + "-" +
                     std::to_string(counter.fetch_add(1)) + ".tmp");
}

} // namespace

AtomicFile::AtomicFile(const std::filesystem::path& path)
    : m_path(std::filesystem::absolute(path))
{
    std::error_code error;
    do {
        m_temporary = temporaryIn(m_path.parent_path());
        error = platform::createFile(m_temporary, m_descriptor);
    } while (error == std::errc::file_exists); // left by a killed program that had our process number
    if (error)
        fail("creating a temporary file in " + m_path.parent_path().string(), error);
}

AtomicFile::~AtomicFile()
{
    discard();
}

void AtomicFile::write(std::span<const std::byte> bytes)
{
    requireOpen();
    if (const std::error_code error = platform::writeAll(m_descriptor, bytes))
        fail("writing " + std::to_string(bytes.size()) + " bytes", error);
}

void AtomicFile::write(std::string_view text)
{
    write(std::as_bytes(std::span(text.data(), text.size())));
}

void AtomicFile::commit()
{
    requireOpen();
    if (const std::error_code error = platform::syncFile(m_descriptor))
        fail("writing to the disk", error);
    if (const std::error_code error = platform::closeFile(std::exchange(m_descriptor, -1)))
        fail("closing", error);
    if (const std::error_code error = platform::replaceFile(m_temporary, m_path))
        fail("replacing the file", error);
    m_temporary.clear();
    if (const std::error_code error = platform::syncFolder(m_path.parent_path()))
        fail("writing the folder to the disk", error);
}

void AtomicFile::discard() noexcept
{
    if (m_descriptor >= 0)
        platform::closeFile(std::exchange(m_descriptor, -1));
    if (!m_temporary.empty()) {
        std::error_code ignored;
        std::filesystem::remove(m_temporary, ignored);
        m_temporary.clear();
    }
}

void AtomicFile::fail(const std::string& step, const std::error_code& error)
{
    discard();
    throw Error(m_path.string() + " could not be saved: " + step + " failed: " + error.message());
}

void AtomicFile::requireOpen() const
{
    if (m_descriptor < 0)
        throw std::logic_error("AtomicFile: nothing is open any more for " + m_path.string());
}

void writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes)
{
    AtomicFile file(path);
    file.write(bytes);
    file.commit();
}

void writeFileAtomically(const std::filesystem::path& path, std::string_view text)
{
    writeFileAtomically(path, std::as_bytes(std::span(text.data(), text.size())));
}

} // namespace saccade
