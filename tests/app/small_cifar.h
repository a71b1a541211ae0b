// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/archive_unpack.h"
#include "tests/app/archive_builder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QMap>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <filesystem>

namespace saccade::test {

inline const QByteArray cifarFolder = "cifar-10-batches-bin";

/// CIFAR-10's eight files, each .bin of two records in place of 10,000. Noise, so that gzip keeps its length.
inline const QMap<QByteArray, QByteArray>& smallFiles()
{
    static const QMap<QByteArray, QByteArray> files = [] {
        QMap<QByteArray, QByteArray> made;
        QRandomGenerator random(7);
        for (const char* const name : {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
                                       "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"})
            for (int byte = 0; byte < 2 * 3073; ++byte)
                made[name].append(char(random.bounded(256)));
        made["batches.meta.txt"] = "airplane\nautomobile\n";
        made["readme.html"] = "<html>readme</html>";
        return made;
    }();
    return files;
}

inline std::vector<ExpectedMember> smallMembers()
{
    std::vector<ExpectedMember> members;
    for (const auto& [name, content] : smallFiles().toStdMap())
        members.push_back({name.toStdString(), name.endsWith(".bin") ? 2 * 3073U : 1U,
                           name.endsWith(".bin") ? 2 * 3073U : 100U});
    return members;
}

/// The members of the archive as it is published: its folder, then the files.
inline QList<ArchiveMember> smallArchiveMembers()
{
    QList<ArchiveMember> members{{cifarFolder + "/", {}, ArchiveMember::Type::Folder, {}}};
    for (const auto& [name, content] : smallFiles().toStdMap())
        members.append({cifarFolder + "/" + name, content});
    return members;
}

inline std::string sha256Of(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

inline std::filesystem::path toPath(const QString& path)
{
    return {path.toStdU16String()};
}

inline void writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(path));
}

/// Every file below a folder, hidden ones too: path from there → content; a folder's path ends in '/'.
inline QMap<QString, QByteArray> treeOf(const QString& folder)
{
    QMap<QString, QByteArray> tree;
    const QDir dir(folder);
    const auto filter = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    for (const QFileInfo& info : dir.entryInfoList(filter)) {
        if (info.isDir()) {
            tree[info.fileName() + "/"];
            for (const auto& [name, content] : treeOf(info.filePath()).toStdMap())
                tree[info.fileName() + "/" + name] = content;
        } else {
            QFile file(info.filePath());
            tree[info.fileName()] = file.open(QIODevice::ReadOnly) ? file.readAll() : "(unreadable)";
        }
    }
    return tree;
}

/// What treeOf() gives for a folder into which the small files were put, and nothing else.
inline QMap<QString, QByteArray> completeTree()
{
    QMap<QString, QByteArray> tree{{cifarFolder + "/", {}}};
    for (const auto& [name, content] : smallFiles().toStdMap())
        tree[cifarFolder + "/" + name] = content;
    return tree;
}

} // namespace saccade::test
