// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace saccade::test {

inline constexpr int Patience = 120'000; // milliseconds for a command on a busy machine

struct Result
{
    int code = -1;
    QByteArray out;
    QString err;

    /// What was printed, where that is one JSON object and nothing else; else empty.
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

inline Result finished(QProcess& process)
{
    if (!process.waitForFinished(Patience) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), process.errorString()};
    return {process.exitCode(), process.readAllStandardOutput(),
            QString::fromUtf8(process.readAllStandardError())};
}

inline Result call(const QStringList& arguments)
{
    QProcess process;
    process.start(SACCADE_CLI, arguments);
    return finished(process);
}

inline void writeFile(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s could not be written", qPrintable(path));
}

/// A model that trains for an epoch of the built-in data set in a second or two.
inline constexpr const char* SmallSpec =
    R"({"model": {"dim": 16, "depth": 2, "heads": 2, "patch_size": 8, "mlp_ratio": 1},
                                 "train": {"batch_size": 128, "epochs": 1}})";

/// Trains it in `folder`/run, in fp32 on one thread.
inline Result trainSmallRun(const QString& folder)
{
    const QString spec = folder + "/spec.json";
    writeFile(spec, SmallSpec);
    return call({"train", "--data", "shapes", "--out", folder + "/run", "--spec", spec, "--json",
                 "--precision", "fp32", "--threads", "1"});
}

inline QJsonObject jsonFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace saccade::test
