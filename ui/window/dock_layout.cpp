// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/dock_layout.h"

#include <QAction>
#include <QDockWidget>
#include <QEvent>
#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QTimer>

namespace saccade::ui {

namespace {

/// Raised whenever the docks change so much that an old arrangement would do harm.
constexpr int LayoutVersion = 1;

QString stateKey(const QString& workspace)
{
    return "window/docks/" + workspace;
}

/// The part of a title bar that must lie on a screen for a person to get hold of it.
bool canBeReached(const QRect& frame)
{
    const QRect grip(frame.left() + 20, frame.top(), qMax(40, frame.width() - 40), 24);
    for (const QScreen* screen : QGuiApplication::screens())
        if (screen->availableGeometry().intersects(grip))
            return true;
    return false;
}

} // namespace

DockLayout::DockLayout(QMainWindow* window)
    : QObject(window)
    , m_window(window)
    , m_reset(new QAction(tr("Default layout"), this))
{
    m_reset->setToolTip(tr("Put every panel back where it was at first"));
    connect(m_reset, &QAction::triggered, this, &DockLayout::reset);
    window->installEventFilter(this);
}

void DockLayout::addWorkspace(const QString& name, std::function<void()> arrange)
{
    m_workspaces.push_back({name, std::move(arrange)});
    if (m_current.isEmpty())
        m_current = name;
}

const DockLayout::Workspace* DockLayout::workspace(const QString& name) const
{
    for (const Workspace& one : m_workspaces)
        if (one.name == name)
            return &one;
    return nullptr;
}

void DockLayout::restore()
{
    const QSettings settings;
    const QByteArray geometry = settings.value("window/geometry").toByteArray();
    if (geometry.isEmpty() || !m_window->restoreGeometry(geometry))
        m_window->resize(QSize(1440, 900).boundedTo(m_window->screen()->availableSize()));
    const QString last = settings.value("window/workspace").toString();
    takeUp(workspace(last) ? last : m_current);
}

void DockLayout::save() const
{
    QSettings().setValue("window/geometry", m_window->saveGeometry());
    QSettings().setValue("window/workspace", m_current);
    saveState();
}

void DockLayout::saveState() const
{
    QSettings().setValue(stateKey(m_current), m_window->saveState(LayoutVersion));
}

void DockLayout::switchTo(const QString& name)
{
    if (name == m_current || !workspace(name))
        return;
    saveState();
    takeUp(name);
}

void DockLayout::takeUp(const QString& name)
{
    m_current = name;
    m_arrangeWhenShown = false;
    const QByteArray state = QSettings().value(stateKey(name)).toByteArray();
    if (state.isEmpty() || !m_window->restoreState(state, LayoutVersion))
        arrangeDefault(*workspace(name));
    mendFloating();
    Q_EMIT workspaceChanged(name);
}

void DockLayout::reset()
{
    QSettings().remove(stateKey(m_current));
    arrangeDefault(*workspace(m_current));
}

void DockLayout::arrangeDefault(const Workspace& workspace)
{
    for (QDockWidget* dock : m_window->findChildren<QDockWidget*>())
        dock->setFloating(false);
    workspace.arrange();
    // resizeDocks() shares out the space that there is: before the window is shown, that is not the final
    // one.
    m_arrangeWhenShown = !m_window->isVisible();
}

/// A floating dock whose screen is gone cannot be found, and one restored before its content was laid out
/// comes back blank.
void DockLayout::mendFloating()
{
    for (QDockWidget* dock : m_window->findChildren<QDockWidget*>()) {
        if (!dock->isFloating() || dock->isHidden())
            continue;
        if (QWidget* content = dock->widget())
            content->show();
        const QSize least = dock->minimumSizeHint().expandedTo({160, 120});
        if (dock->width() < least.width() || dock->height() < least.height())
            dock->resize(dock->sizeHint().expandedTo(least));
        if (!canBeReached(dock->frameGeometry())) {
            const QRect screen = m_window->screen()->availableGeometry();
            dock->resize(dock->size().boundedTo(screen.size()));
            dock->move(screen.center() - dock->rect().center());
        }
    }
}

bool DockLayout::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_window && event->type() == QEvent::Show)
        QTimer::singleShot(0, this, [this] {
            if (std::exchange(m_arrangeWhenShown, false))
                workspace(m_current)->arrange();
            mendFloating();
        });
    return QObject::eventFilter(watched, event);
}

} // namespace saccade::ui
