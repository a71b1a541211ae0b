// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/error.h"
#include "ui/services.h"
#include "ui/window/path_field.h"

#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>

namespace saccade::test {

inline void writeFile(const QString& path, const QByteArray& bytes = "x")
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

/// Services whose download and whose writing are held until they are released, stopped or told to fail.
struct FakeServices
{
    QTemporaryDir folder;
    std::atomic<bool> release{false};
    std::atomic<bool> fail{false};
    std::atomic<int> returned{0};
    ExportOptions askedOptions; ///< of the last export
    DatasetPtr askedData;
    QString askedFolder;
    QString askedArchive;
    ui::Services services;

    FakeServices()
    {
        services.dataFolder = ui::toPath(folder.path());
        services.fetchDataset = [this](const std::filesystem::path& to, const std::filesystem::path& archive,
                                       RunControl& control, const Progress& progress) {
            askedFolder = ui::fromPath(to);
            askedArchive = ui::fromPath(archive);
            progress(0.42, "downloading");
            while (!release && !fail && control.checkpoint())
                QThread::msleep(1);
            ++returned;
            if (control.isStopping())
                throw Error("stopped");
            if (fail)
                throw Error("The server does not answer; is there a network?");
            return to / "cifar-10-batches-bin";
        };
        services.saveModel = [this](const ModelPtr&, const std::filesystem::path& path) {
            while (!release && !fail)
                QThread::msleep(1);
            if (fail)
                throw Error("The disk is full.");
            writeFile(ui::fromPath(path), QByteArray(3000, 'w'));
        };
        services.exportModel = [this](const ModelPtr&, const std::filesystem::path& path,
                                      const ExportOptions& how, const DatasetPtr& data, RunControl& control,
                                      const Progress& progress) {
            askedOptions = how;
            askedData = data;
            progress(0.25, "comparing");
            return exported(path, how, data, control);
        };
    }

private:
    /// One file of 3,000 bytes, in a folder where the format has one.
    ExportResult exported(const std::filesystem::path& path, const ExportOptions& how, const DatasetPtr& data,
                          RunControl& control)
    {
        while (!release && !fail && control.checkpoint())
            QThread::msleep(1);
        if (control.isStopping())
            throw Error("the export was stopped");
        if (fail)
            throw Error("The disk is full.");
        ExportResult result;
        result.path = path;
        result.files = {how.format == ExportFormat::HuggingFace ? path / "model.safetensors" : path};
        writeFile(ui::fromPath(result.files.front()), QByteArray(3000, 'w'));
        if (how.format == ExportFormat::Onnx)
            result.graph = GraphCheck{214, 1, 1234};
        else
            result.check = ExportCheck{64, data ? data->name : std::string(), 0.00002, 63};
        return result;
    }
};

/// A part of a dialog by its object name.
template <typename T>
T* child(const QWidget& widget, const char* name)
{
    return widget.findChild<T*>(name);
}

/// Types a path into a PathField.
inline void type(const QWidget& dialog, const char* field, const QString& path)
{
    child<QWidget>(dialog, field)->findChild<QLineEdit*>()->setText(path);
}

} // namespace saccade::test
