// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

using namespace saccade;
using namespace saccade::test;

namespace {

/// A model of pictures as large as the window of `of`, whose position table holds that window's places alone.
std::shared_ptr<Network> cutOut(const Network& of, int side, GridOrigin origin)
{
    ModelSpec spec = of.spec();
    const int full = spec.gridSide();
    spec.imageSize = side * spec.patchSize;
    const auto small = makeNetwork(spec);
    const torch::NoGradGuard noGrad;
    const auto fill = [&](const auto& targets, const auto& sources) {
        for (const auto& entry : sources) {
            if (entry.key() != "pos_embed") {
                targets[entry.key()].copy_(entry.value());
                continue;
            }
            const std::int64_t cls = entry.value().size(1) - full * full;
            auto target = targets[entry.key()];
            for (int i = 0; i < cls; ++i)
                target[0][i].copy_(entry.value()[0][i]);
            for (int row = 0; row < side; ++row)
                for (int column = 0; column < side; ++column)
                    target[0][cls + row * side + column].copy_(
                        entry.value()[0][cls + (origin.row + row) * full + origin.column + column]);
        }
    };
    fill(small->named_parameters(), of.named_parameters());
    fill(small->named_buffers(), of.named_buffers());
    return small;
}

} // namespace

class PositionWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSmallerPictureGetsThePositionsOfItsPlace()
    {
        const torch::NoGradGuard noGrad;
        for (const Family family : {Family::Vit, Family::Hybrid})
            for (const Positions positions : {Positions::Learned, Positions::SinCos})
                for (const Pooling pooling : {Pooling::Cls, Pooling::Mean})
                    for (const GridOrigin origin : {GridOrigin{0, 0}, GridOrigin{0, 1}, GridOrigin{1, 0}}) {
                        ModelSpec spec = smallSpec(); // 4 × 4 patches
                        spec.family = family;
                        spec.positions = positions;
                        spec.pooling = pooling;
                        spec.registers = 2;
                        const auto network = livelyNetwork(spec, 3);
                        const auto pictures = randomPictures(spec, 2, 3).slice(2, 0, 12).slice(3, 0, 12);
                        const auto expected = cutOut(*network, 3, origin)->forward(pictures);
                        QVERIFY(largestDifference(network->forward(pictures, nullptr, origin), expected) <
                                1e-5);
                    }
    }

    void withoutAPlaceTheWindowLiesInTheMiddle()
    {
        const torch::NoGradGuard noGrad;
        const auto network = livelyNetwork(smallSpec(), 3);
        const auto half = randomPictures(smallSpec(), 2, 3).slice(2, 0, 8).slice(3, 0, 8);
        QVERIFY(at::equal(network->forward(half), network->forward(half, nullptr, GridOrigin{1, 1})));
        const auto most = randomPictures(smallSpec(), 2, 3).slice(2, 0, 12).slice(3, 0, 12);
        QVERIFY(at::equal(network->forward(most), network->forward(most, nullptr, GridOrigin{0, 0})));
        QVERIFY(!at::equal(network->forward(half), network->forward(half, nullptr, GridOrigin{0, 0})));
    }

    void theWholePictureIsAWindowToo()
    {
        const torch::NoGradGuard noGrad;
        const auto network = livelyNetwork(smallSpec(), 3);
        const auto pictures = randomPictures(smallSpec(), 2, 3);
        QVERIFY(at::equal(network->forward(pictures), network->forward(pictures, nullptr, GridOrigin{})));
    }

    void whatIsNoWindowIsRefused()
    {
        const auto network = livelyNetwork(smallSpec(), 3);
        const auto pictures = [](int height, int width) { return torch::zeros({1, 3, height, width}); };
        QVERIFY_EXCEPTION_THROWN(network->forward(pictures(10, 10)), c10::Error);
        QVERIFY_EXCEPTION_THROWN(network->forward(pictures(20, 20)), c10::Error);
        QVERIFY_EXCEPTION_THROWN(network->forward(pictures(12, 8)), c10::Error);
        QVERIFY_EXCEPTION_THROWN(network->forward(pictures(0, 0)), c10::Error);
        QVERIFY_EXCEPTION_THROWN(network->forward(pictures(12, 12), nullptr, GridOrigin{2, 0}), c10::Error);
        QVERIFY_EXCEPTION_THROWN(network->forward(pictures(12, 12), nullptr, GridOrigin{0, -1}), c10::Error);
        QVERIFY_EXCEPTION_THROWN(livelyNetwork(smallCnn(), 3)->forward(pictures(10, 10)), c10::Error);
    }
};

SACCADE_SUITE(PositionWindowTest)
#include "position_window_test.moc"
