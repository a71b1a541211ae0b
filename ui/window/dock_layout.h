// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <vector>

class QAction;
class QMainWindow;

namespace saccade::ui {

/// Where the docks are, a workspace at a time, kept in QSettings. Every dock and tool bar needs an object
/// name, and must exist, with its widget, before restore().
class DockLayout : public QObject
{
    Q_OBJECT

public:
    explicit DockLayout(QMainWindow* window);

    /// `arrange` puts the docks where they belong by default: addDockWidget, show, hide, resizeDocks. All
    /// docks are in the window when it is called, and it may be called again once the window has its size.
    /// The first workspace is the one to begin with.
    void addWorkspace(const QString& name, std::function<void()> arrange);

    /// The window's size and the docks of the last time; the default where there was none, or where it can no
    /// longer be read. To be called once, before the window is shown.
    void restore();
    /// To be called when the window closes.
    void save() const;

    QString current() const { return m_current; }
    /// Keeps the present arrangement and takes up the other workspace's. Unknown names change nothing.
    void switchTo(const QString& name);

    /// Brings the present workspace's default back.
    QAction* resetAction() const { return m_reset; }
    void reset();

Q_SIGNALS:
    void workspaceChanged(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Workspace
    {
        QString name;
        std::function<void()> arrange;
    };

    const Workspace* workspace(const QString& name) const;
    void saveState() const;
    void takeUp(const QString& name);
    void arrangeDefault(const Workspace& workspace);
    void mendFloating();

    QMainWindow* m_window;
    std::vector<Workspace> m_workspaces;
    QString m_current;
    QAction* m_reset;
    bool m_arrangeWhenShown = false;
};

} // namespace saccade::ui
