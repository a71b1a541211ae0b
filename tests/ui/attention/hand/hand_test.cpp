// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/grid/head_grid.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/grid/head_marks.h"
#include "ui/attention/hand/hand_bar.h"
#include "ui/attention/hand/intervention_history.h"
#include "ui/attention/inspector/bar_list.h"
#include "ui/attention/inspector/inspector.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

/// The marks on the tiles, the brush over the picture and what is said of both.
class HandWidgetsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<InterventionHistory> m_history;
    std::unique_ptr<AttentionWorkspace> m_workspace;
    HeadGridCanvas* m_grid = nullptr;
    PictureCanvas* m_picture = nullptr;
    HandBar* m_bar = nullptr;

    const Intervention& now() { return m_history->current(); }
    QPoint eye(int layer, int head) { return HeadMarks::eyeRect(m_grid->tileRect(layer, head)).center(); }
    QPoint patch(int row, int column)
    {
        return m_picture->patchRect(Query::ofPatch(row, column)).center().toPoint();
    }
    void stroke(Qt::MouseButton button, Qt::KeyboardModifiers modifiers, const QPoint& from, const QPoint& to)
    {
        QTest::mousePress(m_picture, button, modifiers, from);
        QTest::mouseMove(m_picture, to);
        QTest::mouseRelease(m_picture, button, modifiers, to);
    }
    QToolButton* brush() { return m_bar->findChild<QToolButton*>("brush"); }

