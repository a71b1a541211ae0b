// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive_unpack.h"

#include "app/fetch_errors.h"
#include "core/platform/atomic_file.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <memory>

namespace saccade {

namespace {

// What headers and members that are passed over may take beside the expected bytes: a small archive must not
// keep the program busy for long.
constexpr std::int64_t largestRest = 16 << 20;

/// A name out of a hostile file, fit for a sentence.
std::string printable(std::string name)
{
    name.resize(std::min<std::size_t>(name.size(), 200));
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
    return name;
}

bool staysInside(const std::string& name)
{
    // Also what leads out of a folder on Windows alone: no archive of ours has reason to hold such a name.
    if (name.empty() || name.front() == '/' || name.find_first_of("\\:") != std::string::npos)
        return false;
    const std::filesystem::path path(name);
    return std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

class Unpacker
{
public:
    /// `expected`: bytes that all expected members may have.
    Unpacker(std::istream& stream, const std::string& source, std::uint64_t expected,
             const RunControl& control)
        : m_stream(stream)
        , m_source(source)
        , m_mostBytes(std::int64_t(expected) + largestRest)
        , m_control(control)
        , m_archive(archive_read_new(), &archive_read_free)
    {
        archive_read_support_filter_gzip(m_archive.get());
        archive_read_support_format_tar(m_archive.get());
        if (archive_read_open(m_archive.get(), this, nullptr, &Unpacker::readBlock, nullptr) != ARCHIVE_OK)
            throw damaged();
    }

    /// The next member, or null at the end.
    archive_entry* next()
    {
        archive_entry* entry = nullptr;
        const int result = archive_read_next_header(m_archive.get(), &entry);
        if (result == ARCHIVE_EOF)
            return nullptr;
        if (result < ARCHIVE_WARN)
            throw damaged();
        return entry;
    }

    /// Throws on what must not be in an archive, whether it would be unpacked or not.
    std::string safeName(archive_entry* entry) const
    {
        const char* const raw = archive_entry_pathname(entry);
        std::string name = raw != nullptr ? raw : "";
        if (!staysInside(name))
            throw Error::badInput(m_source, "names inside the archive's folder",
                                  "the member '" + printable(name) + "'");
        const auto type = archive_entry_filetype(entry);
        const bool isLink = archive_entry_hardlink(entry) != nullptr || type == AE_IFLNK;
        if (isLink || (type != AE_IFREG && type != AE_IFDIR))
            throw Error::badInput(m_source, "files and folders alone",
                                  (isLink ? "the link '" : "the special file '") + printable(name) + "'");
        return name;
    }

    void pass()
    {
        if (archive_read_data_skip(m_archive.get()) < ARCHIVE_WARN)
            throw damaged();
    }

    /// Hands the member's bytes on, block by block.
    template <typename Take>
    void read(archive_entry* entry, const ExpectedMember& member, const Take& take)
    {
        const auto size = std::uint64_t(archive_entry_size(entry));
        if (size < member.smallest || size > member.largest)
            throw Error::badInput(m_source + ": " + member.name, sizeWords(member),
                                  std::to_string(size) + " bytes");
        std::array<std::byte, 65536> block;
        for (std::uint64_t left = size; left > 0;) {
            const la_ssize_t count = archive_read_data(
                m_archive.get(), block.data(), std::size_t(std::min<std::uint64_t>(left, block.size())));
            if (count < 0)
                throw damaged();
            if (count == 0)
                throw Error::badInput(m_source + ": " + member.name, std::to_string(size) + " bytes",
                                      std::to_string(size - left));
            take(std::span<const std::byte>(block.data(), std::size_t(count)));
            left -= std::uint64_t(count);
        }
    }

private:
    static std::string sizeWords(const ExpectedMember& member)
    {
        if (member.smallest == member.largest)
            return std::to_string(member.smallest) + " bytes";
        return std::to_string(member.smallest) + " to " + std::to_string(member.largest) + " bytes";
    }

    Error damaged() const
    {
        throwIfStopping(m_control);
        if (m_isTooLong)
            return Error::badInput(m_source, "at most " + std::to_string(m_mostBytes) + " bytes in it",
                                   "more");
        const char* const reason = archive_error_string(m_archive.get());
        return Error::badInput(m_source, "a complete .tar.gz archive", reason != nullptr ? reason : "damage");
    }

    // Called by libarchive for every block: the one place that is reached however long a member takes.
    static la_ssize_t readBlock(archive* handle, void* self, const void** block)
    {
        auto& unpacker = *static_cast<Unpacker*>(self);
        if (unpacker.m_control.isStopping())
            return -1;
        if (archive_filter_bytes(handle, 0) > unpacker.m_mostBytes) {
            unpacker.m_isTooLong = true; // libarchive's own words for it would hide ours
            return -1;
        }
        unpacker.m_stream.read(unpacker.m_block.data(), std::streamsize(unpacker.m_block.size()));
        if (unpacker.m_stream.bad()) {
            archive_set_error(handle, EIO, "a file that cannot be read");
            return -1;
        }
        *block = unpacker.m_block.data();
        return la_ssize_t(unpacker.m_stream.gcount());
    }

    std::istream& m_stream;
    const std::string& m_source;
    const std::int64_t m_mostBytes;
    const RunControl& m_control;
    bool m_isTooLong = false;
    std::array<char, 65536> m_block;
    std::unique_ptr<archive, int (*)(archive*)> m_archive;
};

} // namespace

void unpackMembers(std::istream& stream, const std::string& source, const std::string& folder,
                   const std::vector<ExpectedMember>& members, const std::filesystem::path& target,
                   const RunControl& control, const Progress& progress)
{
    std::uint64_t total = 0;
    for (const ExpectedMember& member : members)
        total += member.largest;

    Unpacker archive(stream, source, total, control);
    // Destroyed without commit, these files take their bytes with them.
    std::map<std::string, std::unique_ptr<AtomicFile>> files;
    std::uint64_t done = 0;
    while (archive_entry* const entry = archive.next()) {
        const std::string name = archive.safeName(entry);
        const auto member = std::find_if(members.begin(), members.end(), [&](const ExpectedMember& expected) {
            return name == folder + "/" + expected.name;
        });
        if (member == members.end() || archive_entry_filetype(entry) == AE_IFDIR) {
            archive.pass();
            continue;
        }
        if (files.contains(member->name))
            throw Error::badInput(source, "each member once", member->name + " twice");
        const auto& file = files[member->name] = std::make_unique<AtomicFile>(target / member->name);
        archive.read(entry, *member, [&](std::span<const std::byte> bytes) {
            file->write(bytes);
            done += bytes.size();
            if (progress)
                progress(double(done) / double(total), "Unpacking " + member->name);
        });
    }
    for (const ExpectedMember& member : members)
        if (!files.contains(member.name))
            throw Error::badInput(source, "the member " + folder + "/" + member.name, "none of that name");
    throwIfStopping(control);
    for (const auto& [name, file] : files)
        file->commit();
}

} // namespace saccade
