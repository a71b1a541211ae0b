// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "tests/ui/steps/fake_steps.h"
#include "ui/steps/signed_colour.h"
#include "ui/steps/token_grid.h"
#include "ui/steps/token_mark.h"

#include <QSignalSpy>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

class TokenGridTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<TokenMark> m_mark;
    std::unique_ptr<TokenGrid> m_grid;
    AttentionSteps m_steps;

    void show()
    {
        m_grid->resize(m_grid->sizeHint());
        m_grid->show();
    }
    int marked() const { return m_mark->token().value_or(-1); }
    QColor colour(int token) const
    {
        return QColor(colourAt(shown(m_grid.get()), m_grid->cellRect(token).center()));
    }

private Q_SLOTS:
    void init()
    {
        m_mark = std::make_unique<TokenMark>();
        m_grid = std::make_unique<TokenGrid>(m_mark.get(), 20);
        m_steps = madeUpSteps(stepsSpec(), 0, 0, 30);
    }
    void cleanup()
    {
        m_grid.reset();
        m_mark.reset();
    }

    void everyTokenIsFoundWhereItIsPainted()
    {
        m_grid->setVectors(m_steps, m_steps.k);
        show();
        for (int token = 0; token < 66; ++token) {
            QVERIFY(QRectF(m_grid->rect()).contains(m_grid->cellRect(token)));
            QCOMPARE(m_grid->tokenAt(m_grid->cellRect(token).center()).value_or(-1), token);
        }
        // Row 1, column 2 lies right of and under row 0, column 0; CLS beside them.
        const QRectF first = m_grid->cellRect(2);
        const QRectF later = m_grid->cellRect(2 + 8 + 2);
        QCOMPARE(later.left() - first.left(), 40.0);
        QCOMPARE(later.top() - first.top(), 20.0);
        QVERIFY(m_grid->cellRect(0).right() < first.left());
    }

    void numbersAreLaidOverThePictureAndBesideIt()
    {
        std::vector<float> numbers(66, 0.0F);
        numbers[0] = 1.0F;
        numbers[2 + 9] = 1.0F;
        m_grid->setNumbers(m_steps, plainPicture(32, 32), numbers, ColourMap::Inferno, 0.0F, 1.0F);
        show();
        const auto& top = colourTable(ColourMap::Inferno)[255];
        QCOMPARE(colour(0), QColor(top[0], top[1], top[2]));
        QVERIFY(colour(2 + 9).lightness() > 180); // nearly all of it the map's lightest
        QVERIFY(colour(2 + 10).lightness() < 120);
        QCOMPARE(m_grid->textAt(2 + 9), "patch (1, 1): 1.00");
        numbers[2 + 9] = 0.0F; // new numbers are painted anew
        numbers[2 + 10] = 1.0F;
        m_grid->setNumbers(m_steps, plainPicture(32, 32), numbers, ColourMap::Inferno, 0.0F, 1.0F);
        QVERIFY(colour(2 + 9).lightness() < 120);
        QVERIFY(colour(2 + 10).lightness() > 180);
    }

    void aTokensVectorIsAMosaicOfItsOwnNumbers()
    {
        std::vector<float> vectors(66 * 6, 0.0F);
        for (std::size_t i = 0; i < 6; ++i) {
            vectors[5 * 6 + i] = 1.0F;
            vectors[6 * 6 + i] = -1.0F;
        }
        m_grid->setVectors(m_steps, vectors);
        show();
        const QColor above = colour(5);
        const QColor below = colour(6);
        QVERIFY(above.red() > above.blue() + 40);
        QVERIFY(below.blue() > below.red() + 40);
        QCOMPARE(colour(7), signedColour(signedMap(m_grid->palette()), 0.0F, 1.0F));
        QVERIFY(m_grid->textAt(6).startsWith("patch (0, 4): -1.00"));
    }

    void theMouseMarksAndAClickChooses()
    {
        m_grid->setPicture(m_steps, plainPicture(32, 32));
        show();
        QSignalSpy chosen(m_mark.get(), &TokenMark::chosen);
        QTest::mouseMove(m_grid.get(), m_grid->cellRect(20).center().toPoint());
        QTRY_COMPARE(marked(), 20);
        QTest::mouseClick(m_grid.get(), Qt::LeftButton, {}, m_grid->cellRect(1).center().toPoint());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toInt(), 1);
    }

    void theMarkOfAnotherPictureIsPaintedHereToo()
    {
        m_grid->setPicture(m_steps, plainPicture(32, 32));
        show();
        const QImage before = shown(m_grid.get());
        m_mark->set(40);
        const QImage after = shown(m_grid.get());
        const QPointF corner = m_grid->cellRect(40).topLeft();
        QVERIFY(colourAt(before, corner) != colourAt(after, corner));
        QCOMPARE(colourAt(before, m_grid->cellRect(50).center()),
                 colourAt(after, m_grid->cellRect(50).center()));
    }

    void arrowsWalkFromTheQueryAndReachEveryKindOfToken()
    {
        m_grid->setPicture(m_steps, plainPicture(32, 32));
        show();
        const auto press = [this](Qt::Key key) {
            QTest::keyClick(m_grid.get(), key);
            return marked();
        };
        QCOMPARE(press(Qt::Key_Right), 30); // begins at the query: row 3, column 4
        QCOMPARE(press(Qt::Key_Right), 31);
        QCOMPARE(press(Qt::Key_Up), 23);
        QCOMPARE(press(Qt::Key_Down), 31);
        for (int i = 0; i < 5; ++i)
            press(Qt::Key_Left);
        QCOMPARE(marked(), 26); // column 0
        QCOMPARE(press(Qt::Key_Left), 1);
        QCOMPARE(press(Qt::Key_Up), 0);
        QCOMPARE(press(Qt::Key_Up), 0);
        QCOMPARE(press(Qt::Key_Right), 2);
        QSignalSpy chosen(m_mark.get(), &TokenMark::chosen);
        QTest::keyClick(m_grid.get(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
    }
};

SACCADE_SUITE(TokenGridTest)
#include "token_grid_test.moc"
