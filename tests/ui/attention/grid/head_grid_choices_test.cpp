// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/colour_map.h"
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/grid/head_map_source.h"
#include "ui/attention/grid/head_marks.h"
#include "ui/attention/hand/intervention_history.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"

#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <mutex>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

namespace {

/// One layer of three heads over 8 × 8 patches: head 0 looks at eight patches of the query's row evenly, head
/// 1 at the query's own, head 2 at two; all of them with a share of `onCls` on CLS.
Explanation threeHeads(const std::array<float, 3>& onCls = {0.0F, 0.0F, 0.0F})
{
    Explanation explanation = lookingAtItself({8, 8, true, 1, 3});
    AttentionMaps& maps = explanation.attention;
    constexpr int Spread[] = {8, 1, 2};
    for (int head = 0; head < 3; ++head)
        for (int token = 0; token < maps.tokens; ++token) {
            const int patch = std::max(token - 1, 0);
            float* row = &maps.values[std::size_t((head * maps.tokens + token) * maps.tokens)];
            std::fill(row, row + maps.tokens, 0.0F);
            row[0] = onCls[std::size_t(head)];
            for (int i = 0; i < Spread[head]; ++i)
                row[1 + patch / 8 * 8 + (patch + i) % 8] += (1.0F - row[0]) / float(Spread[head]);
        }
    return explanation;
}

/// Every query of every head gives half of its attention to patch 20 and the rest evenly to all patches.
Explanation withASink()
{
    Explanation explanation = lookingAtItself({8, 8, true, 1, 2});
    AttentionMaps& maps = explanation.attention;
    for (std::size_t i = 0; i < maps.values.size(); ++i) {
        const std::size_t key = i % std::size_t(maps.tokens);
        maps.values[i] = key == 0 ? 0.0F : 0.5F / 64 + (key == 21 ? 0.5F : 0.0F);
    }
    return explanation;
}

QRgb step(std::size_t index, ColourMap map = ColourMap::Inferno)
{
    const auto& colour = colourTable(map)[index];
    return qRgb(colour[0], colour[1], colour[2]);
}

QPointF patchIn(const QRect& tile, int patch)
{
    return {tile.left() + (patch % 8 + 0.5) * tile.width() / 8,
            tile.top() + (patch / 8 + 0.5) * tile.height() / 8};
}

/// What a core would answer: each map is 1 on the patch of its head (or of its layer, where the method knows
/// no heads) and, where it is signed, -1 on the last.
class FakeMethods
{
public:
    std::vector<MethodMap> compute(const MethodRequest& request, int layers, int heads)
    {
        const std::lock_guard lock(m_mutex);
        m_asked.push_back(request);
        std::vector<MethodMap> maps;
        const bool hasHeads = methodInfo(request.method).takesHead;
        for (int layer = 0; layer < layers; ++layer)
            for (int head = 0; head < (hasHeads ? heads : 1); ++head) {
                if (request.layer && *request.layer != layer)
                    continue;
                MethodMap map;
                map.rows = map.columns = 8;
                map.values.assign(64, 0.0F);
                map.values[std::size_t(10 + layer * heads + head)] = 1.0F;
                map.isSigned = request.method == "gradient-attention";
                if (map.isSigned)
                    map.values[63] = -1.0F;
                map.layer = layer;
                if (hasHeads)
                    map.head = head;
                maps.push_back(map);
            }
        return maps;
    }

    std::vector<MethodRequest> asked() const
    {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<MethodRequest> m_asked;
};

ModelPtr modelOf(int layers, int heads)
{
    ModelInfo info;
    info.spec.depth = layers;
    info.spec.heads = heads;
    return std::make_shared<TrainedModel>(info);
}

} // namespace

class HeadGridChoicesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<AttentionWorkspace> m_workspace;
    HeadGrid* m_grid = nullptr;
    HeadGridCanvas* m_canvas = nullptr;
    AttentionState* m_state = nullptr;

