// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/session_file.h"

#include "core/render/png.h"
#include "core/values/error.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/methods/method_choice.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/out/whole_file.h"
#include "ui/window/main_window.h"
#include "ui/window/path_field.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace saccade::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ui::OutActions)
};

constexpr qint64 MostBytes = 1 << 22; // a session has a few thousand

void takeLook(const AttentionState& state, Session& session)
{
    session.layer = state.layer();
    session.head = state.head();
    if (state.hasQuery())
        session.query = state.query();
    session.isPinned = state.isPinned();
    session.grid = state.grid();
    session.colourMap = state.colourMap();
    session.signedColourMap = state.signedColourMap();
    session.opacity = state.opacity();
    session.isSmooth = state.isSmooth();
    session.scale = state.scale();
}

void takeMethod(const MethodChoice& choice, Session& session)
{
    session.method = choice.info().name;
    session.classIndex = choice.classIndex();
    session.against = choice.against();
    session.fuse = choice.fuse();
    session.discard = choice.discard();
}

/// As it stands in a session's file.
std::string stored(const QString& path, const QDir& folder)
{
    if (path.isEmpty())
        return {};
    const QString relative = folder.relativeFilePath(path);
    const bool isInside = !QDir::isAbsolutePath(relative) && !relative.startsWith(QLatin1String(".."));
    return (isInside ? relative : QFileInfo(path).absoluteFilePath()).toStdString();
}

std::string absolute(const std::string& path, const QDir& folder)
{
    return path.empty() ? path : folder.absoluteFilePath(QString::fromStdString(path)).toStdString();
}

/// The folder for what has no file; made where there is none.
QDir folderBeside(const QFileInfo& file)
{
    const QString path = file.absolutePath() + '/' + file.completeBaseName() + QStringLiteral("-files");
    if (!QDir().mkpath(path))
        throw Error(
            Words::tr("The folder %1 cannot be made.").arg(QDir::toNativeSeparators(path)).toStdString());
    return QDir(path);
}

} // namespace

SessionToSave sessionOf(const MainWindow& window)
{
    const Workbench& bench = *window.workbench();
    SessionToSave result;
    Session& session = result.session;
    if (bench.dataset())
        session.dataset = bench.dataset()->source;
    result.model = bench.model();
    if (result.model && !result.model->info().source.empty())
        session.model =
            QFileInfo(QString::fromStdString(result.model->info().source)).absoluteFilePath().toStdString();
    if (result.model && result.model->info().spec.hasAttention())
        session.modelHeads = result.model->info().spec.heads;
    session.picture = bench.picture();
    session.fit = bench.pictureFit();
    if (const auto& own = bench.ownPicture(); own && !session.picture) {
        session.pictureFile = own->file.toStdString();
        session.pictureName = own->name.toStdString();
        result.ownPicture = own->original;
    }
    takeLook(*window.attention()->state(), session);
    takeMethod(*window.attention()->methodChoice(), session);
    session.intervention = window.workbench()->history()->current();
    session.workspace = window.actions()->workspaceTrain->isChecked() ? "Train" : "Explore";
    return result;
}

void writeSession(SessionToSave what, const QString& path, const decltype(Services::saveModel)& saveModel)
{
    const QFileInfo file(path);
    Session& session = what.session;
    QString model = QString::fromStdString(session.model);
    if (what.model && model.isEmpty()) {
        model = folderBeside(file).filePath(QStringLiteral("model.safetensors"));
        saveModel(what.model, toPath(model));
    }
    QString picture = QString::fromStdString(session.pictureFile);
    if (what.ownPicture && picture.isEmpty()) {
        picture = folderBeside(file).filePath(QStringLiteral("picture.png"));
        const auto png = encodePng(*what.ownPicture);
        writeWhole(picture, QByteArray(reinterpret_cast<const char*>(png.data()), qsizetype(png.size())));
    }
    session.modelHash = model.isEmpty() ? std::string() : fileHash(model).toStdString();
    session.model = stored(model, file.absoluteDir());
    session.pictureFile = stored(picture, file.absoluteDir());
    writeWhole(path, QByteArray::fromStdString(sessionText(session)));
}

Session readSession(const QString& path)
{
    const std::string name = QDir::toNativeSeparators(path).toStdString();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(Words::tr("%1 cannot be read: %2.")
                        .arg(QDir::toNativeSeparators(path), file.errorString())
                        .toStdString());
    Session session = readSessionText(file.read(MostBytes).toStdString(), name);
    const QDir folder = QFileInfo(path).absoluteDir();
    session.model = absolute(session.model, folder);
    session.pictureFile = absolute(session.pictureFile, folder);
    return session;
}

} // namespace saccade::ui
