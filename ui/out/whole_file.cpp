// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/whole_file.h"

#include "core/values/error.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace saccade::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ui::OutActions)
};

} // namespace

void writeWhole(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return;
    throw Error(Words::tr("%1 cannot be written: %2.")
                    .arg(QDir::toNativeSeparators(path), file.errorString())
                    .toStdString());
}

QByteArray fileHash(const QString& path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return hash.result().toHex();
}

} // namespace saccade::ui
