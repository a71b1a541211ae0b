// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include <filesystem>

namespace saccade::test {

/// A length of eight bytes, and what follows it.
inline QByteArray withLength(quint64 length, const QByteArray& rest)
{
    QByteArray bytes(8, '\0');
    qToLittleEndian(length, bytes.data());
    return bytes + rest;
}

/// A safetensors file of this header and so many zeros.
inline QByteArray crafted(const QByteArray& header, qsizetype dataBytes)
{
    return withLength(quint64(header.size()), header + QByteArray(dataBytes, '\0'));
}

/// The header of one tensor.
inline QByteArray tensor(const QByteArray& name, const QByteArray& dtype, const QByteArray& shape,
                         qint64 begin, qint64 end)
{
    return "{\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" +
           QByteArray::number(begin) + ',' + QByteArray::number(end) + "]}}";
}

inline std::filesystem::path writeCrafted(const QTemporaryDir& folder, const QByteArray& bytes)
{
    QFile file(folder.filePath("crafted.safetensors"));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the crafted file could not be written");
    return file.fileName().toStdString();
}

} // namespace saccade::test
