// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"
#include "ui/window/main_window.h"

#include <QList>
#include <QPoint>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <optional>

namespace saccade::test {

/// The program's window with its real services, on a screen; data and settings lie in a folder that goes with
/// it. Clicks and keys are sent to the window, which finds the widget that they are for.
class RealWindow
{
public:
    /// `modelFolder`: where the models lie that came with the program; without one there are none.
    /// `change`: what is exchanged in the services before the window gets them.
    explicit RealWindow(const QString& modelFolder = {},
                        const std::function<void(ui::Services&)>& change = {});

    ui::MainWindow& window() { return *m_window; }
    const ui::Services& services() const { return m_services; }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// Shows the window, opens a data set ("shapes" or a folder) and waits until its first picture has a map.
    /// False where one of them does not come.
    bool open(const QString& dataset = QStringLiteral("shapes"));
    /// As a window manager would, which there is none of on a bare X server.
    static bool activate(QWidget& window);
    /// Closes the window and destroys it.
    void close();

    /// What the model last said, and how often it was asked.
    const std::optional<Explanation>& explained() const { return m_explained; }
    int explanations() const { return m_explanations; }
    /// Whether what it last said is of the picture and the model that are shown.
    bool isAnswered() const { return m_isAnswered; }
    /// The picture with whatever is over it, as it is on the screen.
    QImage canvasPixels() const;
    /// The one run that was begun.
    QString runFolder() const;

private:
    QTemporaryDir m_folder;
    ui::Services m_services;
    std::unique_ptr<ui::MainWindow> m_window;
    std::optional<Explanation> m_explained;
    int m_explanations = 0;
    bool m_isAnswered = false;
};

/// The mouse, at a place of a widget that can be seen; without one, at its centre.
void click(QWidget& widget, std::optional<QPoint> at = {});
void moveMouse(QWidget& widget, const QPoint& at);
/// Over the places of `way`, with the button held from the first to the last.
void drag(QWidget& widget, Qt::MouseButton button, const QList<QPoint>& way);
/// A model that learns a batch in milliseconds.
ModelSpec smallModel();
TrainSpec shortRecipe(int epochs);

} // namespace saccade::test
