// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/overlay.h"
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "ui/attention/attention_workspace.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_view.h"
#include "ui/attention/scene/attention_state.h"

#include <QEnterEvent>
#include <QLineEdit>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

class PictureKeysTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<AttentionWorkspace> m_workspace;
    PictureCanvas* m_canvas = nullptr;
    AttentionState* m_state = nullptr;

    /// Whether the picture's own colour is seen in the patch that the map paints with its lightest colour.
    bool isAlone()
    {
        const QPointF lit = m_canvas->patchRect(Query::ofPatch(0, 0)).center();
        return colourAt(shown(m_canvas), lit) == qRgb(20, 120, 60);
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<AttentionWorkspace>();
        m_canvas = m_workspace->pictureView()->canvas();
        m_state = m_workspace->state();
        m_workspace->pictureView()->resize(520, 560);
        m_workspace->pictureView()->show();
        m_workspace->setPicture(plainPicture(32, 32), "test #10", 1, {"cat", "horse"});
        m_workspace->setExplanation(lookingAtItself({8, 8, true, 6, 3}));
        m_state->setOpacity(100);
    }

    void cleanup() { m_workspace.reset(); }

    void shiftAndSpaceShowThePictureAloneWhileTheyAreHeld()
    {
        QVERIFY(!isAlone());
        for (const Qt::Key key : {Qt::Key_Shift, Qt::Key_Space}) {
            QTest::keyPress(m_canvas, key);
            QVERIFY(isAlone());
            QTest::keyRelease(m_canvas, key);
            QVERIFY(!isAlone());
        }
    }

    void thePictureAloneHasNoOutlineEither()
    {
        m_state->pin(Query::ofPatch(3, 3));
        QTest::keyPress(m_canvas, Qt::Key_Shift);
        const QImage image = shown(m_canvas);
        for (int y = PictureCanvas::Margin; y < image.height() - PictureCanvas::Margin; ++y)
            for (int x = PictureCanvas::Margin; x < image.width() - PictureCanvas::Margin; ++x)
                QCOMPARE(image.pixel(x, y), qRgb(20, 120, 60));
        QTest::keyRelease(m_canvas, Qt::Key_Shift);
    }

    void shiftCountsUnderTheMouseWhereverTheFocusIs()
    {
        QLineEdit elsewhere;
        elsewhere.show();
        QTest::keyPress(&elsewhere, Qt::Key_Shift);
        QVERIFY(!isAlone());
        QTest::keyRelease(&elsewhere, Qt::Key_Shift);

        QEnterEvent enter(QPointF(9, 9), QPointF(9, 9), QPointF(9, 9));
        QCoreApplication::sendEvent(m_workspace->pictureView(), &enter);
        QTest::keyPress(&elsewhere, Qt::Key_Shift);
        QVERIFY(isAlone());
        QTest::keyRelease(&elsewhere, Qt::Key_Shift);
        QVERIFY(!isAlone());

        QTest::keyPress(&elsewhere, Qt::Key_Shift);
        QEvent leave(QEvent::Leave); // its release may be heard by no one
        QCoreApplication::sendEvent(m_workspace->pictureView(), &leave);
        QVERIFY(!isAlone());
        QTest::keyRelease(&elsewhere, Qt::Key_Shift);
    }

    void theMapComesBackWhenTheWindowLosesTheKeyboard()
    {
        QTest::keyPress(m_canvas, Qt::Key_Shift);
        QEvent event(QEvent::WindowDeactivate);
        QCoreApplication::sendEvent(m_workspace->pictureView(), &event);
        QVERIFY(!isAlone());
    }

    void arrowsMoveTheQuery()
    {
        QTest::keyClick(m_canvas, Qt::Key_Right); // from CLS to the centre patch
        QVERIFY(m_state->query() == Query::ofPatch(4, 4));
        QTest::keyClick(m_canvas, Qt::Key_Up);
        QTest::keyClick(m_canvas, Qt::Key_Left);
        QTest::keyClick(m_canvas, Qt::Key_Left);
        QTest::keyClick(m_canvas, Qt::Key_Down);
        QTest::keyClick(m_canvas, Qt::Key_Right);
        QVERIFY(m_state->query() == Query::ofPatch(4, 3));
    }

    void enterPinsAndEscapeLetsGo()
    {
        QTest::keyClick(m_canvas, Qt::Key_Down);
        QTest::keyClick(m_canvas, Qt::Key_Return);
        QVERIFY(m_state->isPinned());
        QTest::keyClick(m_canvas, Qt::Key_Escape);
        QVERIFY(!m_state->isPinned());
        QTest::keyClick(m_canvas, Qt::Key_Enter);
        QTest::keyClick(m_canvas, Qt::Key_Enter);
        QVERIFY(!m_state->isPinned());
    }

    void lettersAndSignsChooseClsLayerAndHead()
    {
        m_state->pin(Query::ofPatch(2, 2));
        QTest::keyClick(m_canvas, Qt::Key_C);
        QVERIFY(m_state->query() == Query::ofCls());
        QTest::keyClick(m_canvas, Qt::Key_BracketLeft);
        QCOMPARE(m_state->layer(), 4);
        QTest::keyClick(m_canvas, Qt::Key_BracketRight);
        QCOMPARE(m_state->layer(), 5);
        QTest::keyClick(m_canvas, Qt::Key_Period);
        QCOMPARE(m_state->head(), 1);
        QTest::keyClick(m_canvas, Qt::Key_Comma);
        QCOMPARE(m_state->head(), 0);
    }

    void keysWithControlAreLeftToTheWindow()
    {
        m_state->pin(Query::ofPatch(2, 2));
        QTest::keyClick(m_canvas, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(m_state->query() == Query::ofPatch(2, 2));
    }

    void theKeyboardsFocusIsSeen()
    {
        const QPoint corner(1, m_canvas->height() / 2);
        const QRgb before = colourAt(shown(m_canvas), corner);
        QFocusEvent in(QEvent::FocusIn, Qt::TabFocusReason);
        QCoreApplication::sendEvent(m_canvas, &in);
        QVERIFY(colourAt(shown(m_canvas), corner) != before);
        QFocusEvent out(QEvent::FocusOut, Qt::TabFocusReason);
        QCoreApplication::sendEvent(m_canvas, &out);
        QCOMPARE(colourAt(shown(m_canvas), corner), before);
    }
};

SACCADE_SUITE(PictureKeysTest)
#include "picture_keys_test.moc"
