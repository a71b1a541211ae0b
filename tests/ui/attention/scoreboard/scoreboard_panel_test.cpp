// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "tests/ui/attention/fake_methods.h"
#include "ui/attention/scoreboard/ranked_curves.h"
#include "ui/attention/scoreboard/scoreboard_panel.h"
#include "ui/attention/scoreboard/scoreboard_table.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

namespace {

struct Stage
{
    ScoreboardPanel panel;
    ScoreboardTable* table = panel.findChild<ScoreboardTable*>();
    RankedCurves* deletion = panel.findChild<RankedCurves*>("deletionCurves");
    RankedCurves* insertion = panel.findChild<RankedCurves*>("insertionCurves");

    Stage()
    {
        panel.resize(360, 700);
        panel.show();
        panel.setBoard(smallBoard(), {"cat", "horse"});
        QCoreApplication::processEvents();
    }
    void click(int row, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, modifiers,
                          table->visualItemRect(table->item(row, 1)).center());
    }
    static QStringList names(const RankedCurves* plot)
    {
        QStringList names;
        for (const auto& curve : plot->curves())
            names << curve.name;
        return names;
    }
};

} // namespace

class ScoreboardPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsStandByRankWithTheirAreas()
    {
        Stage stage;
        QStringList methods;
        for (int row = 0; row < stage.table->rowCount(); ++row)
            methods << stage.table->item(row, 0)->text();
        QCOMPARE(methods, QStringList({"Grad-CAM", "Edges", "Occlusion", "Random", "Attention rollout"}));
        QCOMPARE(stage.table->item(0, 1)->text(), "0.200");
        QCOMPARE(stage.table->item(0, 2)->text(), "0.700");
        QCOMPARE(stage.table->item(0, 3)->text(), "0.500");
        QCOMPARE(stage.table->item(4, 3)->text(), "–");
        QVERIFY(stage.table->item(4, 0)->toolTip().contains("no attention"));
        QVERIFY(!stage.table->item(0, 0)->icon().isNull());
        QVERIFY(stage.panel.findChild<QLabel*>("scoringNote")->text().contains("horse"));
    }

    void baselinesLookDifferentAndAreAlwaysDrawn()
    {
        Stage stage;
        QVERIFY(stage.table->item(1, 0)->font().italic());
        QVERIFY(!stage.table->item(0, 0)->font().italic());
        stage.table->clearSelection();
        for (const RankedCurves* plot : {stage.deletion, stage.insertion}) {
            QCOMPARE(Stage::names(plot), QStringList({"Edges", "Random"}));
            for (const auto& curve : plot->curves())
                QVERIFY(curve.style != Qt::SolidLine);
        }
    }

    void theBestIsDrawnAtFirstAndControlAddsAnother()
    {
        Stage stage;
        QCOMPARE(Stage::names(stage.deletion), QStringList({"Edges", "Random", "Grad-CAM"}));
        stage.click(2, Qt::ControlModifier);
        QCOMPARE(Stage::names(stage.insertion), QStringList({"Edges", "Random", "Grad-CAM", "Occlusion"}));
        const auto& curves = stage.insertion->curves();
        QVERIFY(curves[2].colour != curves[3].colour);
        QCOMPARE(curves[2].probabilities, smallBoard().rows[0].insertion.probabilities);
        stage.click(2);
        QCOMPARE(Stage::names(stage.deletion), QStringList({"Edges", "Random", "Occlusion"}));
    }

    void aCurveRunsThroughItsProbabilities()
    {
        Stage stage;
        RankedCurves& plot = *stage.deletion;
        const QColor red(255, 0, 0);
        plot.resize(300, 160);
        plot.setCurves({{"step", {1.0F, 0.25F, 0.25F}, red, Qt::SolidLine}});
        const QImage image = shown(&plot);
        const auto isRed = [&](double share, double probability) {
            const QColor seen(colourAt(image, plot.placeOf(share, probability)));
            return seen.red() > 150 && seen.green() < 120;
        };
        QVERIFY(isRed(0.5, 0.25));
        QVERIFY(isRed(0.75, 0.25));
        QVERIFY(isRed(0.25, 0.625)); // half way down
        QVERIFY(!isRed(0.75, 0.75));
        QVERIFY(plot.placeOf(0, 1).y() < plot.placeOf(0, 0).y());
    }

    void aClickOnAMethodChoosesItAndOnABaselineDoesNot()
    {
        Stage stage;
        QSignalSpy chosen(&stage.panel, &ScoreboardPanel::methodChosen);
        stage.click(2);
        QVERIFY(chosen.size() >= 1);
        QCOMPARE(chosen.back()[0].toString(), "occlusion");
        const auto before = chosen.size();
        stage.click(1);
        stage.click(4);
        QCOMPARE(chosen.size(), before);
        stage.panel.setShownMethod("occlusion");
        QVERIFY(stage.table->item(2, 0)->font().bold());
        QVERIFY(!stage.table->item(0, 0)->font().bold());
    }

    void itSaysWhatGoesOnAndWhyNothingCan()
    {
        Stage stage;
        auto* start = stage.panel.findChild<QPushButton*>("scoreMethods");
        auto* stop = stage.panel.findChild<QPushButton*>("stopScoring");
        auto* progress = stage.panel.findChild<QProgressBar*>();
        QSignalSpy wanted(&stage.panel, &ScoreboardPanel::scoreWanted);
        QSignalSpy stopping(&stage.panel, &ScoreboardPanel::stopWanted);
        QVERIFY(!stop->isVisible() && !progress->isVisible());
        QTest::mouseClick(start, Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        stage.panel.setRunning(true);
        stage.panel.setProgress(0.5, "Scoring head-min"); // core's words are the command line's
        QVERIFY(!start->isEnabled() && progress->isVisible());
        QCOMPARE(progress->value() * 2, progress->maximum());
        QCOMPARE(stage.panel.findChild<QLabel*>("scoringNote")->text(), "Scoring: Weakest head");
        QTest::mouseClick(stop, Qt::LeftButton);
        QCOMPARE(stopping.size(), 1);
        stage.panel.setRunning(false);
        QVERIFY(start->isEnabled());
        stage.panel.setObstacle("There is no model.");
        QVERIFY(!start->isEnabled());
        QCOMPARE(start->toolTip(), "There is no model.");
        stage.panel.clear();
        QVERIFY(!stage.table->isVisible());
        QVERIFY(stage.deletion->curves().empty());
    }
};

SACCADE_SUITE(ScoreboardPanelTest)
#include "scoreboard_panel_test.moc"
