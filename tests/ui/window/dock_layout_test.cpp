// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/dock_layout.h"

#include "tests/support/suite.h"

#include <QAction>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>

using saccade::ui::DockLayout;

namespace {

/// A window with two docks and two workspaces; Explore hides the training dock.
struct Window
{
    QMainWindow window;
    QDockWidget* gallery = dock("gallery");
    QDockWidget* training = dock("training");
    DockLayout* layout = new DockLayout(&window);

    Window()
    {
        window.setCentralWidget(new QLabel("picture"));
        window.addDockWidget(Qt::LeftDockWidgetArea, gallery);
        window.addDockWidget(Qt::RightDockWidgetArea, training);
        layout->addWorkspace("train", [this] { arrange(true); });
        layout->addWorkspace("explore", [this] { arrange(false); });
    }
    void arrange(bool withTraining)
    {
        window.addDockWidget(Qt::LeftDockWidgetArea, gallery);
        window.addDockWidget(Qt::RightDockWidgetArea, training);
        gallery->show();
        training->setVisible(withTraining);
        window.resizeDocks({gallery}, {240}, Qt::Horizontal);
    }
    QDockWidget* dock(const char* name)
    {
        auto* dock = new QDockWidget(name, &window);
        dock->setObjectName(name);
        dock->setWidget(new QLabel("content of a panel"));
        return dock;
    }
    void open()
    {
        layout->restore();
        window.show();
        QCoreApplication::processEvents();
    }
    void close()
    {
        layout->save();
        window.close();
    }
};

} // namespace

class DockLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void cleanupTestCase() { QSettings().clear(); }

    void theFirstTimeTheDefaultIsShown()
    {
        Window w;
        w.open();
        QCOMPARE(w.layout->current(), QString("train"));
        QVERIFY(w.gallery->isVisible());
        QVERIFY(w.training->isVisible());
        QTRY_COMPARE(w.gallery->width(), 240);
    }

    void sizeAndDocksComeBack()
    {
        {
            Window w;
            w.open();
            // Within the smallest screen: Qt 6.8 brings back no window that is larger than that.
            w.window.resize(760, 560);
            w.window.addDockWidget(Qt::BottomDockWidgetArea, w.gallery);
            w.training->hide();
            w.close();
        }
        Window w;
        w.open();
        QCOMPARE(w.window.size(), QSize(760, 560));
        QCOMPARE(w.window.dockWidgetArea(w.gallery), Qt::BottomDockWidgetArea);
        QVERIFY(!w.training->isVisible());
    }

    void everyWorkspaceKeepsItsOwn()
    {
        {
            Window w;
            w.open();
            QSignalSpy changed(w.layout, &DockLayout::workspaceChanged);
            w.layout->switchTo("explore");
            QCOMPARE(changed.size(), 1);
            QVERIFY(!w.training->isVisible());
            w.window.addDockWidget(Qt::BottomDockWidgetArea, w.gallery);
            w.layout->switchTo("train");
            QVERIFY(w.training->isVisible());
            QCOMPARE(w.window.dockWidgetArea(w.gallery), Qt::LeftDockWidgetArea);
            w.layout->switchTo("explore");
            QCOMPARE(w.window.dockWidgetArea(w.gallery), Qt::BottomDockWidgetArea);
            w.layout->switchTo("nowhere");
            QCOMPARE(w.layout->current(), QString("explore"));
            w.close();
        }
        Window w;
        w.open();
        QCOMPARE(w.layout->current(), QString("explore"));
        QCOMPARE(w.window.dockWidgetArea(w.gallery), Qt::BottomDockWidgetArea);
        QVERIFY(!w.training->isVisible());
    }

    void oneActionBringsTheDefaultBack()
    {
        Window w;
        w.open();
        w.window.addDockWidget(Qt::BottomDockWidgetArea, w.gallery);
        w.training->setFloating(true);
        w.gallery->hide();
        w.layout->resetAction()->trigger();
        QVERIFY(w.gallery->isVisible());
        QCOMPARE(w.window.dockWidgetArea(w.gallery), Qt::LeftDockWidgetArea);
        QVERIFY(!w.training->isFloating());
        QTRY_COMPARE(w.gallery->width(), 240);
    }

    void aFloatingDockComesBackWithItsContent()
    {
        {
            Window w;
            w.open();
            w.training->setFloating(true);
            w.training->resize(300, 200);
            w.training->move(120, 90);
            QCoreApplication::processEvents();
            w.close();
        }
        Window w;
        w.open();
        QVERIFY(w.training->isFloating());
        QTRY_VERIFY(w.training->isVisible());
        QVERIFY(w.training->widget()->isVisible());
        QVERIFY(w.training->widget()->width() > 200);
        QVERIFY(w.training->widget()->height() > 100);
        const QImage picture = w.training->widget()->grab().toImage();
        QVERIFY(picture.pixelColor(0, 0).isValid());
        QVERIFY(!w.training->widget()->visibleRegion().isEmpty());
    }

    void aFloatingDockOfAScreenThatIsGoneIsBroughtBack()
    {
        {
            Window w;
            w.open();
            w.training->setFloating(true);
            w.training->resize(300, 200);
            w.training->move(9000, 7000);
            QCoreApplication::processEvents();
            w.close();
        }
        Window w;
        w.open();
        QVERIFY(w.training->isFloating());
        QTRY_VERIFY(QGuiApplication::primaryScreen()->availableGeometry().contains(
            w.training->frameGeometry().center()));
    }

    void whatCannotBeReadGivesTheDefault()
    {
        QSettings().setValue("window/docks/train", QByteArray("no state"));
        QSettings().setValue("window/geometry", QByteArray("no geometry"));
        QSettings().setValue("window/workspace", "gone");
        Window w;
        w.open();
        QCOMPARE(w.layout->current(), QString("train"));
        QVERIFY(w.gallery->isVisible());
        QTRY_COMPARE(w.gallery->width(), 240);
    }
};

SACCADE_SUITE(DockLayoutTest)
#include "dock_layout_test.moc"
