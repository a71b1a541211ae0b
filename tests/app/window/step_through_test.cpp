// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/real_window.h"
#include "tests/support/suite.h"
#include "ui/steps/steps_dialog.h"
#include "ui/steps/steps_view.h"
#include "ui/steps/strip_list.h"
#include "ui/steps/token_grid.h"

#include <QWindow>

#include <cmath>

using namespace saccade;
using namespace saccade::test;

namespace {

constexpr int Patience = 60'000; // ms: other programs may have the cores

void press(QWidget& window, Qt::Key key)
{
    QTest::keyClick(window.windowHandle(), key);
}

} // namespace

class StepThroughTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyOpensTheStepsAndTheyFollowTheHead()
    {
        RealWindow real;
        QVERIFY(real.open());
        ui::MainWindow& window = real.window();
        press(window, Qt::Key_T);
        QTRY_VERIFY(window.findChild<ui::StepsDialog*>());
        auto* dialog = window.findChild<ui::StepsDialog*>();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QTRY_VERIFY_WITH_TIMEOUT(dialog->steps().has_value(), Patience);
        const AttentionSteps before = *dialog->steps();
        QCOMPARE(before.head, 0);
        // The same numbers as the map that the window shows.
        const auto row = real.explained()->attention.row(before.layer, before.head, before.query);
        for (std::size_t i = 0; i < row.size(); ++i)
            QVERIFY(std::abs(row[i] - before.attention[i]) < 1e-5F);

        // The window's keys go on working in the dialog.
        QVERIFY(RealWindow::activate(*dialog));
        const QImage picture = dialog->view()->shares()->grab().toImage();
        press(*dialog, Qt::Key_Period);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->steps()->head, 1, Patience);
        QVERIFY(dialog->steps()->q != before.q);
        QVERIFY(dialog->steps()->attention != before.attention);
        QVERIFY(dialog->view()->query()->strips()[0].values == dialog->steps()->q);
        QVERIFY(dialog->view()->shares()->grab().toImage() != picture);

        QCOMPARE(dialog->view()->current(), ui::Step::Token);
        press(*dialog, Qt::Key_PageDown);
        QTRY_COMPARE(dialog->view()->current(), ui::Step::Query);
        press(*dialog, Qt::Key_Escape);
        QTRY_VERIFY(!dialog->isVisible());

        QVERIFY(RealWindow::activate(window));
        press(window, Qt::Key_T);
        QTRY_VERIFY(dialog->isVisible());
        press(window, Qt::Key_N); // another picture, other numbers
        QTRY_VERIFY_WITH_TIMEOUT(dialog->steps()->input != before.input, Patience);
        QVERIFY(RealWindow::activate(window));
        press(window, Qt::Key_T);
        QTRY_VERIFY(!dialog->isVisible());
    }
};

SACCADE_SUITE(StepThroughTest)
#include "step_through_test.moc"
