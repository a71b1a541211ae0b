// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/explain.h"
#include "core/explain/intervene.h"
#include "core/model/torch_model.h"
#include "core/values/error.h"
#include "tests/support/refusal.h"
#include "tests/support/small_models.h"
#include "tests/support/suite.h"

#include <cmath>
#include <set>

using namespace saccade;
using namespace saccade::test;

namespace {

Image checkered(int side)
{
    Image picture(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            picture.setPixel(x, y,
                             (x + y) % 2 ? std::array<std::uint8_t, 3>{200, 100, 0}
                                         : std::array<std::uint8_t, 3>{0, 100, 50});
    return picture;
}

} // namespace

class InterveneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aListOfHeadsIsSortedAndHoldsNothingThatIsUnchanged()
    {
        Intervention change;
        change.setFactor(1, 2, 0.5);
        change.setFactor(0, 3, 0);
        change.setFactor(1, 0, 2);
        change.setFactor(1, 2, 0.25);
        QVERIFY((change.heads == std::vector<HeadScale>{{0, 3, 0}, {1, 0, 2}, {1, 2, 0.25}}));
        QCOMPARE(change.factorOf(1, 2), 0.25);
        QCOMPARE(change.factorOf(0, 0), 1.0);
        change.setFactor(0, 3, 1);
        change.setFactor(5, 5, 1);
        QVERIFY((change.heads == std::vector<HeadScale>{{1, 0, 2}, {1, 2, 0.25}}));
        change.setPainted(7, true);
        change.setPainted(2, true);
        change.setPainted(7, true);
        QVERIFY((change.patches == std::vector<int>{2, 7}) && change.isPainted(7));
        change.setPainted(2, false);
        change.setPainted(3, false);
        QVERIFY((change.patches == std::vector<int>{7}));
    }

    /// What a head adds to the residual stream, taken out of the recorded pass and added by hand.
    void aScaledHeadAddsThatMuchOfItsOutputAndNothingElseChanges()
    {
        ModelSpec spec = smallSpec();
        spec.depth = 1; // so that the layer's own output can be read from the outside
        const ModelPtr model = livelyModel(spec, 3);
        const auto network = [](const ModelPtr& of) { return torchModel(of).network().named_parameters(); };
        const ModelPtr scaled = withHeadsScaled(model, {{0, 1, 0.25}});
        const torch::NoGradGuard noGrad;
        for (const auto& entry : network(model)) {
            const auto other = network(scaled)[entry.key()];
            if (entry.key() != "blocks.0.attn.proj.weight") {
                QVERIFY2(other.equal(entry.value()), entry.key().c_str());
                continue;
            }
            const auto head = at::arange(spec.dim).div(spec.headDim(), "floor").eq(1);
            QVERIFY(other.equal(at::where(head, entry.value() * 0.25, entry.value())));
        }
        QVERIFY(network(model)["blocks.0.attn.proj.weight"].data_ptr() !=
                network(scaled)["blocks.0.attn.proj.weight"].data_ptr());
    }

    void mutingEveryHeadLeavesTheOutputsOfLaterLayersBlindToThePicture()
    {
        ModelSpec spec = smallSpec();
        spec.pooling = Pooling::Cls;
        const ModelPtr model = livelyModel(spec, 4);
        std::vector<HeadScale> all;
        for (int layer = 0; layer < spec.depth; ++layer)
            for (int head = 0; head < spec.heads; ++head)
                all.push_back({layer, head, 0.0});
        const ModelPtr muted = withHeadsScaled(model, all);
        const auto pictures = randomPictures(spec, 2, 5);
        const auto logits = torchModel(muted).logits(pictures);
        // CLS learns of the patches by attention alone.
        QVERIFY(at::allclose(logits[0], logits[1], 1e-5, 1e-6));
        QVERIFY(!at::allclose(torchModel(model).logits(pictures)[0], torchModel(model).logits(pictures)[1],
                              1e-3, 1e-3));
    }

    void nothingScaledIsTheModelItself()
    {
        const ModelPtr model = livelyModel(smallSpec(), 6);
        QVERIFY(withHeadsScaled(model, {}) == model);
    }

    void aPaintedPatchHasItsFillAndTheOthersTheirPixels_data()
    {
        QTest::addColumn<int>("fill");
        for (const auto& [name, fill] : {std::pair("zero", PatchFill::Zero),
                                         {"mean", PatchFill::Mean},
                                         {"blur", PatchFill::Blur},
                                         {"noise", PatchFill::Noise}})
            QTest::newRow(name) << int(fill);
    }

    void aPaintedPatchHasItsFillAndTheOthersTheirPixels()
    {
        QFETCH(int, fill);
        const Image picture = checkered(16);
        Intervention change;
        change.fill = PatchFill(fill);
        change.setPainted(6, true); // row 1, column 2
        const Normalisation normalisation{{0.2F, 0.4F, 0.6F}, {0.1F, 0.1F, 0.1F}};
        const Image painted = withPatchesPainted(picture, change, 4, normalisation);
        QVERIFY(painted == withPatchesPainted(picture, change, 4, normalisation)); // noise too
        std::set<std::array<std::uint8_t, 3>> inside;
        for (int y = 0; y < 16; ++y)
            for (int x = 0; x < 16; ++x)
                if (y / 4 == 1 && x / 4 == 2)
                    inside.insert(painted.pixel(x, y));
                else
                    QVERIFY(painted.pixel(x, y) == picture.pixel(x, y));
        if (change.fill == PatchFill::Zero)
            QVERIFY((inside == std::set<std::array<std::uint8_t, 3>>{{51, 102, 153}}));
        if (change.fill == PatchFill::Mean)
            QVERIFY((inside == std::set<std::array<std::uint8_t, 3>>{{100, 100, 25}}));
        if (change.fill == PatchFill::Blur) // of a board whose squares are smaller than the blur
            for (const auto& colour : inside)
                QVERIFY(std::abs(colour[0] - 100) <= 2 && colour[1] == 100 && std::abs(colour[2] - 25) <= 1);
        if (change.fill == PatchFill::Noise) {
            QVERIFY(inside.size() > 12);
            double red = 0;
            for (const auto& colour : inside)
                red += colour[0] / double(inside.size());
            QVERIFY(std::abs(red - 51) < 25.5); // four deviations of a mean of sixteen
        }
    }

    void whatIsNotThereIsRefused()
    {
        const ModelPtr model = livelyModel(smallSpec(), 7);
        QVERIFY(usageRefusal([&] { withHeadsScaled(model, {{99, 0, 0.5}}); }).contains("found layer 99"));
        QVERIFY(usageRefusal([&] { withHeadsScaled(model, {{0, -1, 0.5}}); }).contains("head -1"));
        QVERIFY(usageRefusal([&] { withHeadsScaled(model, {{0, 0, 2.5}}); }).contains("0 to 2"));
        QVERIFY(usageRefusal([&] {
                    withHeadsScaled(livelyModel(smallCnn(), 1), {{0, 0, 0.5}});
                }).contains("no heads"));
        Intervention change;
        change.setPainted(16, true);
        QVERIFY(usageRefusal([&] { withPatchesPainted(checkered(16), change, 4, {}); }).contains("0 to 15"));
    }
};

SACCADE_SUITE(InterveneTest)
#include "intervene_test.moc"
