// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/window_actions.h"

#include "ui/attention/scene/attention_state.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/training/training_actions.h"
#include "ui/window/action_list.h"
#include "ui/window/icons.h"
#include "ui/window/language.h"
#include "ui/window/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>

namespace saccade::ui {

namespace {

constexpr int OpacityStep = 10; // percent

} // namespace

WindowActions::WindowActions(QObject* parent)
    : QObject(parent)
    , openData(make(tr("&Open data set…"), QKeySequence::Open,
                    tr("CIFAR-10 from a folder or the internet, or Shapes")))
    , openModel(make(tr("Open &model…"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
                     tr("A model of this program, or a vision transformer of timm or transformers")))
    , includedModels(new QActionGroup(this))
    , resumeRun(
          make(tr("&Resume a run…"), {}, tr("Go on with a run that was stopped, from its newest checkpoint")))
    , openTimeline(make(tr("Open a run's &timeline…"), {},
                        tr("What a run recorded of its pinned pictures, moment by moment")))
    , exportModel(make(tr("&Export model…"), Qt::CTRL | Qt::Key_E, tr("Write the model for other programs")))
    , quit(make(tr("&Quit"), QKeySequence::Quit, tr("Stop what is running, save it, and leave")))
    , nextPicture(make(tr("&Next picture"), Qt::Key_N, tr("The next picture of the gallery")))
    , previousPicture(make(tr("&Previous picture"), Qt::Key_P, tr("The picture before this one")))
    , pinPicture(make(tr("Pin the picture or let &go of it"), Qt::SHIFT | Qt::Key_I,
                      tr("The next run records where the model looks on it while it learns")))
    , nextLayer(make(tr("Next &layer"), Qt::Key_BracketRight, tr("One layer deeper")))
    , previousLayer(make(tr("Previous layer"), Qt::Key_BracketLeft, tr("One layer up")))
    , nextHead(make(tr("Next &head"), Qt::Key_Period, tr("The next head of this layer")))
    , previousHead(make(tr("Previous head"), Qt::Key_Comma, tr("The head before this one")))
    , queryCls(make(tr("Look from &CLS"), Qt::Key_C, tr("The class token is the query")))
    , togglePin(make(tr("P&in or release the query"), Qt::Key_I, tr("Keep looking from this patch")))
    , stepThrough(
          make(tr("Step thro&ugh"), Qt::Key_T,
               tr("What this head computes for the query, step by step, with the model's own numbers")))
    , compareModels(make(tr("Compare &with another model"), Qt::CTRL | Qt::Key_D,
                         tr("Two models on this picture, side by side, and the difference of their maps")))
    , moreOpaque(make(tr("&More of the map"), Qt::Key_Plus, tr("Raise the map's opacity")))
    , lessOpaque(make(tr("&Less of the map"), Qt::Key_Minus, tr("Lower the map's opacity")))
    , predictTest(
          make(tr("Predict the &test pictures"), Qt::CTRL | Qt::Key_P,
               tr("Ask the model about every test picture: the gallery can then show the wrong ones")))
    , modelAtlas(make(tr("Look int&o the model…"), Qt::CTRL | Qt::Key_M,
                      tr("Position embeddings, first filters, attention by offset, importance of heads")))
    , findPictures(make(tr("&Find this head's pictures…"), Qt::CTRL | Qt::Key_F,
                        tr("The pictures that excite the chosen head most, and its mean map of each class")))
    , scoreMethods(make(tr("&Score the methods"), {},
                        tr("Ask every method about this picture and measure which one finds what counts")))
    , workspaceTrain(make(tr("&Train"), Qt::CTRL | Qt::Key_1, tr("Set up a run and watch its curves")))
    , workspaceExplore(
          make(tr("&Explore"), Qt::CTRL | Qt::Key_2, tr("Look at pictures and where the heads look")))
    , schemeSystem(make(tr("As the &system"), {}, tr("Light or dark as the desktop is")))
    , schemeLight(make(tr("&Light"), {}, tr("Always light")))
    , schemeDark(make(tr("&Dark"), {}, tr("Always dark")))
    , findAction(
          make(tr("&Find an action…"), Qt::CTRL | Qt::SHIFT | Qt::Key_P, tr("Every action, by its name")))
    , shortcuts(make(tr("&Keys"), Qt::Key_Question, tr("Every action and its keys")))
    , about(make(tr("&About Saccade"), {}, tr("Version, licence, and what this machine was found to be")))
    , workspaces(new QActionGroup(this))
    , schemes(new QActionGroup(this))
    , languages(new QActionGroup(this))
{
    openData->setIcon(icon("folder"));
    exportModel->setIcon(icon("export"));
    findAction->setIcon(icon("search"));
    shortcuts->setIcon(icon("help"));
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    for (QAction* action : {workspaceTrain, workspaceExplore}) {
        action->setCheckable(true);
        workspaces->addAction(action);
    }
    for (QAction* action : {schemeSystem, schemeLight, schemeDark}) {
        action->setCheckable(true);
        schemes->addAction(action);
    }
    makeLanguages();
}

void WindowActions::addIncludedModels(const std::vector<IncludedModel>& models)
{
    for (const IncludedModel& model : models) {
        const QString dataset = QString::fromStdString(model.dataset);
        QAction* action =
            make(model.family == Family::Hybrid ? tr("Hybrid, trained on %1").arg(dataset)
                                                : tr("Vision transformer, trained on %1").arg(dataset),
                 {}, tr("A trained model that came with the program"));
        action->setData(QString::fromStdU16String(model.file.u16string()));
        includedModels->addAction(action);
    }
}

void WindowActions::makeLanguages()
{
    const auto offer = [this](const QString& text, const QString& language) {
        QAction* action = make(text, {}, tr("The language that the program speaks from its next start on"));
        action->setCheckable(true);
        action->setChecked(savedLanguage() == language);
        action->setData(language);
        languages->addAction(action);
    };
    offer(tr("Language of the &system"), "system");
    // By their own names, untranslated: whoever looks for one may not read the present language.
    offer("English", "en");
    offer("简体中文", "zh_CN");
    connect(languages, &QActionGroup::triggered, this,
            [](const QAction* action) { saveLanguage(action->data().toString()); });
}

QAction* WindowActions::make(const QString& text, const QKeySequence& keys, const QString& tip)
{
    auto* action = new QAction(text, this);
    action->setIconText(withoutMnemonic(text)); // Qt leaves "(O)" of "打开(&O)" on a tool button
    action->setShortcut(keys);
    action->setToolTip(keys.isEmpty() ? tip
                                      : tr("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
    return action;
}

void WindowActions::connectPicture(AttentionState* state, GalleryPanel* gallery)
{
    connect(nextPicture, &QAction::triggered, gallery, &GalleryPanel::selectNext);
    connect(previousPicture, &QAction::triggered, gallery, &GalleryPanel::selectPrevious);
    connect(nextLayer, &QAction::triggered, state, [state] { state->nextLayer(1); });
    connect(previousLayer, &QAction::triggered, state, [state] { state->nextLayer(-1); });
    connect(nextHead, &QAction::triggered, state, [state] { state->nextHead(1); });
    connect(previousHead, &QAction::triggered, state, [state] { state->nextHead(-1); });
    connect(queryCls, &QAction::triggered, state, &AttentionState::queryCls);
    connect(togglePin, &QAction::triggered, state, &AttentionState::togglePin);
    connect(moreOpaque, &QAction::triggered, state, [state] { state->adjustOpacity(OpacityStep); });
    connect(lessOpaque, &QAction::triggered, state, [state] { state->adjustOpacity(-OpacityStep); });
}

void WindowActions::fill(QMenuBar& bar, const TrainingActions& training, const QList<QAction*>& docks,
                         QAction* resetLayout)
{
    QMenu* file = bar.addMenu(tr("&File"));
    file->addActions({openData, openModel});
    if (!includedModels->actions().isEmpty()) {
        QMenu* included = file->addMenu(tr("&Included models"));
        included->setToolTipsVisible(true);
        included->addActions(includedModels->actions());
    }
    file->addActions({resumeRun, openTimeline, exportModel});
    file->addSeparator();
    file->addAction(quit);

    QMenu* run = bar.addMenu(tr("&Train"));
    run->addActions({training.trainOrPause(), training.stop(), training.halveRate(), training.doubleRate()});

    QMenu* picture = bar.addMenu(tr("&Picture"));
    picture->addActions({nextPicture, previousPicture, pinPicture, predictTest, modelAtlas, findPictures});
    picture->addSeparator();
    picture->addActions(
        {previousLayer, nextLayer, previousHead, nextHead, queryCls, togglePin, stepThrough, compareModels});
    picture->addSeparator();
    picture->addActions({moreOpaque, lessOpaque});
    picture->addSeparator();
    picture->addAction(scoreMethods);

    QMenu* view = bar.addMenu(tr("&View"));
    view->addActions(workspaces->actions());
    view->addSeparator();
    view->addActions(docks);
    view->addAction(resetLayout);
    view->addSeparator();
    view->addMenu(tr("&Colours"))->addActions(schemes->actions());
    QMenu* language = view->addMenu("Language / 语言");
    language->setToolTipsVisible(true);
    language->addActions(languages->actions());

    QMenu* help = bar.addMenu(tr("&Help"));
    help->addActions({findAction, shortcuts, about});
}

} // namespace saccade::ui
