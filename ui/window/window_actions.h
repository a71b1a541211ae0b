// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <QObject>

class QAction;
class QActionGroup;
class QMenuBar;

namespace saccade::ui {

class AttentionState;
class GalleryPanel;
class TrainingActions;

/// The window's own actions. Menus, tool bar, keys and the command palette all come from these; what a run
/// can be asked stands in TrainingActions.
class WindowActions : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(QObject* parent);

    QAction* openData;
    QAction* openModel;
    QActionGroup* includedModels; ///< their data() is the file
    QAction* resumeRun;
    QAction* openTimeline;
    QAction* exportModel;
    QAction* quit;
    QAction* nextPicture;
    QAction* previousPicture;
    QAction* pinPicture;
    QAction* nextLayer;
    QAction* previousLayer;
    QAction* nextHead;
    QAction* previousHead;
    QAction* queryCls;
    QAction* togglePin;
    QAction* stepThrough;
    QAction* compareModels;
    QAction* moreOpaque;
    QAction* lessOpaque;
    QAction* predictTest;
    QAction* modelAtlas;
    QAction* findPictures;
    QAction* scoreMethods;
    QAction* workspaceTrain;
    QAction* workspaceExplore;
    QAction* schemeSystem;
    QAction* schemeLight;
    QAction* schemeDark;
    QAction* findAction;
    QAction* shortcuts;
    QAction* about;
    QActionGroup* workspaces;
    QActionGroup* schemes;
    QActionGroup* languages;

    /// One action for each; to be called before fill().
    void addIncludedModels(const std::vector<IncludedModel>& models);
    void connectPicture(AttentionState* state, GalleryPanel* gallery);
    /// Fills the menu bar. `docks` are the docks' own show-and-hide actions.
    void fill(QMenuBar& bar, const TrainingActions& training, const QList<QAction*>& docks,
              QAction* resetLayout);

private:
    void makeLanguages();
    QAction* make(const QString& text, const QKeySequence& keys, const QString& tip);
};

} // namespace saccade::ui
