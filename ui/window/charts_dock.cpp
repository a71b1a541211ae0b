// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/charts_dock.h"

#include "ui/training/training_session.h"
#include "ui/window/dock_layout.h"
#include "ui/window/main_window.h"

#include <QDockWidget>
#include <QSettings>

namespace saccade::ui {

namespace {

/// Whether a run was drawn while this workspace was in use.
QString runKey(const QString& workspace)
{
    return "window/chartsOfARun/" + workspace;
}

} // namespace

ChartsDock::ChartsDock(MainWindow& window, QDockWidget& dock, DockLayout& layout)
    : QObject(&window)
    , m_window(window)
    , m_dock(dock)
    , m_layout(layout)
{
    connect(window.session(), &TrainingSession::started, this, [this] {
        m_hasRun = true;
        showFirstRun();
    });
    connect(&layout, &DockLayout::workspaceChanged, this, &ChartsDock::showFirstRun);
}

void ChartsDock::place(bool training)
{
    m_window.addDockWidget(Qt::BottomDockWidgetArea, &m_dock);
    if (training || QSettings().value(runKey(m_layout.current())).toBool())
        open(training);
    else
        m_dock.hide();
}

void ChartsDock::show()
{
    if (m_dock.isHidden())
        open(false);
}

void ChartsDock::showFirstRun()
{
    const QString key = runKey(m_layout.current());
    if (!m_hasRun || QSettings().value(key).toBool())
        return;
    QSettings().setValue(key, true);
    show();
}

void ChartsDock::open(bool training)
{
    m_dock.show();
    // A share of the window, so that a low one leaves the picture its room.
    m_window.resizeDocks({&m_dock}, {m_window.height() * (training ? 32 : 21) / 90}, Qt::Vertical);
}

} // namespace saccade::ui
