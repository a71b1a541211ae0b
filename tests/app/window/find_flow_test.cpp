// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/find/find_dialog.h"
#include "ui/find/tile_list.h"
#include "ui/gallery/gallery_panel.h"
#include "ui/window/workbench.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QTabWidget>

#include <mutex>

using namespace saccade;
using namespace saccade::test;

namespace {

constexpr int Patience = 120'000; // ms: other programs may have the cores

/// The real services, which keep what they answered.
struct Heard
{
    std::mutex mutex;
    FindPictures asked;
    ModelPtr model;
    std::vector<FoundPicture> found;

    void listen(ui::Services& services)
    {
        services.findImages = [this, ask = services.findImages](
                                  const ModelPtr& of, const DatasetPtr& data, const FindPictures& wanted,
                                  RunControl& control, const Progress& progress) {
            auto answer = ask(of, data, wanted, control, progress);
            const std::lock_guard lock(mutex);
            asked = wanted;
            model = of;
            found = answer;
            return answer;
        };
    }
};

} // namespace

class FindFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTilesMenuFindsItsHeadsPicturesAndAClickOpensOne()
    {
        Heard heard;
        RealWindow real({}, [&heard](ui::Services& services) { heard.listen(services); });
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        ui::HeadGridCanvas& grid = *window.attention()->headGrid()->canvas();
        const QPoint tile = grid.tileRect(1, 0).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, tile, grid.mapToGlobal(tile));
        QCoreApplication::sendEvent(&grid, &event);
        auto* menu = grid.findChild<QMenu*>("headMenu");
        QVERIFY(menu);
        QAction* find = nullptr;
        for (QAction* action : menu->actions())
            if (action->text() == "Find its pictures…")
                find = action;
        QVERIFY(find);
        menu->close(); // which deletes it, but not before the event loop goes on
        find->trigger();

        auto* dialog = window.findChild<ui::FindDialog*>();
        QVERIFY(dialog);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        auto* list = dialog->findChild<ui::TileList*>("foundPictures");
        QTRY_COMPARE_WITH_TIMEOUT(list->count(), 24, Patience);
        QCOMPARE(window.attention()->state()->layer(), 1);
        QCOMPARE(window.attention()->state()->head(), 0);
        QCOMPARE(heard.asked.layer, 1);
        QCOMPARE(heard.asked.head, 0);
        QVERIFY(heard.model == window.workbench()->asked()->model);
        for (std::size_t i = 1; i < heard.found.size(); ++i)
            QVERIFY(heard.found[i - 1].value >= heard.found[i].value);

        const int place = window.gallery()->current() == heard.found[0].picture ? 1 : 0;
        const QRect rect = list->visualItemRect(list->item(place));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, rect.center());
        QTRY_VERIFY(window.workbench()->picture() == heard.found[std::size_t(place)].picture);
        QVERIFY(window.gallery()->current() == heard.found[std::size_t(place)].picture);

        dialog->pages()->setCurrentIndex(1);
        auto* maps = dialog->findChild<ui::TileList*>("classMaps");
        QTRY_COMPARE_WITH_TIMEOUT(maps->count(), int(window.workbench()->dataset()->classNames.size()),
                                  Patience);
        real.close();
    }
};

SACCADE_SUITE(FindFlowTest)
#include "find_flow_test.moc"
