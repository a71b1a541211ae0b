// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace saccade::ui {

/// Writes the file whole or not at all: what was there stays until the new one is on the disk. Throws Error
/// with the path and the reason. For any thread.
void writeWhole(const QString& file, const QByteArray& bytes);

/// SHA-256 of a file's bytes, 64 hexadecimal digits; empty where it cannot be read. It may take seconds.
QByteArray fileHash(const QString& file);

} // namespace saccade::ui
