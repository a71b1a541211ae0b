// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/focus_chain.h"
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/training/training_panel.h"
#include "ui/training/training_session.h"
#include "ui/window/command_palette.h"
#include "ui/window/shortcuts_dialog.h"
#include "ui/window/workbench.h"

#include <QDockWidget>

using namespace saccade;
using namespace saccade::test;
using State = ui::TrainingSession::State;

namespace {

constexpr int Patience = 60'000; // ms: other programs may have the cores

void press(QWidget& window, int key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(window.windowHandle(), Qt::Key(key), modifiers);
}

void type(QWidget& window, const QByteArray& text)
{
    for (const char letter : text)
        QTest::keyClick(window.windowHandle(), letter);
}

/// The dialog of this kind that a key has just opened, with the focus; null where none comes.
template <typename Dialog>
Dialog* opened(ui::MainWindow& window)
{
    if (!QTest::qWaitFor([&] { return window.findChild<Dialog*>() != nullptr; }))
        return nullptr;
    auto* dialog = window.findChild<Dialog*>();
    return QTest::qWaitForWindowExposed(dialog) && RealWindow::activate(*dialog) ? dialog : nullptr;
}

} // namespace

class KeyboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysChooseWhatIsLookedAt()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        const ui::AttentionState& state = *window.attention()->state();
        const auto picture = [&window] { return window.workbench()->picture()->index; };

        press(window, Qt::Key_N);
        press(window, Qt::Key_N);
        QCOMPARE(picture(), 2);
        press(window, Qt::Key_P);
        QCOMPARE(picture(), 1);

        const int layers = real.explained()->attention.layers;
        const int heads = real.explained()->attention.heads;
        QCOMPARE(state.layer(), layers - 1);
        press(window, Qt::Key_BracketLeft);
        QCOMPARE(state.layer(), layers - 2);
        press(window, Qt::Key_BracketRight);
        QCOMPARE(state.layer(), layers - 1);
        QVERIFY(heads > 2);
        press(window, Qt::Key_Period);
        press(window, Qt::Key_Period);
        QCOMPARE(state.head(), 2);
        press(window, Qt::Key_Comma);
        QCOMPARE(state.head(), 1);

        press(window, Qt::Key_C);
        QVERIFY(state.isPinned());
        QVERIFY(state.query().cls);
        press(window, Qt::Key_I);
        QVERIFY(!state.isPinned());
        press(window, Qt::Key_I);
        QVERIFY(state.isPinned());
        const int opacity = state.opacity();
        press(window, Qt::Key_Minus);
        QVERIFY(state.opacity() < opacity);
    }

    void controlRTrainsPausesAndGoesOn()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        window.trainingPanel()->setSpecs(smallModel(), shortRecipe(10'000));
        QSignalSpy batches(window.session(), &ui::TrainingSession::batchReported);
        press(window, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(window.session()->state(), State::Running);
        QTRY_VERIFY_WITH_TIMEOUT(!batches.isEmpty(), Patience);
        press(window, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(window.session()->state(), State::Paused);
        press(window, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(window.session()->state(), State::Running);
        press(window, Qt::Key_Period, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(window.session()->state(), State::Idle, Patience);
    }

    void controlAndADigitChangeTheWorkspace()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        const auto* training = window.findChild<QDockWidget*>("training");
        const auto* inspector = window.findChild<QDockWidget*>("inspector");
        press(window, Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(training->isVisible() && !inspector->isVisible());
        press(window, Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(!training->isVisible() && inspector->isVisible());
    }

    void thePaletteFindsAnActionAndDoesIt()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        press(window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto* palette = opened<ui::CommandPalette>(window);
        QVERIFY(palette);
        type(*palette, "next head");
        QCOMPARE(palette->listed().size(), 1);
        press(*palette, Qt::Key_Return);
        QTRY_COMPARE(window.attention()->state()->head(), 1);
        QTRY_VERIFY(!window.findChild<ui::CommandPalette*>());

        window.activateWindow(); // which a window manager would have done
        QTRY_COMPARE(QApplication::activeWindow(), &window);
        press(window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        palette = opened<ui::CommandPalette>(window);
        QVERIFY(palette);
        press(*palette, Qt::Key_Escape);
        QTRY_VERIFY(!window.findChild<ui::CommandPalette*>());
    }

    void theQuestionMarkListsTheKeysAndEscapeCloses()
    {
        RealWindow real;
        QVERIFY(real.open());
        type(real.window(), "?");
        auto* dialog = opened<ui::ShortcutsDialog>(real.window());
        QVERIFY(dialog);
        press(*dialog, Qt::Key_Escape);
        QTRY_VERIFY(!real.window().findChild<ui::ShortcutsDialog*>());
    }

    void everyControlIsReachedByTab_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("Train") << int(Qt::Key_1);
        QTest::newRow("Explore") << int(Qt::Key_2);
    }

    void everyControlIsReachedByTab()
    {
        QFETCH(int, key);
        RealWindow real;
        QVERIFY(real.open());
        press(real.window(), key, Qt::ControlModifier);
        const auto reached = reachedByTab(real.window());
        QVERIFY(reached.size() > 15);
        const QStringList missed = controlsBeside(real.window(), reached);
        QVERIFY2(missed.isEmpty(), qPrintable('\n' + missed.join('\n')));
    }
};

SACCADE_SUITE(KeyboardTest)
#include "keyboard_test.moc"
