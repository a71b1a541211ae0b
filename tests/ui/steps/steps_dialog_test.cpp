// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/error.h"
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "tests/ui/steps/fake_steps.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/steps/step_card.h"
#include "ui/steps/steps_dialog.h"
#include "ui/steps/steps_view.h"
#include "ui/steps/strip_list.h"
#include "ui/steps/token_grid.h"
#include "ui/steps/token_mark.h"

#include <QLabel>
#include <QToolButton>

#include <atomic>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

namespace {

ModelPtr modelOf(const ModelSpec& spec)
{
    ModelInfo info;
    info.spec = spec;
    return std::make_shared<TrainedModel>(info);
}

} // namespace

class StepsDialogTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<AttentionState> m_state;
    std::unique_ptr<StepsDialog> m_dialog;
    std::atomic<int> m_asked{0};
    std::atomic<bool> m_fail{false};

    template <typename T>
    T* find(const char* name) const
    {
        return m_dialog->findChild<T*>(name);
    }
    void open(const ModelSpec& spec = stepsSpec())
    {
        m_dialog->setSubject(modelOf(spec), colourfulPicture(32, 32));
        m_dialog->show();
    }
    bool shows(int layer, int head, int query) const
    {
        const auto& steps = m_dialog->steps();
        return steps && steps->layer == layer && steps->head == head && steps->query == query;
    }