private Q_SLOTS:
    void init()
    {
        m_history = std::make_unique<InterventionHistory>();
        m_workspace = std::make_unique<AttentionWorkspace>();
        m_workspace->setHistory(m_history.get());
        m_grid = m_workspace->headGrid()->canvas();
        m_picture = m_workspace->pictureView()->canvas();
        m_bar = m_workspace->pictureView()->handBar();
        m_workspace->setPicture(plainPicture(32, 32), "test #10", 1, {"cat", "horse"});
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 4, 3}));
        m_workspace->headGrid()->resize(420, 420);
        m_workspace->headGrid()->show();
        m_workspace->pictureView()->resize(520, 560);
        m_workspace->pictureView()->show();
        QCoreApplication::processEvents();
    }

    void cleanup()
    {
        m_workspace.reset();
        m_history.reset();
    }

    void theEyeMutesAndTheTileChooses()
    {
        const AttentionState* state = m_workspace->state();
        const int layer = state->layer();
        QTest::mouseClick(m_grid, Qt::LeftButton, {}, eye(1, 2));
        QCOMPARE(now().factorOf(1, 2), 0.0);
        QCOMPARE(state->layer(), layer); // muted, not chosen
        QTest::mouseClick(m_grid, Qt::LeftButton, {}, eye(1, 2));
        QVERIFY(now().isEmpty());
        const QRect tile = m_grid->tileRect(1, 2);
        QTest::mouseClick(m_grid, Qt::LeftButton, {}, QPoint(tile.left() + 3, tile.bottom() - 3));
        QCOMPARE(state->layer(), 1);
        QCOMPARE(state->head(), 2);
        QVERIFY(now().isEmpty());
    }

    void aDragOnTheEyeScales()
    {
        const QPoint from = eye(0, 1);
        QTest::mousePress(m_grid, Qt::LeftButton, {}, from);
        QTest::mouseMove(m_grid, from + QPoint(0, HeadMarks::PerFactor / 4));
        QCOMPARE(now().factorOf(0, 1), 0.75);
        QTest::mouseMove(m_grid, from + QPoint(0, HeadMarks::PerFactor / 2));
        QCOMPARE(now().factorOf(0, 1), 0.5);
        QTest::mouseRelease(m_grid, Qt::LeftButton, {}, from + QPoint(0, HeadMarks::PerFactor / 2));
        QCOMPARE(m_history->stack()->count(), 1);
        m_history->stack()->undo();
        QVERIFY(now().isEmpty());

        QTest::mousePress(m_grid, Qt::LeftButton, {}, from);
        QTest::mouseMove(m_grid, from - QPoint(0, 3 * HeadMarks::PerFactor));
        QTest::mouseRelease(m_grid, Qt::LeftButton, {}, from - QPoint(0, 3 * HeadMarks::PerFactor));
        QCOMPARE(now().factorOf(0, 1), 2.0); // not beyond
    }

    void aChangedTileLooksChanged()
    {
        const auto tile = [this](int layer, int head) {
            return shown(m_grid).copy(m_grid->tileRect(layer, head));
        };
        const QImage muted = tile(1, 1);
        const QImage other = tile(2, 2);
        m_history->toggleMute(1, 1);
        QVERIFY(tile(1, 1) != muted);
        QCOMPARE(tile(2, 2), other);
        m_history->stack()->undo();
        QCOMPARE(tile(1, 1), muted);
        m_history->setFactor(1, 1, 0.5);
        QVERIFY(tile(1, 1) != muted);
    }

    void theMenuMutesTheOthersAndResets()
    {
        const auto entry = [this](const QString& text) {
            QContextMenuEvent event(QContextMenuEvent::Mouse, m_grid->tileRect(2, 1).center(),
                                    m_grid->mapToGlobal(m_grid->tileRect(2, 1).center()));
            QCoreApplication::sendEvent(m_grid, &event);
            auto* menu = m_grid->findChild<QMenu*>("headMenu");
            for (QAction* action : menu->actions())
                if (action->text() == text)
                    action->trigger();
            menu->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        };
        entry("Mute all others in this layer");
        QVERIFY(now().heads == (std::vector<HeadScale>{{2, 0, 0.0}, {2, 2, 0.0}}));
        entry("Mute");
        QCOMPARE(now().factorOf(2, 1), 0.0);
        entry("Reset");
        QCOMPARE(now().factorOf(2, 1), 1.0);
        entry("Reset all heads");
        QVERIFY(now().isEmpty());
        QCOMPARE(m_history->stack()->count(), 4);
    }

    void theBrushPaintsOutAndGivesBack()
    {
        brush()->click();
        QVERIFY(m_picture->hasBrush());
        stroke(Qt::LeftButton, {}, patch(2, 1), patch(2, 3));
        QVERIFY(now().patches == std::vector<int>({17, 18, 19}));
        QVERIFY(!m_workspace->state()->isPinned());
        QVERIFY(m_workspace->state()->query() == Query::ofCls()); // the maps stay while it paints
        stroke(Qt::RightButton, {}, patch(2, 2), patch(2, 2));
        QVERIFY(now().patches == std::vector<int>({17, 19}));
        stroke(Qt::LeftButton, Qt::AltModifier, patch(2, 3), patch(2, 3));
        QVERIFY(now().patches == std::vector<int>({17}));
        QCOMPARE(m_history->stack()->count(), 3);
    }

    void withoutTheBrushThePictureIsHoveredAndPinnedAsEver()
    {
        brush()->click();
        brush()->click();
        // Sent by hand: two windows lie at one place here, and the platform may take the other.
        QMouseEvent move(QEvent::MouseMove, patch(4, 4), m_picture->mapToGlobal(QPointF(patch(4, 4))),
                         Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_picture, &move);
        QVERIFY(m_workspace->state()->query() == Query::ofPatch(4, 4));
        QTest::mouseClick(m_picture, Qt::LeftButton, {}, patch(4, 4));
        QVERIFY(m_workspace->state()->isPinned());
        QVERIFY(now().isEmpty());
    }

    void aPaintedPatchIsOutlined()
    {
        const QRect rect = m_picture->patchRect(Query::ofPatch(5, 5)).toRect();
        const QImage before = shown(m_picture).copy(rect);
        Intervention after;
        after.setPainted(5 * 8 + 5, true);
        m_history->change(after, "paint");
        QVERIFY(shown(m_picture).copy(rect) != before);
        m_history->stack()->undo();
        QCOMPARE(shown(m_picture).copy(rect), before);
    }

    void theLineSaysWhatIsChangedAndResets()
    {
        auto* reset = m_bar->findChild<QToolButton*>("resetChanges");
        QVERIFY(reset->isHidden());
        m_history->toggleMute(0, 0);
        m_history->toggleMute(0, 1);
        QCOMPARE(m_bar->words(), QString("2 heads muted"));
        QCOMPARE(m_bar->findChild<QLabel*>("changes")->text(), QString("2 heads muted"));
        QVERIFY(reset->isVisible());
        reset->click();
        QVERIFY(now().isEmpty());
        QVERIFY(reset->isHidden());
        m_history->stack()->undo();
        QCOMPARE(m_bar->words(), QString("2 heads muted"));
    }

    void everyFillIsOfferedAndExplained()
    {
        auto* fills = m_bar->findChild<QComboBox*>("patchFill");
        QVERIFY(fills->isHidden());
        brush()->click();
        QVERIFY(fills->isVisible());
        QCOMPARE(fills->count(), 4);
        for (int i = 0; i < fills->count(); ++i)
            QVERIFY(!fills->itemData(i, Qt::ToolTipRole).toString().isEmpty());
        stroke(Qt::LeftButton, {}, patch(0, 0), patch(0, 0));
        fills->setCurrentIndex(3);
        QCOMPARE(now().fill, PatchFill::Noise);
        m_history->stack()->undo();
        QCOMPARE(now().fill, PatchFill::Mean);
        QCOMPARE(fills->currentData().toInt(), int(PatchFill::Mean));
    }

    void theInspectorComparesWithTheUntouchedModel()
    {
        Answer answer;
        answer.explanation = lookingAtItself({8, 8, true, 4, 3});
        say(answer.explanation, {0.4F, 0.6F});
        auto untouched = std::make_shared<Explanation>(lookingAtItself({8, 8, true, 4, 3}));
        say(*untouched, {0.75F, 0.25F});
        answer.untouched = untouched;
        answer.picture = plainPicture(32, 32);
        answer.intervention.setFactor(0, 0, 0.0);
        m_workspace->setAnswer(answer);
        const auto rows = [this](const char* name) {
            return m_workspace->inspector()->findChild<BarList*>(name)->rows();
        };
        const auto shares = rows("probabilities");
        QCOMPARE(shares[0].name, QString("horse ✓"));
        QCOMPARE(*shares[0].ghost, 0.25);
        QCOMPARE(shares[0].change, QString("+35"));
        QCOMPARE(*shares[1].ghost, 0.75);
        QCOMPARE(shares[1].change, QString("−35"));
        const auto logits = rows("logits");
        QCOMPARE(logits.size(), 2);
        QCOMPARE(logits[0].value, QString("−0.51")); // log .6, and log .25 = −1.386 before
        QCOMPARE(logits[0].change, QString("+0.88"));
        QCOMPARE(*logits[0].ghost, 0.0); // the lowest of all four

        answer.intervention = {};
        answer.untouched = untouched;
        m_workspace->setAnswer(answer);
        QVERIFY(!rows("probabilities")[0].ghost.has_value());
        QVERIFY(rows("logits").isEmpty());
    }

    void theGhostIsSeen()
    {
        BarList bars(BarList::Accent::Highlight);
        bars.resize(260, bars.sizeHint().height());
        BarList::Row row{"cat", 0.5, "50 %", {}, true};
        row.change = "+0"; // the same columns in both pictures
        bars.setRows({row});
        bars.resize(bars.sizeHint());
        const QImage without = shown(&bars);
        row.ghost = 0.9;
        bars.setRows({row});
        QVERIFY(shown(&bars) != without);
    }
};

SACCADE_SUITE(HandWidgetsTest)
#include "hand_test.moc"
