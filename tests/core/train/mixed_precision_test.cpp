// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes.h"
#include "tests/core/train/small_run.h"
#include "tests/support/suite.h"

#include <cmath>

using namespace saccade;
using namespace saccade::test;

class MixedPrecisionTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    /// The mean loss of every hundred steps, of five hundred.
    std::vector<double> lossesIn(Precision precision, const char* name)
    {
        TrainRequest request;
        request.data = makeShapes(1, 3200, 20);
        request.model.dim = 32;
        request.model.depth = 2;
        request.model.heads = 2;
        request.model.mlpRatio = 2;
        request.train.epochs = 5;
        request.train.batchSize = 32;
        request.train.validationShare = 0;
        request.train.precision = precision;
        request.folder = m_folder.filePath(name).toStdString();
        std::vector<double> losses;
        TrainObserver observer;
        observer.onEpoch = [&losses](const EpochReport& report) { losses.push_back(report.trainLoss); };
        const RunOutcome outcome = trainToEnd(request, observer);
        if (outcome.kind != RunOutcome::Kind::Completed || outcome.steps != 500)
            losses.clear();
        return losses;
    }

private Q_SLOTS:
    void theLossIsThatOfFp32WithinAHundredthOverFiveHundredSteps()
    {
        const auto exact = lossesIn(Precision::Fp32, "fp32");
        const auto mixed = lossesIn(Precision::Bf16, "bf16");
        QCOMPARE(exact.size(), std::size_t(5));
        QCOMPARE(mixed.size(), std::size_t(5));
        QVERIFY2(exact.back() < 0.97 * exact.front(), "nothing was learned, so nothing was compared");
        QVERIFY2(exact != mixed, "both ran in the same precision");
        for (std::size_t i = 0; i < exact.size(); ++i)
            QVERIFY2(
                std::abs(mixed[i] - exact[i]) < 0.01 * exact[i],
                qPrintable(
                    QStringLiteral("hundred %1: %2 in fp32, %3 mixed").arg(i).arg(exact[i]).arg(mixed[i])));
    }
};

SACCADE_SUITE(MixedPrecisionTest)
#include "mixed_precision_test.moc"
