// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDockWidget;

namespace saccade::ui {

class DockLayout;
class MainWindow;

/// The charts take no room from the picture before there is a run to draw: in a workspace that is for looking
/// their dock is hidden until the first one. Afterwards it is where and how a person left it.
class ChartsDock : public QObject
{
    Q_OBJECT

public:
    ChartsDock(MainWindow& window, QDockWidget& dock, DockLayout& layout);

    /// Where it belongs by default, in the workspace for training or in the one for looking.
    void place(bool training);
    /// A person asks for what is in it.
    void show();

private:
    void showFirstRun();
    void open(bool training);

    MainWindow& m_window;
    QDockWidget& m_dock;
    DockLayout& m_layout;
    bool m_hasRun = false;
};

} // namespace saccade::ui