private Q_SLOTS:
    void init()
    {
        m_asked = 0;
        m_fail = false;
        m_state = std::make_unique<AttentionState>();
        Grid grid;
        grid.layers = 2;
        grid.heads = 2;
        grid.registers = 1;
        m_state->setShape(lookingAtItself(grid).attention);
        QCoreApplication::processEvents();
        m_dialog = std::make_unique<StepsDialog>(
            m_state.get(), [this](const ModelPtr& model, const Image&, int layer, int head, int query) {
                ++m_asked;
                if (m_fail)
                    throw Error("The model is gone.");
                return madeUpSteps(model->info().spec, layer, head, query);
            });
    }
    void cleanup()
    {
        m_dialog.reset();
        m_state.reset();
    }

    void whatIsChosenInTheWindowIsShownAndFollowed()
    {
        open();
        QTRY_VERIFY(shows(1, 0, 0)); // the last layer, from CLS
        QCOMPARE(find<QLabel>("stepsTitle")->text(), "Layer 1, head 0, seen from CLS");
        const auto before = m_dialog->view()->query()->strips();
        const QString sentence = m_dialog->view()->card(Step::Query)->sentence();
        m_state->setHead(1);
        QTRY_VERIFY(shows(1, 1, 0));
        QVERIFY(m_dialog->view()->query()->strips() != before);
        QVERIFY(m_dialog->view()->card(Step::Query)->sentence() != sentence);
        QVERIFY(m_dialog->view()->query()->strips()[0].values == madeUpSteps(stepsSpec(), 1, 1, 0).q);
        QVERIFY(m_dialog->view()->shares()->values() == madeUpSteps(stepsSpec(), 1, 1, 0).attention);
        QCOMPARE(m_dialog->view()->heads()->strips()[0].chosenSegment, 1);
        m_state->setLayer(0);
        QTRY_VERIFY(shows(0, 1, 0));
        m_state->pin(Query::ofPatch(2, 3));
        QTRY_VERIFY(shows(0, 1, 2 + 2 * 8 + 3)); // behind CLS and a register
        QCOMPARE(find<QLabel>("stepsTitle")->text(), "Layer 0, head 1, seen from patch (2, 3)");
    }

    void whileItIsHiddenNothingIsAsked()
    {
        m_dialog->setSubject(modelOf(stepsSpec()), colourfulPicture(32, 32));
        m_state->setHead(1);
        QTest::qWait(50);
        QCOMPARE(m_asked.load(), 0);
        m_dialog->show();
        QTRY_VERIFY(shows(1, 1, 0));
    }

    void theButtonsWalkTheSteps()
    {
        open();
        QTRY_VERIFY(m_dialog->steps().has_value());
        auto* next = find<QToolButton>("nextStep");
        auto* previous = find<QToolButton>("previousStep");
        QVERIFY(!previous->isEnabled());
        for (int step = 0; step < StepCount; ++step) {
            QCOMPARE(int(m_dialog->view()->current()), step);
            for (int other = 0; other < StepCount; ++other)
                QCOMPARE(m_dialog->view()->card(Step(other))->isCurrent(), other == step);
            next->click();
        }
        QCOMPARE(m_dialog->view()->current(), Step::FeedForward);
        QVERIFY(!next->isEnabled());
        previous->click();
        QCOMPARE(m_dialog->view()->current(), Step::Output);
        QTest::mouseClick(m_dialog->view()->card(Step::Keys), Qt::LeftButton, {}, {30, 60});
        QCOMPARE(m_dialog->view()->current(), Step::Keys);
    }

    void playingWalksOnUntilItIsStoppedOrHidden()
    {
        open();
        QTRY_VERIFY(m_dialog->steps().has_value());
        auto* play = find<QToolButton>("playStep");
        for (int i = 1; i < StepCount; ++i)
            m_dialog->nextStep();
        play->click();
        QVERIFY(m_dialog->isPlaying());
        QCOMPARE(m_dialog->view()->current(), Step::Token); // from the last one it begins again
        QTRY_COMPARE_WITH_TIMEOUT(m_dialog->view()->current(), Step::Query, 10'000);
        play->click();
        QVERIFY(!m_dialog->isPlaying());
        play->click();
        m_dialog->hide();
        QVERIFY(!m_dialog->isPlaying());
        QVERIFY(!play->isChecked());
    }

    void aMarkedTokenIsMarkedInEveryStep()
    {
        open();
        QTRY_VERIFY(m_dialog->steps().has_value());
        const AttentionSteps steps = *m_dialog->steps();
        const int weakest =
            int(std::min_element(steps.attention.begin(), steps.attention.end()) - steps.attention.begin());
        const auto listed = [&] {
            const auto& strips = m_dialog->view()->weighted()->strips();
            return std::any_of(strips.begin(), strips.end(),
                               [&](const Strip& strip) { return strip.token == weakest; });
        };
        QVERIFY(!listed());
        m_dialog->mark()->set(weakest);
        QVERIFY(listed());
        QVERIFY2(find<QLabel>("markedToken")->text().startsWith(tokenName(steps.spec, weakest) + ": score"),
                 qPrintable(find<QLabel>("markedToken")->text()));
        m_dialog->mark()->set({});
        QVERIFY(!listed());
    }

    void aTokenThatIsClickedBecomesTheQuery()
    {
        open();
        QTRY_VERIFY(m_dialog->steps().has_value());
        TokenGrid* keys = m_dialog->view()->keys();
        QTest::mouseClick(keys, Qt::LeftButton, {}, keys->cellRect(2 + 8 * 4 + 5).center().toPoint());
        QVERIFY(m_state->query() == Query::ofPatch(4, 5));
        QTRY_VERIFY(shows(1, 0, 2 + 8 * 4 + 5));
        QTest::mouseClick(keys, Qt::LeftButton, {}, keys->cellRect(0).center().toPoint());
        QVERIFY(m_state->query() == Query::ofCls());
    }

    void aModelWithoutAttentionSaysSo()
    {
        open();
        QTRY_VERIFY(m_dialog->steps().has_value());
        ModelSpec spec = stepsSpec();
        spec.family = Family::Cnn;
        m_dialog->setSubject(modelOf(spec), colourfulPicture(32, 32));
        QVERIFY(!m_dialog->steps());
        QVERIFY(find<QLabel>("stepsMessage")->isVisible());
        QVERIFY(find<QLabel>("stepsMessage")->text().contains("no attention"));
        open();
        QTRY_VERIFY(m_dialog->steps().has_value());
        QVERIFY(!find<QLabel>("stepsMessage")->isVisible());
        QVERIFY(m_dialog->view()->isVisible());
    }

    void whatWentWrongIsRead()
    {
        m_fail = true;
        open();
        QTRY_COMPARE(find<QLabel>("stepsMessage")->text(), "The model is gone.");
        QVERIFY(!m_dialog->view()->isVisible());
    }

    /// The window's layer and head may still be those of the model before.
    void whatTheModelDoesNotHaveIsNotAsked()
    {
        ModelSpec shallow = stepsSpec();
        shallow.depth = 1;
        open(shallow);
        QTest::qWait(50);
        QCOMPARE(m_asked.load(), 0);
        m_state->setLayer(0);
        QTRY_VERIFY(shows(0, 0, 0));
    }
};

SACCADE_SUITE(StepsDialogTest)
#include "steps_dialog_test.moc"
