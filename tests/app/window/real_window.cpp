// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/real_window.h"

#include "app/jobs.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/window/path_field.h"
#include "ui/window/theme.h"
#include "ui/window/workbench.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QWindow>
#include <QtTest/QtTest>

namespace saccade::test {

namespace {

constexpr int Patience = 60'000; // ms: other programs may have the cores

} // namespace

RealWindow::RealWindow(const QString& modelFolder, const std::function<void(ui::Services&)>& change)
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, path("settings"));
    ui::Theme::apply(*qApp, ui::Scheme::Light);
    m_services = bindServices(ui::toPath(m_folder.path()), ui::toPath(modelFolder));
    if (change)
        change(m_services);
    m_window = std::make_unique<ui::MainWindow>(m_services);
    const ui::Workbench* bench = m_window->workbench();
    QObject::connect(bench, &ui::Workbench::explained, m_window.get(),
                     [this](const Explanation& explanation) {
                         m_explained = explanation;
                         ++m_explanations;
                         m_isAnswered = true;
                     });
    const auto asksAnew = [this] { m_isAnswered = false; };
    QObject::connect(bench, &ui::Workbench::pictureChanged, m_window.get(), asksAnew);
    QObject::connect(bench, &ui::Workbench::modelChanged, m_window.get(), asksAnew);
}

bool RealWindow::open(const QString& dataset)
{
    m_window->move(0, 0);
    m_window->show();
    if (!QTest::qWaitForWindowExposed(m_window.get()) || !activate(*m_window))
        return false;
    m_window->workbench()->openDataset(dataset);
    return QTest::qWaitFor([this] { return m_explained.has_value(); }, Patience);
}

bool RealWindow::activate(QWidget& window)
{
    window.activateWindow();
    return QTest::qWaitFor([&window] { return window.isActiveWindow(); });
}

void RealWindow::close()
{
    m_window->close();
    m_window.reset();
}

QImage RealWindow::canvasPixels() const
{
    return m_window->attention()->pictureView()->canvas()->grab().toImage();
}

QString RealWindow::runFolder() const
{
    const QStringList runs = QDir(path("runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    return runs.size() == 1 ? path("runs/" + runs.first()) : QString();
}

void click(QWidget& widget, std::optional<QPoint> at)
{
    const QPoint place = widget.mapTo(widget.window(), at.value_or(widget.rect().center()));
    QTest::mouseClick(widget.window()->windowHandle(), Qt::LeftButton, {}, place);
}

void moveMouse(QWidget& widget, const QPoint& at)
{
    QTest::mouseMove(widget.window()->windowHandle(), widget.mapTo(widget.window(), at));
}

void drag(QWidget& widget, Qt::MouseButton button, const QList<QPoint>& way)
{
    QWindow* window = widget.window()->windowHandle();
    const auto at = [&widget](const QPoint& place) { return widget.mapTo(widget.window(), place); };
    moveMouse(widget, way.first());
    QTest::mousePress(window, button, {}, at(way.first()));
    for (const QPoint& place : way.mid(1))
        QTest::mouseMove(window, at(place));
    QTest::mouseRelease(window, button, {}, at(way.last()));
}

ModelSpec smallModel()
{
    ModelSpec model;
    model.dim = 32;
    model.depth = 2;
    model.heads = 2;
    return model;
}

TrainSpec shortRecipe(int epochs)
{
    TrainSpec train;
    train.epochs = epochs;
    train.batchSize = 250;
    return train;
}

} // namespace saccade::test
