// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/attention/hand/intervention_history.h"
#include "ui/attention/hand/patch_brush.h"

using namespace saccade;
using namespace saccade::ui;

namespace {

Intervention painted(Intervention of, const std::vector<int>& patches)
{
    for (const int patch : patches)
        of.setPainted(patch, true);
    return of;
}

} // namespace

class InterventionHistoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<InterventionHistory> m_history;

    const Intervention& now() { return m_history->current(); }
    void undo() { m_history->stack()->undo(); }
    void redo() { m_history->stack()->redo(); }

private Q_SLOTS:
    void init() { m_history = std::make_unique<InterventionHistory>(); }

    void everyChangeIsUndoneAndDoneAgainExactly()
    {
        std::vector<Intervention> states{now()};
        m_history->toggleMute(3, 1);
        states.push_back(now());
        m_history->setFactor(2, 0, 0.5);
        states.push_back(now());
        m_history->change(painted(now(), {4, 7}), "paint");
        states.push_back(now());
        m_history->setFill(PatchFill::Noise);
        states.push_back(now());
        m_history->muteOthers(0, 1, 3);
        states.push_back(now());
        m_history->reset();
        states.push_back(now());
        QVERIFY(now().isEmpty());
        QCOMPARE(m_history->stack()->count(), 6);
        QCOMPARE(states[1].factorOf(3, 1), 0.0);
        QCOMPARE(states[5].heads.size(), std::size_t(4));
        for (std::size_t i = states.size() - 1; i > 0; --i) {
            QVERIFY(now() == states[i]);
            undo();
        }
        QVERIFY(now() == states[0]);
        for (std::size_t i = 1; i < states.size(); ++i) {
            redo();
            QVERIFY(now() == states[i]);
        }
    }

    void aStepSaysWhatItWas()
    {
        m_history->toggleMute(3, 1);
        QCOMPARE(m_history->stack()->undoText(), QString("mute layer 3 head 1"));
        m_history->toggleMute(3, 1);
        QCOMPARE(m_history->stack()->undoText(), QString("unmute layer 3 head 1"));
        QVERIFY(now().isEmpty());
        std::unique_ptr<QAction> action(m_history->stack()->createUndoAction(nullptr, "&Undo"));
        QCOMPARE(action->text(), QString("&Undo unmute layer 3 head 1"));
    }

    void aChangeThatGoesOnIsOneStep()
    {
        QSignalSpy changed(m_history.get(), &InterventionHistory::changed);
        for (const double factor : {0.9, 0.7, 0.4}) {
            Intervention scaled = now();
            scaled.setFactor(1, 2, factor);
            m_history->preview(scaled);
        }
        QCOMPARE(changed.size(), 3);
        QCOMPARE(m_history->stack()->count(), 0);
        m_history->commit("scale");
        QCOMPARE(changed.size(), 3); // it was shown already
        QCOMPARE(m_history->stack()->count(), 1);
        QCOMPARE(now().factorOf(1, 2), 0.4);
        undo();
        QVERIFY(now().isEmpty());
        redo();
        QCOMPARE(now().factorOf(1, 2), 0.4);
    }

    void whatChangesNothingIsNoStep()
    {
        m_history->setFactor(0, 0, 1.0);
        m_history->commit("nothing went on");
        Intervention scaled = now();
        scaled.setFactor(0, 0, 0.5);
        m_history->preview(scaled);
        m_history->preview(Intervention());
        m_history->commit("there and back");
        m_history->setFill(PatchFill::Blur); // no patch has it yet
        QCOMPARE(m_history->stack()->count(), 0);
        QCOMPARE(now().fill, PatchFill::Blur);
    }

    void anotherPictureKeepsHeadsAndLosesPatches()
    {
        m_history->toggleMute(0, 0);
        m_history->change(painted(now(), {1, 2}), "paint");
        m_history->toggleMute(1, 1);
        m_history->change(painted(now(), {3}), "paint");
        undo(); // the last stroke
        undo(); // the second head
        QSignalSpy changed(m_history.get(), &InterventionHistory::changed);
        m_history->forgetPatches();
        QCOMPARE(changed.size(), 0);
        QVERIFY(now().patches.empty());
        QCOMPARE(now().factorOf(0, 0), 0.0);
        QCOMPARE(m_history->stack()->count(), 2);
        QCOMPARE(m_history->stack()->index(), 1);
        redo();
        QCOMPARE(now().factorOf(1, 1), 0.0);
        QVERIFY(now().patches.empty());
        undo();
        undo();
        QVERIFY(now().isEmpty());
        QVERIFY(!m_history->stack()->canUndo());
    }

    void anotherModelKeepsTheHeadsThatItHas()
    {
        m_history->toggleMute(5, 0);
        m_history->toggleMute(0, 2);
        m_history->toggleMute(1, 1);
        m_history->keepHeads(4, 2);
        QCOMPARE(now().heads.size(), std::size_t(1));
        QCOMPARE(now().factorOf(1, 1), 0.0);
        QCOMPARE(m_history->stack()->count(), 1);
        undo();
        QVERIFY(now().isEmpty());
    }

    void aStrokeTakesThePatchesBetween()
    {
        PatchBrush brush;
        brush.setHistory(m_history.get());
        brush.press(Query::ofPatch(1, 1), 8, false);
        brush.move(Query::ofPatch(1, 4));
        brush.move(std::nullopt); // out of the picture, and in again elsewhere
        brush.move(Query::ofPatch(5, 0));
        QCOMPARE(m_history->stack()->count(), 0);
        brush.release();
        QVERIFY(now().patches == std::vector<int>({9, 10, 11, 12, 40}));
        QCOMPARE(m_history->stack()->count(), 1);
        brush.move(Query::ofPatch(7, 7)); // the button is up
        QCOMPARE(now().patches.size(), std::size_t(5));
        brush.press(Query::ofPatch(1, 2), 8, true);
        brush.release();
        QVERIFY(now().patches == std::vector<int>({9, 11, 12, 40}));
        undo();
        undo();
        QVERIFY(now().patches.empty());
    }

    void whatIsChangedIsSaidInWords()
    {
        QCOMPARE(InterventionHistory::words({}), QString());
        m_history->toggleMute(0, 0);
        QCOMPARE(InterventionHistory::words(now()), QString("1 head muted"));
        m_history->toggleMute(0, 1);
        m_history->setFactor(1, 1, 0.5);
        QCOMPARE(InterventionHistory::words(painted(now(), {1, 2, 3})),
                 QString("2 heads muted, 1 head scaled, 3 patches painted out"));
    }
};

SACCADE_SUITE(InterventionHistoryTest)
#include "intervention_history_test.moc"
