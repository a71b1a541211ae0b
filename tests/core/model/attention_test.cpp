// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attention.h"
#include "tests/support/suite.h"

using namespace saccade;

class AttentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoTokensAttendAsComputedByHand()
    {
        ModelSpec spec;
        spec.dim = 2;
        spec.heads = 1;
        Attention attention(spec);
        attention->eval();
        const torch::NoGradGuard noGrad;
        for (const auto& entry : attention->named_parameters())
            entry.value().zero_();
        // Rows Q, K, V. On the tokens (1, 0) and (0, 1): q = (1, 0), (2, 1); k = (1, 1), (0, 1);
        // v = (1, 0), (0, 2).
        attention->named_parameters()["qkv.weight"].copy_(
            torch::tensor({{1., 2.}, {0., 1.}, {1., 0.}, {1., 1.}, {1., 0.}, {0., 2.}}));
        attention->named_parameters()["proj.weight"].copy_(torch::eye(2));
        const auto tokens = torch::eye(2).unsqueeze(0);

        torch::Tensor weights;
        const auto mixed = attention->forward(tokens, &weights);
        // Scores over √2: 1 and 0 from the first token, 3 and 1 from the second.
        constexpr double First = 0.6697615493266569;  // 1 / (1 + e^(-1/√2))
        constexpr double Second = 0.8044296825069569; // 1 / (1 + e^(-2/√2))
        const double expected[2][2] = {{First, 1 - First}, {Second, 1 - Second}};
        QCOMPARE(weights.sizes().vec(), (std::vector<std::int64_t>{1, 1, 2, 2}));
        for (int query = 0; query < 2; ++query)
            for (int key = 0; key < 2; ++key)
                QVERIFY(std::abs(weights[0][0][query][key].item<double>() - expected[query][key]) < 1e-6);
        for (int query = 0; query < 2; ++query) {
            QVERIFY(std::abs(mixed[0][query][0].item<double>() - expected[query][0]) < 1e-6);
            QVERIFY(std::abs(mixed[0][query][1].item<double>() - 2 * expected[query][1]) < 1e-6);
        }
        const auto unrecorded = attention->forward(tokens);
        QVERIFY((unrecorded - mixed).abs().max().item<double>() < 1e-6);
    }

    void headsAreSlicesOfTheWidthInOrder()
    {
        // Two heads of one number each. Only the second head's value is let through.
        ModelSpec spec;
        spec.dim = 2;
        spec.heads = 2;
        Attention attention(spec);
        attention->eval();
        const torch::NoGradGuard noGrad;
        for (const auto& entry : attention->named_parameters())
            entry.value().zero_();
        auto qkv = attention->named_parameters()["qkv.weight"]; // rows Q0 Q1 K0 K1 V0 V1
        qkv[1][1] = 1.0;                                        // the second head compares the second number
        qkv[3][1] = 1.0;
        qkv[5][1] = 1.0;
        attention->named_parameters()["proj.weight"].copy_(torch::eye(2));
        torch::Tensor weights;
        const auto mixed =
            attention->forward(torch::tensor({{{5., 0.}, {7., 1.}}}, torch::kFloat32), &weights);
        // The first head scores nothing: even. The second scores q·k = 0·k and 1·k; no division (√1).
        for (const auto& weight : {weights[0][0][0][0], weights[0][0][1][1], weights[0][1][0][1]})
            QVERIFY(std::abs(weight.item<double>() - 0.5) < 1e-6);
        constexpr double Sigmoid = 0.7310585786300049; // 1 / (1 + e^-1)
        QVERIFY(std::abs(weights[0][1][1][1].item<double>() - Sigmoid) < 1e-6);
        QVERIFY(std::abs(mixed[0][1][1].item<double>() - Sigmoid) < 1e-6);
        QCOMPARE(mixed[0][1][0].item<double>(), 0.0);
    }
};

SACCADE_SUITE(AttentionTest)
#include "attention_test.moc"
