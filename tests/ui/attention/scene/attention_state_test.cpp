// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/attention/scene/attention_state.h"

using namespace saccade;
using namespace saccade::ui;

namespace {

AttentionMaps shape(int layers, int heads, int rows, int columns, bool cls)
{
    AttentionMaps maps;
    maps.layers = layers;
    maps.heads = heads;
    maps.gridRows = rows;
    maps.gridColumns = columns;
    maps.prefixTokens = cls ? 1 : 0;
    maps.tokens = maps.prefixTokens + rows * columns;
    return maps;
}

} // namespace

class AttentionStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyChangesAreOneSignal()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 8, true));
        QSignalSpy changed(&state, &AttentionState::changed);
        QTRY_COMPARE(changed.size(), 1); // of setShape
        changed.clear();
        state.setLayer(2);
        state.setHead(1);
        state.setOpacity(30);
        state.hover(Query::ofPatch(1, 1));
        QCOMPARE(changed.size(), 0);
        QCoreApplication::processEvents();
        QCOMPARE(changed.size(), 1);
        state.setLayer(2); // as it is
        QCoreApplication::processEvents();
        QCOMPARE(changed.size(), 1);
    }

    void itBeginsAtTheLastLayerSeenFromCls()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 8, true));
        QCOMPARE(state.layer(), 5);
        QCOMPARE(state.head(), 0);
        QVERIFY(state.query() == Query::ofCls());
    }

    void withoutClsItBeginsAtTheCentrePatch()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 6, false));
        QVERIFY(state.query() == Query::ofPatch(4, 3));
        state.queryCls();
        QVERIFY(!state.isPinned());
    }

    void thePinnedQueryGoesBeforeTheHoveredBeforeTheChosen()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 8, true));
        state.moveQuery(0, 1); // from CLS to the centre
        QVERIFY(state.query() == Query::ofPatch(4, 4));
        state.hover(Query::ofPatch(1, 2));
        QVERIFY(state.query() == Query::ofPatch(1, 2));
        state.pin(Query::ofPatch(7, 7));
        state.hover(Query::ofPatch(2, 2));
        QVERIFY(state.query() == Query::ofPatch(7, 7));
        state.unpin();
        QVERIFY(state.query() == Query::ofPatch(2, 2));
        state.endHover();
        QVERIFY(state.query() == Query::ofPatch(4, 4));
    }

    void movingStopsAtTheEdgeAndTakesThePinAlong()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 8, true));
        state.pin(Query::ofPatch(0, 6));
        state.moveQuery(-1, 0);
        state.moveQuery(0, 1);
        state.moveQuery(0, 1);
        QVERIFY(state.isPinned());
        QVERIFY(state.query() == Query::ofPatch(0, 7));
    }

    void whatKeysChooseHoldsAgainstARestingMouse()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 8, true));
        state.hover(Query::ofPatch(3, 3));
        state.moveQuery(1, 0);
        QVERIFY(state.query() == Query::ofPatch(4, 3));
        state.hover(Query::ofPatch(0, 0)); // it moved
        QVERIFY(state.query() == Query::ofPatch(0, 0));
    }

    void headsAndLayersGoRound()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 8, true));
        state.nextLayer(1);
        QCOMPARE(state.layer(), 0);
        state.nextLayer(-1);
        QCOMPARE(state.layer(), 5);
        state.nextHead(-1);
        QCOMPARE(state.head(), 2);
        state.nextHead(4);
        QCOMPARE(state.head(), 0);
    }

    void aSmallerModelKeepsWhatItHasAndFallsBackForTheRest()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 8, true));
        state.setLayer(4);
        state.setHead(2);
        state.pin(Query::ofPatch(7, 1));
        state.setShape(shape(6, 3, 8, 8, true)); // the next picture
        QCOMPARE(state.layer(), 4);
        QVERIFY(state.query() == Query::ofPatch(7, 1));
        state.setShape(shape(3, 2, 6, 6, false));
        QCOMPARE(state.layer(), 2);
        QCOMPARE(state.head(), 1);
        QVERIFY(!state.isPinned());
        QVERIFY(state.query() == Query::ofPatch(3, 3));
    }

    void valuesStayWithinTheirLimits()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 8, true));
        state.setLayer(99);
        QCOMPARE(state.layer(), 5);
        state.setHead(-1);
        QCOMPARE(state.head(), 0);
        state.setOpacity(95);
        state.adjustOpacity(10);
        QCOMPARE(state.opacity(), 100);
        state.adjustOpacity(-250);
        QCOMPARE(state.opacity(), 0);
        state.pin(Query::ofPatch(8, 0));
        QVERIFY(!state.isPinned());
    }

    void pinningTwiceLetsGo()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 8, true));
        state.hover(Query::ofPatch(1, 1));
        state.togglePin();
        state.endHover();
        QVERIFY(state.isPinned());
        QVERIFY(state.query() == Query::ofPatch(1, 1));
        state.togglePin();
        QVERIFY(!state.isPinned());
        QVERIFY(state.query() == Query::ofCls());
    }

    void aQueryThatComesBackIsPinnedOrChosenAndNothingElse()
    {
        AttentionState state;
        state.setShape(shape(6, 3, 8, 8, true));
        state.hover(Query::ofPatch(1, 1));
        state.setQuery(Query::ofPatch(2, 3), false);
        QVERIFY(state.query() == Query::ofPatch(2, 3)); // not the one under the mouse
        QVERIFY(!state.isPinned());
        state.setQuery(Query::ofPatch(4, 5), true);
        QVERIFY(state.isPinned());
        state.togglePin();
        QVERIFY(state.query() == Query::ofCls()); // the one before is gone
        state.setQuery(Query::ofPatch(8, 0), true);
        QVERIFY(!state.hasQuery());
        state.pin(Query::ofPatch(1, 1));
        state.setQuery({}, false);
        QVERIFY(!state.hasQuery());
    }
};

SACCADE_SUITE(AttentionStateTest)
#include "attention_state_test.moc"
