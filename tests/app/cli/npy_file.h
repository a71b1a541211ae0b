// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QRegularExpression>
#include <QtEndian>

#include <vector>

namespace saccade::test {

/// A NumPy file of float32, taken apart by hand.
struct NpyFile
{
    std::vector<int> shape; ///< empty where the file is not one of float32 in C order
    std::vector<float> values;
};

inline NpyFile readNpy(const QString& path)
{
    NpyFile result;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return result;
    const QByteArray bytes = file.readAll();
    if (!bytes.startsWith(QByteArray("\x93NUMPY\x01\x00", 8)))
        return result;
    const int headerBytes = qFromLittleEndian<quint16>(bytes.constData() + 8);
    const QRegularExpression pattern(
        R"(^\{'descr': '<f4', 'fortran_order': False, 'shape': \(([0-9, ]*)\), \}\s*$)");
    const auto match = pattern.match(QString::fromLatin1(bytes.mid(10, headerBytes)));
    if (!match.hasMatch())
        return result;
    std::size_t count = 1;
    for (const QString& extent : match.captured(1).split(',', Qt::SkipEmptyParts)) {
        result.shape.push_back(extent.toInt());
        count *= std::size_t(extent.toInt());
    }
    const qsizetype begin = 10 + headerBytes;
    if (bytes.size() != begin + qsizetype(4 * count))
        return {};
    for (std::size_t i = 0; i < count; ++i)
        result.values.push_back(qFromLittleEndian<float>(bytes.constData() + begin + 4 * i));
    return result;
}

} // namespace saccade::test
