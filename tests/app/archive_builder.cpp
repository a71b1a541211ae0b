// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/archive_builder.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace saccade::test {

namespace {

unsigned fileType(ArchiveMember::Type type)
{
    switch (type) {
    case ArchiveMember::Type::Folder:
        return AE_IFDIR;
    case ArchiveMember::Type::SymbolicLink:
        return AE_IFLNK;
    case ArchiveMember::Type::Fifo:
        return AE_IFIFO;
    default:
        return AE_IFREG;
    }
}

void require(int result, archive* handle)
{
    if (result != ARCHIVE_OK)
        qFatal("building an archive: %s", archive_error_string(handle));
}

} // namespace

QByteArray tarGz(const QList<ArchiveMember>& members)
{
    std::size_t room = 1 << 16;
    for (const ArchiveMember& member : members)
        room += std::size_t(member.content.size()) + 4096;
    QByteArray bytes(qsizetype(room), '\0');
    std::size_t used = 0;

    const std::unique_ptr<archive, int (*)(archive*)> writer(archive_write_new(), &archive_write_free);
    archive* const handle = writer.get();
    require(archive_write_add_filter_gzip(handle), handle);
    require(archive_write_set_format_pax_restricted(handle), handle);
    require(archive_write_open_memory(handle, bytes.data(), room, &used), handle);
    for (const ArchiveMember& member : members) {
        const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                             &archive_entry_free);
        archive_entry_set_pathname(entry.get(), member.name.constData());
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_filetype(entry.get(), fileType(member.type));
        if (member.type == ArchiveMember::Type::SymbolicLink)
            archive_entry_set_symlink(entry.get(), member.linkTarget.constData());
        else if (member.type == ArchiveMember::Type::HardLink)
            archive_entry_set_hardlink(entry.get(), member.linkTarget.constData());
        else
            archive_entry_set_size(entry.get(), member.content.size());
        require(archive_write_header(handle, entry.get()), handle);
        if (!member.content.isEmpty() &&
            archive_write_data(handle, member.content.constData(), std::size_t(member.content.size())) !=
                member.content.size())
            qFatal("building an archive: %s", archive_error_string(handle));
    }
    require(archive_write_close(handle), handle);
    bytes.truncate(qsizetype(used));
    return bytes;
}

} // namespace saccade::test
