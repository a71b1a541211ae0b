// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/hand_actions.h"

#include "ui/attention/attention_workspace.h"
#include "ui/attention/hand/hand_bar.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/support/image_convert.h"
#include "ui/window/action_list.h"
#include "ui/window/picture_drop.h"
#include "ui/window/workbench.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>

namespace saccade::ui {

namespace {

const auto FitSetting = QStringLiteral("picture/fit"); // "crop" or "letterbox"
const auto FolderSetting = QStringLiteral("picture/folder");

} // namespace

HandActions::HandActions(Workbench* bench, AttentionWorkspace* attention, GalleryPanel* gallery,
                         QWidget* window)
    : QObject(window)
    , undo(bench->history()->stack()->createUndoAction(this, tr("&Undo")))
    , redo(bench->history()->stack()->createRedoAction(this, tr("&Redo")))
    , openPicture(make(tr("Open a &picture…"), {}, tr("A PNG, JPEG or BMP file of your own")))
    , paste(make(tr("&Paste a picture"), QKeySequence::Paste,
                 tr("The picture, or the picture's file, that was copied last")))
    , muteHead(make(tr("&Mute or unmute the chosen head"), Qt::Key_M,
                    tr("What the head adds to the residual stream is taken out")))
    , brush(make(tr("Paint patches &out"), Qt::Key_B, tr("The mouse paints patches out of the picture")))
    , reset(make(tr("Re&set what is changed"), {}, tr("Back to the untouched model and picture")))
    , crop(make(tr("&Crop own pictures"), {}, tr("The largest square in the middle of a picture is shown")))
    , letterbox(make(tr("&Fit own pictures"), {},
                     tr("The whole of a picture is shown, with bars in the model's mean colour")))
    , m_bench(bench)
    , m_attention(attention)
    , m_gallery(gallery)
    , m_window(window)
    , m_fits(new QActionGroup(this))
{
    undo->setShortcut(Qt::CTRL | Qt::Key_Z);
    redo->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
    brush->setCheckable(true);
    for (QAction* fit : {crop, letterbox}) {
        fit->setCheckable(true);
        m_fits->addAction(fit);
    }
    connectChanges();
    connectPictures();
}

QAction* HandActions::make(const QString& text, const QKeySequence& keys, const QString& tip)
{
    auto* action = new QAction(text, this);
    action->setIconText(withoutMnemonic(text));
    action->setShortcut(keys);
    action->setToolTip(tip);
    return action;
}

void HandActions::connectChanges()
{
    InterventionHistory* history = m_bench->history();
    m_attention->setHistory(history);
    connect(m_bench, &Workbench::answered, m_attention, &AttentionWorkspace::setAnswer);

    HandBar* bar = m_attention->pictureView()->handBar();
    connect(brush, &QAction::toggled, bar, &HandBar::setBrush);
    connect(bar, &HandBar::brushChanged, brush, &QAction::setChecked);
    connect(reset, &QAction::triggered, history, &InterventionHistory::reset);
    connect(muteHead, &QAction::triggered, this, [this, history] {
        const AttentionState* state = m_attention->state();
        if (m_bench->model() && m_bench->model()->info().spec.hasAttention())
            history->toggleMute(state->layer(), state->head());
    });
    const auto refresh = [this, history] { reset->setEnabled(!history->current().isEmpty()); };
    connect(history, &InterventionHistory::changed, this, refresh);
    refresh();
}

void HandActions::connectPictures()
{
    auto* drop = new PictureDrop(this);
    drop->accept(m_attention->pictureView());
    drop->accept(m_gallery);
    connect(drop, &PictureDrop::dropped, this, &HandActions::take);
    connect(paste, &QAction::triggered, this, [this] {
        const CarriedPicture picture = carriedPicture(QGuiApplication::clipboard()->mimeData());
        if (picture.isEmpty())
            Q_EMIT m_bench->failed(
                tr("There is no picture on the clipboard: copy one, or a picture's file."));
        else
            take(picture);
    });
    connect(openPicture, &QAction::triggered, this, &HandActions::chooseFile);
    connect(m_bench, &Workbench::pictureChanged, this, [this](const ShownPicture& picture) {
        if (!picture.ref)
            m_gallery->clearCurrent();
    });

    const bool whole = QSettings().value(FitSetting).toString() == QLatin1String("letterbox");
    (whole ? letterbox : crop)->setChecked(true);
    m_bench->setPictureFit(whole ? PictureFit::Letterbox : PictureFit::Crop);
    connect(crop, &QAction::triggered, this, [this] { chooseFit(PictureFit::Crop); });
    connect(letterbox, &QAction::triggered, this, [this] { chooseFit(PictureFit::Letterbox); });
}

void HandActions::take(const CarriedPicture& picture)
{
    if (!picture.path.isEmpty())
        m_bench->openOwnPicture(picture.path);
    else
        m_bench->setOwnPicture(std::make_shared<const Image>(fromQImage(picture.image)),
                               tr("from the clipboard"));
}

void HandActions::chooseFile()
{
    QSettings settings;
    const QString file =
        QFileDialog::getOpenFileName(m_window, tr("Open a picture"), settings.value(FolderSetting).toString(),
                                     tr("Pictures (*.png *.jpg *.jpeg *.bmp);;All files (*)"));
    if (file.isEmpty())
        return;
    settings.setValue(FolderSetting, QFileInfo(file).absolutePath());
    m_bench->openOwnPicture(file);
}

void HandActions::chooseFit(PictureFit fit)
{
    QSettings().setValue(FitSetting, fit == PictureFit::Crop ? "crop" : "letterbox");
    m_bench->setPictureFit(fit);
}

void HandActions::addTo(QMenuBar& bar)
{
    const QList<QAction*> menus = bar.actions();
    QMenu* file = menus.isEmpty() ? nullptr : menus.first()->menu();
    if (file)
        file->insertAction(file->actions().value(2), openPicture);
    auto* edit = new QMenu(tr("&Edit"), &bar);
    bar.insertMenu(menus.value(1), edit);
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addActions({muteHead, brush, reset});
    edit->addSeparator();
    edit->addActions({paste, crop, letterbox});
}

} // namespace saccade::ui
