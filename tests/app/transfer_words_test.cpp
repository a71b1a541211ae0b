// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfer_words.h"
#include "tests/support/suite.h"

using namespace saccade;

class TransferWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizeSpeedAndTimeLeftAreSaid_data()
    {
        QTest::addColumn<quint64>("done");
        QTest::addColumn<double>("speed");
        QTest::addColumn<QString>("words");
        QTest::newRow("no speed yet") << quint64(0) << 0.0 << "0.0 of 170.1 MB";
        // (170,052,171 - 41,200,000) / 3,100,000 = 41.6 seconds
        QTest::newRow("seconds") << quint64(41'200'000) << 3.1e6
                                 << "41.2 of 170.1 MB, 3.1 MB/s, about 42 seconds left";
        QTest::newRow("one second") << quint64(170'000'000) << 3.1e6
                                    << "170.0 of 170.1 MB, 3.1 MB/s, about 1 second left";
        // 170,052,171 / 50,000 = 3401 seconds = 56.7 minutes
        QTest::newRow("a slow server")
            << quint64(0) << 5e4 << "0.0 of 170.1 MB, 50.0 kB/s, about 57 minutes left";
        QTest::newRow("hours") << quint64(0) << 1e4 << "0.0 of 170.1 MB, 10.0 kB/s, about 5 hours left";
        QTest::newRow("days") << quint64(0) << 10.0 << "0.0 of 170.1 MB, 0.0 kB/s, more than two days left";
        QTest::newRow("done") << quint64(170'052'171) << 3.1e6 << "170.1 of 170.1 MB";
    }

    void sizeSpeedAndTimeLeftAreSaid()
    {
        QFETCH(quint64, done);
        QFETCH(double, speed);
        QFETCH(QString, words);
        QCOMPARE(QString::fromStdString(transferWords(done, 170'052'171, speed)), words);
    }

    void speedIsThatOfTheLastFiveSeconds()
    {
        SpeedMeter meter;
        QCOMPARE(meter.bytesPerSecond(), 0.0);
        meter.add(0.0, 0);
        QCOMPARE(meter.bytesPerSecond(), 0.0);
        meter.add(2.0, 200);
        QCOMPARE(meter.bytesPerSecond(), 100.0);
        meter.add(10.0, 1000);
        QCOMPARE(meter.bytesPerSecond(), 100.0); // from (2, 200): the first sample within reach of 5 s
        for (int second = 11; second <= 16; ++second)
            meter.add(second, 1000); // nothing more arrives
        QCOMPARE(meter.bytesPerSecond(), 0.0);
    }
};

SACCADE_SUITE(TransferWordsTest)
#include "transfer_words_test.moc"
