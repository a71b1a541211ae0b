// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/augment/mixing.h"
#include "tests/support/suite.h"

#include <cmath>
#include <map>
#include <numeric>

using namespace saccade;

namespace {

std::vector<float> counting(int count, int side)
{
    std::vector<float> values(std::size_t(3 * count * side * side));
    std::iota(values.begin(), values.end(), 0.0F);
    return values;
}

} // namespace

class MixingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mixupAddsThePartnersShare()
    {
        Mix mix{Mix::Kind::Mixup, 0.75F, {}};
        std::vector<float> pictures = counting(2, 1); // 0 1 2 and 3 4 5
        mixPictures(mix, 2, 1, 1, pictures.data());
        QCOMPARE(pictures, (std::vector<float>{0.75F, 1.75F, 2.75F, 2.25F, 3.25F, 4.25F}));
    }

    void cutmixShowsThePartnersBoxInEveryChannel()
    {
        const Mix mix{Mix::Kind::Cutmix, 0.5F, {0, 1, 2, 1}}; // the right column of 2 × 2
        std::vector<float> pictures = counting(3, 2);
        const std::vector<float> before = pictures;
        mixPictures(mix, 3, 2, 2, pictures.data());
        for (int picture = 0; picture < 3; ++picture)
            for (int i = 0; i < 12; ++i) {
                const int from = i % 2 == 1 ? 2 - picture : picture;
                QCOMPARE(pictures[std::size_t(12 * picture + i)], before[std::size_t(12 * from + i)]);
            }
    }

    void labelsAreSharedAsThePicturesAre()
    {
        std::vector<std::int64_t> labels{0, 2, 1};
        std::vector<float> targets;
        mixLabels({Mix::Kind::Mixup, 0.75F, {}}, 3, labels, targets);
        QCOMPARE(targets, (std::vector<float>{0.75F, 0.25F, 0, 0, 0, 1, 0.25F, 0.75F, 0}));
        QCOMPARE(labels, (std::vector<std::int64_t>{0, 2, 1}));
        mixLabels({Mix::Kind::Mixup, 0.25F, {}}, 3, labels, targets);
        QCOMPARE(targets, (std::vector<float>{0.25F, 0.75F, 0, 0, 0, 1, 0.75F, 0.25F, 0}));
        QCOMPARE(labels, (std::vector<std::int64_t>{1, 2, 0})); // the larger share
        mixLabels({}, 3, labels, targets);
        QCOMPARE(targets, (std::vector<float>{0, 1, 0, 0, 0, 1, 1, 0, 0}));
    }

    void cutmixsShareIsTheAreaThatWasLeft()
    {
        int cutAtAnEdge = 0;
        for (int step = 0; step < 500; ++step) {
            const Mix mix = drawMix({0.0, 1.0, 1.0}, 3, step, 32, 24);
            QVERIFY(mix.kind == Mix::Kind::Cutmix);
            QVERIFY(mix.box.top >= 0 && mix.box.top + mix.box.height <= 32);
            QVERIFY(mix.box.left >= 0 && mix.box.left + mix.box.width <= 24);
            QCOMPARE(mix.own, 1.0F - float(mix.box.height * mix.box.width) / (32 * 24));
            cutAtAnEdge += mix.box.top == 0 || mix.box.left == 0;
        }
        QVERIFY(cutAtAnEdge > 50);
    }

    void halfOfTheMixedBatchesAreOfEachKind()
    {
        std::map<Mix::Kind, int> kinds;
        for (int step = 0; step < 4000; ++step)
            ++kinds[drawMix({0.8, 1.0, 0.5}, 1, step, 32, 32).kind];
        QVERIFY(std::abs(kinds[Mix::Kind::None] - 2000) < 150);
        QVERIFY(std::abs(kinds[Mix::Kind::Mixup] - 1000) < 130);
        QVERIFY(std::abs(kinds[Mix::Kind::Cutmix] - 1000) < 130);
        for (int step = 0; step < 100; ++step) {
            QVERIFY(drawMix({0.0, 0.0, 1.0}, 1, step, 32, 32).kind == Mix::Kind::None);
            QVERIFY(drawMix({0.2, 0.0, 1.0}, 1, step, 32, 32).kind == Mix::Kind::Mixup);
        }
    }

    void sharesFollowTheirBetaDistribution_data()
    {
        QTest::addColumn<double>("alpha");
        for (const double alpha : {0.2, 1.0, 4.0})
            QTest::addRow("alpha %g", alpha) << alpha;
    }

    void sharesFollowTheirBetaDistribution()
    {
        QFETCH(double, alpha);
        Random random(5, Stream::Mix);
        double sum = 0;
        double squares = 0;
        constexpr int Draws = 20000;
        for (int i = 0; i < Draws; ++i) {
            const double share = betaDraw(alpha, random);
            QVERIFY(share >= 0 && share <= 1);
            sum += share;
            squares += share * share;
        }
        const double mean = sum / Draws;
        const double variance = squares / Draws - mean * mean;
        const double expected = 1 / (4 * (2 * alpha + 1));
        QVERIFY2(std::abs(mean - 0.5) < 0.01, qPrintable(QString::number(mean)));
        QVERIFY2(std::abs(variance / expected - 1) < 0.04, qPrintable(QString::number(variance)));
    }

    void erasedBoxesAreOfThePapersAreasAndShapes()
    {
        int erased = 0;
        double rows = 0;
        for (int i = 0; i < 4000; ++i) {
            const auto box = drawErasing(0.25, 32, 32, Random(1, Stream::Erase, 0, std::uint64_t(i)));
            if (!box)
                continue;
            ++erased;
            rows += box->top + box->height / 2.0;
            const double area = double(box->height * box->width) / 1024;
            QVERIFY2(area > 0.014 && area < 0.35, qPrintable(QString::number(area))); // sides are rounded
            const double shape = double(box->height) / box->width;
            QVERIFY2(shape > 0.24 && shape < 4.2, qPrintable(QString::number(shape)));
            QVERIFY(box->top >= 0 && box->top + box->height <= 32);
            QVERIFY(box->left >= 0 && box->left + box->width <= 32);
        }
        QVERIFY2(std::abs(erased - 1000) < 130, qPrintable(QString::number(erased)));
        QVERIFY(std::abs(rows / erased - 16) < 0.7); // anywhere: the middle on average
    }

    void anErasedBoxIsTheMeanInEveryChannel()
    {
        std::vector<float> picture(3 * 2 * 3, 1.0F);
        erase({1, 1, 1, 2}, 2, 3, picture.data());
        const std::vector<float> plane{1, 1, 1, 1, 0, 0};
        for (int channel = 0; channel < 3; ++channel)
            QVERIFY(std::equal(plane.begin(), plane.end(), picture.begin() + 6 * channel));
    }
};

SACCADE_SUITE(MixingTest)
#include "mixing_test.moc"
