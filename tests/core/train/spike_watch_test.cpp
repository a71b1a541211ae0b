// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/spike_watch.h"
#include "tests/support/suite.h"

#include <cmath>
#include <limits>
#include <vector>

using namespace saccade;

namespace {

/// Steps 1 to `steps` with a loss that swings between 1.1 and 1.3 about 1.2, and gradients of length 2.
SpikeWatch calm(int steps)
{
    SpikeWatch watch;
    for (int step = 1; step <= steps; ++step)
        if (watch.add(step, {1.2 + 0.1 * std::sin(step * 2.4), 2.0}))
            qFatal("step %d of a calm run spiked", step);
    return watch;
}

} // namespace

class SpikeWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLossFarAboveTheStepsBeforeIsASpike()
    {
        SpikeWatch watch = calm(60);
        const auto spike = watch.add(61, {3.1, 28.0});
        QVERIFY(spike && spike->inLoss && spike->inGradient && spike->isFirst);
        QCOMPARE(spike->step, std::int64_t(61));
        QVERIFY(std::abs(spike->usualLoss - 1.2) < 0.05);
        QCOMPARE(spike->usualGradientNorm, 2.0);
        const std::string note = describe(*spike, false);
        QVERIFY2(note.starts_with("Loss spike at step 61: loss 3.1 after 1."), note.c_str());
        QVERIFY2(note.find("14 times its usual length") != std::string::npos, note.c_str());
        QVERIFY(note.find("gradient clipping") != std::string::npos);
        QVERIFY(describe(*spike, true).find("gradient clipping") == std::string::npos);
    }

    void theBorderIsSixRobustDeviations()
    {
        // 50 losses of 0.9 and 50 of 1.1 and one of 1: the median is 1, every distance but one 0.1, so the
        // deviation is 0.14826 and the border 1 + 6 · 0.14826 = 1.88956.
        SpikeWatch watch;
        for (int i = 0; i < 99; ++i)
            watch.add(i, {i == 0 ? 1.0 : i % 2 ? 0.9 : 1.1, 1.0});
        SpikeWatch other = watch;
        QVERIFY(!watch.add(99, {1.889, 1.0}));
        QVERIFY(other.add(99, {1.890, 1.0}));
    }

    void aGradientOfMoreThanTenTimesTheUsualLengthIsASpike()
    {
        SpikeWatch watch = calm(60);
        QVERIFY(!watch.add(61, {1.2, 20.0}));
        const auto spike = watch.add(62, {1.2, 20.1});
        QVERIFY(spike && spike->inGradient && !spike->inLoss);
        QVERIFY(describe(*spike, true).starts_with("Gradient spike at step 62"));
    }

    void theFirstStepsAreNotJudged()
    {
        SpikeWatch watch = calm(int(SpikeWatch::Least) - 1);
        QVERIFY(!watch.add(20, {50.0, 500.0}));
        QVERIFY(watch.add(21, {50.0, 500.0}));
    }

    void aFallingLossAndASteadyOneAreNone()
    {
        SpikeWatch falling;
        SpikeWatch steady;
        for (int step = 0; step < 500; ++step) {
            QVERIFY(!falling.add(step, {2.3 * std::exp(-step / 100.0), 5.0 * std::exp(-step / 200.0)}));
            QVERIFY(!steady.add(step, {2.0, 1.0}));
        }
        QVERIFY(!steady.add(500, {2.2, 1.0})); // 0.2 is less than 6 · (0.02 + 0.02)
        QVERIFY(steady.add(501, {2.25, 1.0}));
    }

    void aLastingRiseBecomesTheUsual()
    {
        SpikeWatch watch = calm(200);
        int spikes = 0;
        int last = 0;
        int notes = 0;
        for (int step = 201; step <= 500; ++step)
            if (const auto spike = watch.add(step, {4.0, 2.0})) {
                ++spikes;
                last = step;
                notes += spike->isFirst;
            }
        QVERIFY(spikes >= 25);
        QVERIFY2(last <= 201 + int(SpikeWatch::Window) / 2 + 1, qPrintable(QString::number(last)));
        QCOMPARE(notes, 1);
    }

    void ofSeveralStepsTheHighestIsTold()
    {
        SpikeWatch watch = calm(60);
        const std::vector<StepFigures> steps{{1.2, 2.0}, {4.0, 2.0}, {9.0, 2.0}, {1.2, 2.0}};
        const auto spike = watch.add(61, steps);
        QVERIFY(spike);
        QCOMPARE(spike->step, std::int64_t(63));
        QCOMPARE(spike->loss, 9.0);
        QVERIFY(spike->isFirst); // the one at step 62 was
        const auto again = watch.add(70, {9.0, 2.0});
        QVERIFY(again && !again->isFirst);
        const auto later = watch.add(70 + SpikeWatch::Quiet + 1, {9.0, 2.0});
        QVERIFY(later && later->isFirst);
    }

    void stepsOnMixedPicturesAreComparedWithTheirLike()
    {
        // Every fourth batch is mixed, and its loss 0.9 above the others': more than the plain steps' border.
        SpikeWatch watch;
        const auto usual = [](int step) {
            const bool isMixed = step % 4 == 0;
            return StepFigures{1.2 + 0.1 * std::sin(step * 2.4) + (isMixed ? 0.9 : 0.0), 2.0, isMixed};
        };
        for (int step = 1; step <= 400; ++step)
            QVERIFY2(!watch.add(step, usual(step)), qPrintable(QString::number(step)));
        const auto plain = watch.add(401, {2.1, 2.0, false});
        QVERIFY(plain && std::abs(plain->usualLoss - 1.2) < 0.05);
        QVERIFY(!watch.add(402, {2.1, 2.0, true}));
        const auto mixed = watch.add(403, {3.0, 2.0, true});
        QVERIFY(mixed && std::abs(mixed->usualLoss - 2.1) < 0.05);
        QVERIFY(!mixed->isFirst); // it was told of step 401
    }

    void whatIsNotANumberIsNotLookedAt()
    {
        SpikeWatch watch = calm(60);
        for (int step = 61; step < 200; ++step) {
            QVERIFY(!watch.add(step, {std::nan(""), 2.0}));
            QVERIFY(!watch.add(step, {1.2, std::numeric_limits<double>::infinity()}));
        }
        QVERIFY(watch.add(200, {3.1, 2.0})); // the median is still that of numbers
    }
};

SACCADE_SUITE(SpikeWatchTest)
#include "spike_watch_test.moc"
