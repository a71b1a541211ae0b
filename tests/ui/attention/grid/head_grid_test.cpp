// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/attention/picture_stage.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"

#include <QHelpEvent>
#include <QLabel>
#include <QScrollArea>
#include <QToolTip>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

namespace {

/// Head h of layer l looks at patch l · 3 + h from everywhere.
Explanation ownPatches(int layers, int heads)
{
    return lookingAt({8, 8, true, layers, heads},
                     [](int layer, int head, int) { return (layer * 3 + head) % 64; });
}

/// The middle of a patch in a tile.
QPointF patchIn(const QRect& tile, int patch)
{
    return {tile.left() + (patch % 8 + 0.5) * tile.width() / 8,
            tile.top() + (patch / 8 + 0.5) * tile.height() / 8};
}

} // namespace

class HeadGridTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<AttentionWorkspace> m_workspace;
    HeadGrid* m_grid = nullptr;
    HeadGridCanvas* m_canvas = nullptr;
    AttentionState* m_state = nullptr;

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<AttentionWorkspace>();
        m_grid = m_workspace->headGrid();
        m_canvas = m_grid->canvas();
        m_state = m_workspace->state();
        m_workspace->setPicture(plainPicture(32, 32), "test #10", 1, {"cat", "horse"});
        m_workspace->setExplanation(ownPatches(4, 3));
        m_grid->resize(420, 420);
        m_grid->show();
        QCoreApplication::processEvents();
    }

    void cleanup() { m_workspace.reset(); }

    void rowsAreLayersAndColumnsAreHeads()
    {
        const QImage image = shown(m_canvas);
        for (int layer = 0; layer < 4; ++layer)
            for (int head = 0; head < 3; ++head)
                for (int patch = 0; patch < 64; ++patch)
                    QCOMPARE(colourAt(image, patchIn(m_canvas->tileRect(layer, head), patch)),
                             step(ColourMap::Inferno, patch == layer * 3 + head ? 255 : 0));
        QVERIFY(m_canvas->tileRect(1, 0).top() > m_canvas->tileRect(0, 0).bottom());
        QVERIFY(m_canvas->tileRect(0, 1).left() > m_canvas->tileRect(0, 0).right());
    }

    void choosingAHeadChangesThePicture()
    {
        auto* picture = m_workspace->pictureView()->canvas();
        m_workspace->pictureView()->resize(520, 560);
        m_workspace->pictureView()->show();
        m_state->setOpacity(100);
        m_state->setSmooth(false);
        const auto lit = [&](int patch) {
            const QPointF middle = picture->patchRect(Query::ofPatch(patch / 8, patch % 8)).center();
            return colourAt(shown(picture), middle) == step(ColourMap::Inferno, 255);
        };
        QVERIFY(lit(3 * 3)); // the last layer, head 0
        QTest::mouseClick(m_canvas, Qt::LeftButton, Qt::NoModifier, m_canvas->tileRect(1, 2).center());
        QCOMPARE(m_state->layer(), 1);
        QCOMPARE(m_state->head(), 2);
        QVERIFY(lit(1 * 3 + 2));
        QVERIFY(!lit(3 * 3));
    }

    void arrowKeysMoveTheChoiceAndStopAtTheEdges()
    {
        QTest::keyClick(m_canvas, Qt::Key_Up);
        QTest::keyClick(m_canvas, Qt::Key_Right);
        QCOMPARE(m_state->layer(), 2);
        QCOMPARE(m_state->head(), 1);
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(m_canvas, Qt::Key_Down);
            QTest::keyClick(m_canvas, Qt::Key_Left);
        }
        QCOMPARE(m_state->layer(), 3);
        QCOMPARE(m_state->head(), 0);
    }

    void theChosenTileIsOutlined()
    {
        m_state->setLayer(2);
        m_state->setHead(1);
        const QRgb accent = m_canvas->palette().color(QPalette::Highlight).rgb();
        const QImage image = shown(m_canvas);
        const auto beside = [&](int layer, int head) {
            const QRect tile = m_canvas->tileRect(layer, head);
            return colourAt(image, QPointF(tile.left() - 1.5, tile.center().y()));
        };
        QCOMPARE(beside(2, 1), accent);
        QVERIFY(beside(2, 2) != accent);
        QVERIFY(beside(0, 1) != accent);
    }

    void aSharedScaleMakesTheColoursOfTilesComparable()
    {
        // Both heads look at one patch, one with .8 of its attention and one with .2.
        Explanation explanation = lookingAt({8, 8, true, 1, 2}, [](int, int, int) { return 20; });
        auto& values = explanation.attention.values;
        const std::size_t half = values.size() / 2;
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i] > 0)
                values[i] = i < half ? 0.8F : 0.2F;
        m_workspace->setExplanation(explanation);
        const auto peak = [&](int head) {
            return colourAt(shown(m_canvas), patchIn(m_canvas->tileRect(0, head), 20));
        };
        QCOMPARE(peak(0), step(ColourMap::Inferno, 255));
        QCOMPARE(peak(1), step(ColourMap::Inferno, 255));
        m_state->setScaleShared(true);
        QCOMPARE(peak(0), step(ColourMap::Inferno, 255));
        QCOMPARE(peak(1), step(ColourMap::Inferno, 64)); // .2 / .8 of 255
        QVERIFY(m_grid->findChild<QLabel*>("gridNote")->text().contains("one scale, 0 to .800"));
    }

    void aScaleFromTheLowestShowsSmallDifferences()
    {
        Explanation explanation = lookingAt({8, 8, true, 1, 1}, [](int, int, int) { return 20; });
        for (float& value : explanation.attention.values)
            value = value > 0 ? 0.018F : 0.015F;
        m_workspace->setExplanation(explanation);
        const auto colourOf = [&](int patch) {
            return colourAt(shown(m_canvas), patchIn(m_canvas->tileRect(0, 0), patch));
        };
        QCOMPARE(colourOf(21), step(ColourMap::Inferno, 213)); // .015 / .018 of 255
        m_state->setScaleFromLowest(true);
        QCOMPARE(colourOf(21), step(ColourMap::Inferno, 0));
        QCOMPARE(colourOf(20), step(ColourMap::Inferno, 255));
    }

    void theTilesFollowTheQuery()
    {
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 2, 2}));
        m_state->pin(Query::ofPatch(5, 6));
        const QImage image = shown(m_canvas);
        for (int layer = 0; layer < 2; ++layer)
            for (int head = 0; head < 2; ++head)
                QCOMPARE(colourAt(image, patchIn(m_canvas->tileRect(layer, head), 5 * 8 + 6)),
                         step(ColourMap::Inferno, 255));
        QVERIFY(m_grid->findChild<QLabel*>("gridNote")->text().contains("patch (5, 6)"));
    }

    void aNarrowGridSaysWhatFits()
    {
        m_state->pin(Query::ofPatch(5, 6));
        const auto* note = m_grid->findChild<QLabel*>("gridNote");
        QStringList said;
        for (int width = 500; width >= 140; width -= 12) {
            m_grid->resize(width, 420);
            QCoreApplication::processEvents();
            QVERIFY2(note->fontMetrics().horizontalAdvance(note->text()) <= note->width(),
                     qPrintable(note->text()));
            if (!said.contains(note->text()))
                said << note->text();
        }
        QCOMPARE(said, (QStringList{"from patch (5, 6) · each on its own scale", "from patch (5, 6)",
                                    "patch (5, 6)", QString()}));
    }

    void manyHeadsShrinkAndThenScroll()
    {
        m_workspace->setExplanation(ownPatches(12, 12));
        QCoreApplication::processEvents();
        auto* scroll = m_grid->findChild<QScrollArea*>();
        QVERIFY(scroll->viewport()->rect().size().width() >= m_canvas->tileRect(11, 11).right());
        m_grid->resize(220, 220);
        QCoreApplication::processEvents();
        QVERIFY(m_canvas->width() > scroll->viewport()->width());
        m_state->setLayer(0);
        m_state->setHead(0);
        for (int i = 0; i < 11; ++i) {
            QTest::keyClick(m_canvas, Qt::Key_Down);
            QTest::keyClick(m_canvas, Qt::Key_Right);
        }
        const QRect chosen = m_canvas->tileRect(11, 11).translated(m_canvas->pos());
        QVERIFY2(scroll->viewport()->rect().contains(chosen), "the chosen tile is scrolled into view");
    }

    void aTooltipGivesTheNumbers()
    {
        const QPoint at = m_canvas->tileRect(1, 2).center();
        QHelpEvent help(QEvent::ToolTip, at, m_canvas->mapToGlobal(at));
        QCoreApplication::sendEvent(m_canvas, &help);
        const QString text = QToolTip::text();
        QVERIFY(text.contains("Layer 1, head 2"));
        QVERIFY(text.contains("Highest 1.00, at patch (0, 5)"));
        QVERIFY(text.contains("entropy 0"));
        QToolTip::hideText();
    }

    void tilesAreOfWholePatchesWhereThatCostsLittle()
    {
        HeadGridLayout layout;
        layout.layers = layout.heads = 6;
        layout.patchRows = layout.patchColumns = 8;
        layout.fit({6 * 66 + 1, 900}, 1.0); // room for tiles of 61 pixels
        QCOMPARE(layout.tile, QSize(56, 56));
        layout.fit({6 * 36 + 1, 900}, 1.0); // 31: 24 would give up too much
        QCOMPARE(layout.tile, QSize(31, 31));
        layout.fit({6 * 36 + 1, 900}, 2.0); // 62 device pixels: 56 of them
        QCOMPARE(layout.tile, QSize(28, 28));
        layout.patchRows = 4;
        layout.fit({6 * 66 + 1, 900}, 1.0);
        QCOMPARE(layout.tile, QSize(56, 28));
    }
};

SACCADE_SUITE(HeadGridTest)
#include "head_grid_test.moc"
