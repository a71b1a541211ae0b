// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/charts/number_text.h"

using namespace saccade::ui;

class NumberTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShortNumberHasThreeDigits()
    {
        QCOMPARE(shortNumber(0.8421), QStringLiteral(".842"));
        QCOMPARE(shortNumber(0.0421), QStringLiteral(".0421"));
        QCOMPARE(shortNumber(-0.5), QStringLiteral("-.500"));
        QCOMPARE(shortNumber(2.301), QStringLiteral("2.30"));
        QCOMPARE(shortNumber(0.99999), QStringLiteral("1.00"));
        QCOMPARE(shortNumber(9.999), QStringLiteral("10.0"));
        QCOMPARE(shortNumber(398.4), QStringLiteral("398"));
        QCOMPARE(shortNumber(1234.4), QStringLiteral("1234"));
        QCOMPARE(shortNumber(0.00012), QStringLiteral("1.2e-4"));
        QCOMPARE(shortNumber(0.0), QStringLiteral("0"));
        QCOMPARE(shortNumber(3.2e7), QStringLiteral("3.2e7"));
    }

    void sharesRatesAndTicksAreWrittenAsPeopleDo()
    {
        QCOMPARE(percentText(0.7344), QStringLiteral("73.4 %"));
        QCOMPARE(percentTickText(0.25), QStringLiteral("25"));
        QCOMPARE(rateText(0.00081), QStringLiteral("8.1e-4"));
        QCOMPARE(rateText(0.001), QStringLiteral("1e-3"));
        QCOMPARE(rateText(0.05), QStringLiteral("0.05"));
        QCOMPARE(rateText(0.0), QStringLiteral("0"));
        QCOMPARE(tickText(0.5), QStringLiteral("0.5"));
        QCOMPARE(tickText(0.0005), QStringLiteral("5e-4"));
        QCOMPARE(tickText(1.0 - 0.9), QStringLiteral("0.1"));
        QCOMPARE(tickText(30.0), QStringLiteral("30"));
        QCOMPARE(wholeText(397.6), QStringLiteral("398"));
    }
};

SACCADE_SUITE(NumberTextTest)
#include "number_text_test.moc"
