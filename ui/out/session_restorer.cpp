// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/out/session_restorer.h"

#include "ui/attention/attention_workspace.h"
#include "ui/attention/methods/method_choice.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/out/whole_file.h"
#include "ui/window/hand_actions.h"
#include "ui/window/main_window.h"
#include "ui/window/path_field.h"
#include "ui/window/window_actions.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>

namespace saccade::ui {

namespace {

/// What there is of it in this model.
Intervention fitting(const Intervention& intervention, const ModelPtr& model)
{
    if (!model)
        return intervention;
    const ModelSpec& spec = model->info().spec;
    Intervention result;
    result.fill = intervention.fill;
    for (const HeadScale& scale : intervention.heads)
        if (spec.hasAttention() && scale.layer < spec.depth && scale.head < spec.heads)
            result.setFactor(scale.layer, scale.head, scale.factor);
    for (const int patch : intervention.patches)
        if (patch < spec.patches())
            result.setPainted(patch, true);
    return result;
}

} // namespace

SessionRestorer::SessionRestorer(MainWindow& window, const Services& services)
    : QObject(&window)
    , m_window(window)
    , m_services(services)
{
    const Workbench* bench = window.workbench();
    connect(bench, &Workbench::datasetOpened, this, &SessionRestorer::dataOpened);
    connect(bench, &Workbench::failed, this, &SessionRestorer::somethingFailed);
    connect(bench, &Workbench::pictureChanged, this, &SessionRestorer::pictureShown);
    const auto answered = [this] {
        if (m_stage == Stage::Answer)
            finish();
    };
    connect(bench, &Workbench::explained, this, answered);
    connect(bench, &Workbench::explainFailed, this, answered);
    connect(&m_job, &LatestJob::failed, this, [this](const QString& sentence) {
        takeModel({nullptr, sentence});
    });
}

void SessionRestorer::restore(const Session& session)
{
    m_job.cancel();
    m_session = session;
    m_complaints.clear();
    m_dataIsOther = false;
    Workbench* bench = m_window.workbench();
    const WindowActions* actions = m_window.actions();
    (session.workspace == "Train" ? actions->workspaceTrain : actions->workspaceExplore)->trigger();
    m_stage = Stage::Data;
    const DatasetPtr& data = bench->dataset();
    if (data && (session.dataset.empty() || data->source == session.dataset))
        openModel();
    else
        bench->openDataset(session.dataset.empty() ? QStringLiteral("shapes")
                                                   : QString::fromStdString(session.dataset));
}

void SessionRestorer::dataOpened()
{
    if (m_stage == Stage::Data)
        openModel();
}

void SessionRestorer::somethingFailed()
{
    if (m_stage == Stage::Picture)
        change(); // the picture cannot be read, which was said
    if (m_stage != Stage::Data || m_dataIsOther)
        return;
    m_dataIsOther = true; // why it cannot be opened was said
    if (m_window.workbench()->dataset())
        openModel();
    else
        m_window.workbench()->openDataset(QStringLiteral("shapes")); // something to show the rest on
}

void SessionRestorer::openModel()
{
    m_stage = Stage::Model;
    if (m_session.model.empty()) {
        openPicture();
        return;
    }
    const QString file = QString::fromStdString(m_session.model);
    const QString shown = QDir::toNativeSeparators(file);
    const QString missing = tr("The session's model %1 is not there; another model is shown.").arg(shown);
    const QString differs =
        tr("The session's model %1 is not the one any more that the session was saved with: its contents "
           "have changed. Another model is shown.")
            .arg(shown);
    m_job.run(
        [open = m_services.openModel, openWith = m_services.openModelWith, file, missing, differs,
         heads = m_session.modelHeads,
         hash = QByteArray::fromStdString(m_session.modelHash)]() -> OpenedModel {
            if (!QFileInfo(file).isFile())
                return {nullptr, missing};
            if (fileHash(file) != hash)
                return {nullptr, differs};
            try {
                return {open(toPath(file)), {}};
            } catch (const HeadsUnknown&) {
                if (heads <= 0)
                    throw;
            }
            return {openWith(toPath(file), {.heads = heads}), {}}; // as a person said when it was opened
        },
        [this](const OpenedModel& opened) { takeModel(opened); });
}

void SessionRestorer::takeModel(const OpenedModel& opened)
{
    if (m_stage != Stage::Model)
        return;
    if (opened.model)
        m_window.workbench()->setModel(opened.model);
    else
        m_complaints << opened.complaint;
    openPicture();
}

void SessionRestorer::openPicture()
{
    m_stage = Stage::Picture;
    Workbench* bench = m_window.workbench();
    const DatasetPtr& data = bench->dataset();
    if (m_session.picture) {
        const PictureRef ref = *m_session.picture;
        if (m_dataIsOther || !data || ref.index >= data->count(ref.split)) {
            m_complaints << tr("The session's picture is of a data set that is not open; another picture is "
                               "shown.");
        } else {
            m_window.gallery()->select(ref);
            bench->setPicture(ref); // where the gallery had chosen it already
        }
        change();
        return;
    }
    const QString file = QString::fromStdString(m_session.pictureFile);
    if (file.isEmpty()) {
        change();
        return;
    }
    if (!QFileInfo(file).isFile()) {
        m_complaints << tr("The session's picture %1 is not there; another picture is shown.")
                            .arg(QDir::toNativeSeparators(file));
        change();
        return;
    }
    if (const auto* hand = m_window.findChild<HandActions*>())
        (m_session.fit == PictureFit::Crop ? hand->crop : hand->letterbox)->trigger();
    bench->openOwnPicture(file, QString::fromStdString(m_session.pictureName));
}

void SessionRestorer::pictureShown(const ShownPicture& picture)
{
    if (m_stage == Stage::Picture && !picture.ref)
        QMetaObject::invokeMethod(this, &SessionRestorer::change, Qt::QueuedConnection);
}

void SessionRestorer::change()
{
    if (m_stage != Stage::Picture)
        return;
    m_stage = Stage::Answer;
    Workbench* bench = m_window.workbench();
    //: what is undone: "Undo open the session"
    bench->history()->change(fitting(m_session.intervention, bench->model()), tr("open the session"));
    bench->history()->announce(); // asks the model, also where nothing is other than it was
}

void SessionRestorer::finish()
{
    m_stage = Stage::Idle;
    restoreLook();
    restoreMethod();
    Q_EMIT restored(m_complaints);
}

void SessionRestorer::restoreLook()
{
    AttentionState* state = m_window.attention()->state();
    state->setLayer(m_session.layer);
    state->setHead(m_session.head);
    state->setQuery(m_session.query, m_session.isPinned);
    state->setGrid(m_session.grid);
    state->setColourMap(m_session.colourMap);
    state->setColourMap(m_session.signedColourMap);
    state->setOpacity(m_session.opacity);
    state->setSmooth(m_session.isSmooth);
    state->setScaleShared(m_session.scale.shared);
    state->setScaleFromLowest(m_session.scale.fromLowest);
}

void SessionRestorer::restoreMethod()
{
    MethodChoice* choice = m_window.attention()->methodChoice();
    const auto& explanation = m_window.attention()->scene()->explanation;
    const int classes = explanation ? int(explanation->probabilities.size()) : 0;
    const auto known = [classes](std::optional<int> index) {
        return index && *index < classes ? index : std::nullopt;
    };
    choice->setClass(known(m_session.classIndex));
    choice->setAgainst(known(m_session.against));
    choice->setFuse(m_session.fuse);
    choice->setDiscard(m_session.discard);
    choice->setMethod(m_session.method);
}

} // namespace saccade::ui
