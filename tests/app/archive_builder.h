// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace saccade::test {

/// A member of an archive to be built, also such as no honest archive holds.
struct ArchiveMember
{
    enum class Type
    {
        File,
        Folder,
        SymbolicLink,
        HardLink,
        Fifo
    };

    QByteArray name;
    QByteArray content = {};
    Type type = Type::File;
    QByteArray linkTarget = {};
};

/// The bytes of a .tar.gz with these members in this order.
QByteArray tarGz(const QList<ArchiveMember>& members);

} // namespace saccade::test
