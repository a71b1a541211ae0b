// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/random_scope.h"
#include "core/model/whitening.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

using namespace saccade;
using namespace saccade::test;

namespace {

/// Pictures whose neighbouring pixels and colours say much the same, as those of photographs do.
torch::Tensor smoothPictures()
{
    const RandomScope random(3);
    const auto noise = at::randn({64, 1, 18, 18}, RandomScope::generator());
    const auto own = at::randn({64, 3, 18, 18}, RandomScope::generator());
    return at::avg_pool2d(noise + 0.3 * own, 3, 1) * 2 + 0.2; // (64, 3, 16, 16)
}

} // namespace

class WhiteningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDirectionIsDividedByItsDeviation()
    {
        // Pictures of one colour each, red 3 and red -3: all 9 reds of a patch are ±3, so that the one
        // direction is a third for each of them (their squares add up to 1) and the second moment along it is
        // 9 · 9 = 81.
        auto pictures = torch::zeros({2, 3, 5, 5});
        pictures[0][0].fill_(3);
        pictures[1][0].fill_(-3);
        const auto filters = whiteningFilters(pictures, 2);
        QCOMPARE(filters.sizes().vec(), (std::vector<std::int64_t>{2, 3, 3, 3}));
        const double wanted = 1.0 / 3.0 / std::sqrt(81.0 + 5e-4);
        QVERIFY((filters[0][0].abs() - wanted).abs().max().item<double>() < 1e-7);
        QCOMPARE(filters[0].slice(0, 1, 3).abs().max().item<double>(), 0.0);
        QVERIFY(at::equal(filters[1], -filters[0]));
    }

    void whatComesOutIsUncorrelatedAndOfUnitSize()
    {
        const auto pictures = smoothPictures();
        const auto filters = whiteningFilters(pictures, 24);
        const auto out = at::conv2d(pictures, filters); // (64, 24, 14, 14), without a border
        const auto rows = out.slice(1, 0, 12).permute({1, 0, 2, 3}).reshape({12, -1}).to(torch::kFloat64);
        const auto moments = at::matmul(rows, rows.t()) / double(rows.size(1));
        const auto largest = (moments - at::diag(at::diag(moments))).abs().max().item<double>();
        QVERIFY2(largest < 1e-4, qPrintable(QString::number(largest)));
        const auto sizes = at::diag(moments); // a little below 1: of small variances more is taken off
        QVERIFY(sizes.max().item<double>() < 1.0);
        QVERIFY(sizes.min().item<double>() > 0.9);
    }

    void theDirectionsOfMostVarianceAreTaken()
    {
        const auto pictures = smoothPictures();
        const auto deviation = [&](const torch::Tensor& filter) { // of what a filter of length 1 puts out
            return at::conv2d(pictures, (filter / filter.norm()).unsqueeze(0)).square().mean().item<double>();
        };
        const auto filters = whiteningFilters(pictures, 24);
        double before = std::numeric_limits<double>::infinity();
        for (std::int64_t i = 0; i < 12; ++i) {
            const double now = deviation(filters[i]);
            QVERIFY(now <= before * (1 + 1e-5));
            before = now;
        }
    }

    void aFlatPictureGivesFiltersThatAreFinite()
    {
        const auto filters = whiteningFilters(torch::zeros({1, 3, 3, 3}), 54);
        QVERIFY(filters.isfinite().all().item<bool>());
    }

    void aCnnBeginsWithThemAndOtherFamiliesStayAsTheyAre()
    {
        for (const ModelSpec& spec : everyFamily()) {
            const auto network = livelyNetwork(spec, 1);
            const auto before = copyOf(*network, torch::kCPU);
            const auto pictures = randomPictures(spec, 8, 2);
            network->startFrom(pictures);
            const auto was = before->named_parameters();
            for (const auto& entry : network->named_parameters()) {
                const bool isStem = spec.family == Family::Cnn && entry.key() == "stem.conv.weight";
                const auto wanted = isStem ? whiteningFilters(pictures, 24) : was[entry.key()];
                QVERIFY2(at::equal(entry.value(), wanted), entry.key().c_str());
            }
        }
    }
};

SACCADE_SUITE(WhiteningTest)
#include "whitening_test.moc"
