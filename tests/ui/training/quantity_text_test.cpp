// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/quantity_text.h"

#include "tests/support/suite.h"

using namespace saccade::ui;

class QuantityTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeLeft_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("unknown") << -1.0 << "";
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << "";
        QTest::newRow("none") << 0.0 << "a few seconds left";
        QTest::newRow("under five") << 4.9 << "a few seconds left";
        QTest::newRow("five") << 5.0 << "5 s left";
        QTest::newRow("a minute, rounded up to") << 59.7 << "1 m 0 s left";
        QTest::newRow("112 s") << 112.0 << "1 m 52 s left";
        QTest::newRow("an hour, rounded up to") << 3599.6 << "1 h 0 m left";
        QTest::newRow("3 h 5 m") << 3 * 3600.0 + 5 * 60 + 20 << "3 h 5 m left";
        QTest::newRow("a day, rounded up to") << 24 * 3600.0 - 20 << "1 d 0 h left";
        QTest::newRow("2 d 3 h") << 51 * 3600.0 << "2 d 3 h left";
    }
    void timeLeft()
    {
        QFETCH(double, seconds);
        QTEST(timeLeftText(seconds), "text");
    }

    void countsKeepTwoFigures()
    {
        QCOMPARE(countText(812), QString("812"));
        QCOMPARE(countText(1000), QString("1 k"));
        QCOMPARE(countText(45300), QString("45 k"));
        QCOMPARE(countText(809098), QString("0.8 M"));
        QCOMPARE(countText(2693578), QString("2.7 M"));
        QCOMPARE(countText(86567656), QString("87 M"));
        QCOMPARE(countText(999600000), QString("1 G"));
        QCOMPARE(countText(1280000000), QString("1.3 G"));
    }

    void learningRatesAreShortAndInPowersOfTen()
    {
        QCOMPARE(learningRateText(8.13e-4), QString("8.1e-4"));
        QCOMPARE(learningRateText(1e-3), QString("1e-3"));
        QCOMPARE(learningRateText(2.5e-12), QString("2.5e-12"));
        QCOMPARE(learningRateText(0.5), QString("5e-1"));
        QCOMPARE(learningRateText(10), QString("1e1"));
        QCOMPARE(learningRateText(0), QString("0"));
    }

    void bytesInPowersOfTen()
    {
        QCOMPARE(bytesText(812000), QString("812 kB"));
        QCOMPARE(bytesText(162169856), QString("162 MB"));
        QCOMPARE(bytesText(1100000000), QString("1.1 GB"));
    }

    void plainNumbersReadBackAsTheSame()
    {
        QCOMPARE(plainNumber(0.001), QString("0.001"));
        QCOMPARE(plainNumber(1e-6), QString("1e-6"));
        QCOMPARE(plainNumber(1e20), QString("1e20"));
        for (const double value : {0.1, 1.0 / 3.0, 1e-12, 4.0, 0.999, 5e-324, 1.7976931348623157e308})
            QCOMPARE(plainNumber(value).toDouble() - value, 0.0);
    }
};

SACCADE_SUITE(QuantityTextTest)
#include "quantity_text_test.moc"
