// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/out/session_restorer.h"
#include "ui/out/view_dialog.h"
#include "ui/services.h"

#include <QObject>

class QAction;
class QKeySequence;

namespace saccade::ui {

class BackgroundTask;
class MainWindow;

/// What leaves the window as a file and comes back, as actions: its views, the maps behind them, the timeline
/// as a film, and the session. They stand in the File menu and in the views' context menus.
class OutActions : public QObject
{
    Q_OBJECT

public:
    /// Behind the window's own actions in its menu bar.
    OutActions(MainWindow& window, const Services& services);
    ~OutActions() override;

    QAction* openSession;
    QAction* saveSession;
    QAction* exportView;
    QAction* exportMaps;
    QAction* exportTimeline;

    /// False, and said why, where the file is no session. restored() comes when all of it is back.
    bool open(const QString& file);
    /// These write on a worker; written() or a complaint follows.
    void save(const QString& file);
    void writeMapsTo(const QString& file);
    void writeTimelineTo(const QString& file);
    /// Those that are in view.
    QList<View> views() const;

Q_SIGNALS:
    void restored();
    void written(const QString& file);

private:
    QAction* make(const QString& text, const QKeySequence& keys, const QString& tip);
    void addToMenu();
    void offerContextMenu(QWidget* view, const QList<QAction*>& more);
    void offerForSteps();
    void showViewDialog(const QWidget* view);
    /// A path that a person chooses, in the folder of the last one; empty where none.
    QString chooseFile(const QString& title, const QString& name, const QString& filter);
    void start(const QString& file, const std::function<void(RunControl&, const Progress&)>& write);
    void complain(const QString& sentence);

    MainWindow& m_window;
    Services m_services;
    SessionRestorer* m_restorer;
    BackgroundTask* m_task;
};

/// See OutActions::open().
bool openSession(MainWindow& window, const QString& file);

} // namespace saccade::ui