    void choose(const char* box, const QVariant& data)
    {
        auto* combo = m_grid->findChild<QComboBox*>(box);
        const int index = combo->findData(data);
        QVERIFY(index >= 0);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index); // as a person's choice does
        QCoreApplication::processEvents();
    }

    /// The heads of a layer from left to right.
    QList<int> seen(int layer, int heads) const
    {
        QList<int> order;
        for (int head = 0; head < heads; ++head)
            order += head;
        std::sort(order.begin(), order.end(), [&](int a, int b) {
            return m_canvas->tileRect(layer, a).left() < m_canvas->tileRect(layer, b).left();
        });
        return order;
    }

    QString toolTipAt(int layer, int head)
    {
        const QPoint at = m_canvas->tileRect(layer, head).center();
        QHelpEvent help(QEvent::ToolTip, at, m_canvas->mapToGlobal(at));
        QCoreApplication::sendEvent(m_canvas, &help);
        const QString text = QToolTip::text();
        QToolTip::hideText();
        return text;
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<AttentionWorkspace>();
        m_grid = m_workspace->headGrid();
        m_canvas = m_grid->canvas();
        m_state = m_workspace->state();
        m_workspace->setPicture(plainPicture(32, 32), "test #10", 1, {"cat", "horse"});
        m_grid->resize(420, 420);
        m_grid->show();
        QCoreApplication::processEvents();
    }

    void cleanup() { m_workspace.reset(); }

    void headsAreSortedByTheStatisticThatIsChosen()
    {
        // Of more attention on CLS less is seen of the spread: entropy and share order differently.
        m_workspace->setExplanation(threeHeads({0.1F, 0.0F, 0.3F}));
        QCOMPARE(seen(0, 3), (QList<int>{0, 1, 2}));
        choose("headOrder", int(HeadOrder::ShareOnCls));
        QCOMPARE(seen(0, 3), (QList<int>{2, 0, 1})); // most first
        m_workspace->setExplanation(threeHeads());
        choose("headOrder", int(HeadOrder::Entropy));
        QCOMPARE(seen(0, 3), (QList<int>{1, 2, 0})); // the most focused first
        choose("headOrder", int(HeadOrder::Distance));
        QCOMPARE(seen(0, 3), (QList<int>{1, 2, 0})); // the nearest first
        choose("headOrder", int(HeadOrder::AsBuilt));
        QCOMPARE(seen(0, 3), (QList<int>{0, 1, 2}));
    }

    void aSortedTileIsTheHeadsOwnAndKeysGoByWhatIsSeen()
    {
        m_workspace->setExplanation(threeHeads());
        choose("headOrder", int(HeadOrder::Entropy));
        m_state->pin(Query::ofPatch(2, 4));
        const QImage image = shown(m_canvas);
        // Head 1 looks at the query's own patch alone, and now stands first.
        QCOMPARE(colourAt(image, patchIn(m_canvas->tileRect(0, 1), 20)), step(255));
        QCOMPARE(colourAt(image, patchIn(m_canvas->tileRect(0, 1), 21)), step(0));
        QCOMPARE(colourAt(image, patchIn(m_canvas->tileRect(0, 2), 21)), step(255));
        QTest::mouseClick(m_canvas, Qt::LeftButton, Qt::NoModifier, m_canvas->tileRect(0, 1).center());
        QCOMPARE(m_state->head(), 1);
        QTest::keyClick(m_canvas, Qt::Key_Left); // it is the first already
        QCOMPARE(m_state->head(), 1);
        QTest::keyClick(m_canvas, Qt::Key_Right);
        QCOMPARE(m_state->head(), 2);
        QTest::keyClick(m_canvas, Qt::Key_Right);
        QCOMPARE(m_state->head(), 0);
    }

    void theEyeOfASortedTileMutesTheHeadThatIsSeen()
    {
        InterventionHistory history;
        m_workspace->setHistory(&history);
        m_workspace->setExplanation(threeHeads());
        choose("headOrder", int(HeadOrder::Entropy));
        QCOMPARE(seen(0, 3), (QList<int>{1, 2, 0}));
        const QRect first = m_canvas->tileRect(0, 1);
        const QImage before = shown(m_canvas).copy(first);
        QTest::mouseClick(m_canvas, Qt::LeftButton, {}, HeadMarks::eyeRect(first).center());
        QCOMPARE(history.current().factorOf(0, 1), 0.0);
        QCOMPARE(history.current().heads.size(), std::size_t(1));
        QVERIFY(shown(m_canvas).copy(first) != before);
        QVERIFY(toolTipAt(0, 1).contains("Muted"));
        QVERIFY(!toolTipAt(0, 0).contains("Muted"));

        const QPoint eye = HeadMarks::eyeRect(m_canvas->tileRect(0, 2)).center();
        QTest::mousePress(m_canvas, Qt::LeftButton, {}, eye);
        QTest::mouseMove(m_canvas, eye + QPoint(0, HeadMarks::PerFactor / 2));
        QTest::mouseRelease(m_canvas, Qt::LeftButton, {}, eye + QPoint(0, HeadMarks::PerFactor / 2));
        QCOMPARE(history.current().factorOf(0, 2), 0.5);
        m_workspace.reset(); // it knows the history
    }

    void aMapOfAWholeLayerHasNoEye()
    {
        InterventionHistory history;
        m_workspace->setHistory(&history);
        m_workspace->setExplanation(threeHeads());
        choose("gridQuantity", "relevance");
        const QRect tile = m_canvas->tileRect(0, 0);
        QTest::mouseClick(m_canvas, Qt::LeftButton, {}, HeadMarks::eyeRect(tile).center());
        QVERIFY(history.current().isEmpty());
        QVERIFY(!toolTipAt(0, 0).contains("The eye"));
        m_workspace.reset(); // it knows the history
    }

    void theToolTipHasTheMeanShares()
    {
        m_workspace->setExplanation(threeHeads({0.25F, 0.0F, 0.75F}));
        QVERIFY(toolTipAt(0, 0).contains("Mean share: on CLS 25"));
        QVERIFY(toolTipAt(0, 2).contains("Mean share: on CLS 75"));
        QVERIFY(toolTipAt(0, 1).contains("Mean share: on CLS 0"));
    }

    void anotherQuantityIsAskedForOnceAndShownTileByTile()
    {
        FakeMethods methods;
        HeadMapSource source([&](const ModelPtr&, const Image&,
                                 const MethodRequest& request) { return methods.compute(request, 2, 2); },
                             m_state);
        connect(&source, &HeadMapSource::computed, m_workspace.get(), &AttentionWorkspace::setHeadMaps);
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 2, 2}));
        source.setSubject(modelOf(2, 2), plainPicture(32, 32));
        QCoreApplication::processEvents();
        QVERIFY(methods.asked().empty()); // attention is in the explanation

        QSignalSpy computed(&source, &HeadMapSource::computed);
        choose("gridQuantity", "value-weighted");
        QTRY_COMPARE(computed.count(), 1);
        QCOMPARE(methods.asked().size(), std::size_t(1));
        QVERIFY(!methods.asked()[0].layer && !methods.asked()[0].head && methods.asked()[0].query == 0);
        const QImage image = shown(m_canvas);
        for (int i = 0; i < 4; ++i)
            for (int patch = 9; patch < 15; ++patch)
                QCOMPARE(colourAt(image, patchIn(m_canvas->tileRect(i / 2, i % 2), patch)),
                         step(patch == 10 + i ? 255 : 0));
        QVERIFY(toolTipAt(1, 1).contains("Highest 1.00, at patch (1, 5)"));

        m_state->pin(Query::ofPatch(0, 3));
        QTRY_COMPARE(computed.count(), 2);
        QCOMPARE(methods.asked().back().query.value(), 4);
        choose("gridQuantity", "attention");
        QCOMPARE(colourAt(shown(m_canvas), patchIn(m_canvas->tileRect(1, 1), 3)), step(255));
        QCOMPARE(methods.asked().size(), std::size_t(2));
    }

    void aSignedQuantityHasItsZeroInTheMiddleOfTheColours()
    {
        FakeMethods methods;
        HeadMapSource source([&](const ModelPtr&, const Image&,
                                 const MethodRequest& request) { return methods.compute(request, 1, 1); },
                             m_state);
        connect(&source, &HeadMapSource::computed, m_workspace.get(), &AttentionWorkspace::setHeadMaps);
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 1, 1}));
        source.setSubject(modelOf(1, 1), plainPicture(32, 32));
        QSignalSpy computed(&source, &HeadMapSource::computed);
        choose("gridQuantity", "gradient-attention");
        QTRY_COMPARE(computed.count(), 1);
        const bool isDark = m_canvas->palette().color(QPalette::Window).lightness() < 128;
        const ColourMap colours = isDark ? ColourMap::BlueDarkOrange : ColourMap::BlueWhiteOrange;
        const QImage image = shown(m_canvas);
        const QRect tile = m_canvas->tileRect(0, 0);
        QCOMPARE(colourAt(image, patchIn(tile, 10)), step(255, colours));
        QCOMPARE(colourAt(image, patchIn(tile, 30)), step(128, colours));
        QCOMPARE(colourAt(image, patchIn(tile, 63)), step(0, colours));
    }

    void aMethodWithoutHeadsHasOneMapALayerAndSaysSo()
    {
        FakeMethods methods;
        HeadMapSource source([&](const ModelPtr&, const Image&,
                                 const MethodRequest& request) { return methods.compute(request, 3, 2); },
                             m_state);
        connect(&source, &HeadMapSource::computed, m_workspace.get(), &AttentionWorkspace::setHeadMaps);
        m_grid->resize(700, 420); // room for the whole note
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 3, 2}));
        source.setSubject(modelOf(3, 2), plainPicture(32, 32));
        QSignalSpy computed(&source, &HeadMapSource::computed);
        choose("gridQuantity", "relevance");
        QTRY_COMPARE(computed.count(), 1);
        QCOMPARE(methods.asked().size(), std::size_t(3)); // up to each layer
        const QImage image = shown(m_canvas);
        for (int layer = 0; layer < 3; ++layer) {
            QCOMPARE(colourAt(image, patchIn(m_canvas->tileRect(layer, 0), 10 + 2 * layer)), step(255));
            QCOMPARE(m_canvas->tileRect(layer, 1), m_canvas->tileRect(layer, 0));
        }
        m_state->setHead(1);
        QTest::mouseClick(m_canvas, Qt::LeftButton, {}, m_canvas->tileRect(0, 0).center());
        QCOMPARE(m_state->layer(), 0);
        QCOMPARE(m_state->head(), 1); // a layer's map says nothing of heads
        QTest::keyClick(m_canvas, Qt::Key_Down);
        QCOMPARE(m_state->layer(), 1);
        QCOMPARE(m_state->head(), 1);
        QVERIFY(m_grid->findChild<QLabel*>("gridNote")->text().contains("one map a layer"));
        QVERIFY(!m_grid->findChild<QComboBox*>("headOrder")->isEnabled());
        QVERIFY(!m_grid->findChild<QToolButton*>("sinksLeftOut")->isEnabled());
        QVERIFY(toolTipAt(2, 1).contains("One map for all heads of the layer"));
        QVERIFY(!toolTipAt(2, 1).contains("head 1"));
    }

    void sinksCanBeLeftOutAndAreRingedOnThePicture()
    {
        m_workspace->setExplanation(withASink());
        auto* view = m_workspace->pictureView();
        view->resize(520, 560);
        view->show();
        m_state->setOpacity(0);
        const QImage before = shown(view->canvas());
        QCOMPARE(colourAt(shown(m_canvas), patchIn(m_canvas->tileRect(0, 1), 20)), step(255));
        QVERIFY(colourAt(shown(m_canvas), patchIn(m_canvas->tileRect(0, 1), 40)) != step(255));
        QVERIFY(toolTipAt(0, 0).contains("Sinks of the layer: patch (2, 4) (attention)"));

        m_grid->findChild<QToolButton*>("sinksLeftOut")->click();
        QVERIFY(m_state->grid().sinksLeftOut);
        const QImage image = shown(m_canvas);
        QCOMPARE(colourAt(image, patchIn(m_canvas->tileRect(0, 1), 20)), step(0));
        QCOMPARE(colourAt(image, patchIn(m_canvas->tileRect(0, 1), 40)), step(255)); // the rest is even
        const QImage after = shown(view->canvas());
        const QRectF sink = view->canvas()->patchRect(Query::ofPatch(2, 4));
        const QPointF onRing(sink.center().x() + 0.22 * std::min(sink.width(), sink.height()),
                             sink.center().y());
        QVERIFY(qRed(colourAt(after, onRing)) > 150 && qRed(colourAt(before, onRing)) < 60);
        const QPointF other = view->canvas()->patchRect(Query::ofPatch(5, 5)).center();
        QCOMPARE(colourAt(after, other), colourAt(before, other));
    }
};

SACCADE_SUITE(HeadGridChoicesTest)
#include "head_grid_choices_test.moc"
