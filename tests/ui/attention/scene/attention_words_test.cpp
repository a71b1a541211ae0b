// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/attention/scene/words.h"

#include <limits>

using namespace saccade;
using namespace saccade::ui;

class AttentionWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersHaveThreeDigitsAndNoLeadingZero()
    {
        QCOMPARE(shortNumber(0.0873), ".0873");
        QCOMPARE(shortNumber(0.1184), ".118");
        QCOMPARE(shortNumber(0), "0");
        QCOMPARE(shortNumber(1.5), "1.50");
        QCOMPARE(shortNumber(0.059, 3), ".059");
        QCOMPARE(shortNumber(0.00012345), ".000123");
        QCOMPARE(shortNumber(0.0000003), "3e-07");
        QCOMPARE(shortNumber(-0.25), "-.250");
        QCOMPARE(shortNumber(std::numeric_limits<double>::quiet_NaN()), "not a number");
    }

    void sharesNeverRoundToAllOrNothing()
    {
        const QChar space = QChar::Nbsp;
        QCOMPARE(percent(0.06), QString("6%1%").arg(space));
        QCOMPARE(percent(0.0), QString("0%1%").arg(space));
        QCOMPARE(percent(0.002), QString("<1%1%").arg(space));
        QCOMPARE(percent(0.997), QString(">99%1%").arg(space));
        QCOMPARE(percent(1.0), QString("100%1%").arg(space));
    }

    void aPatchIsNamedByRowAndColumn()
    {
        QCOMPARE(queryName(Query::ofPatch(3, 5)), "patch (3, 5)");
        QCOMPARE(queryName(Query::ofCls()), "CLS");
    }
};

SACCADE_SUITE(AttentionWordsTest)
#include "attention_words_test.moc"
