// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/steps/fake_steps.h"

#include <cmath>

namespace saccade::test {

ModelSpec stepsSpec()
{
    ModelSpec spec;
    spec.dim = 12;
    spec.depth = 2;
    spec.heads = 2;
    spec.mlpRatio = 2;
    spec.registers = 1;
    return spec;
}

AttentionSteps madeUpSteps(const ModelSpec& spec, int layer, int head, int query)
{
    AttentionSteps steps;
    steps.spec = spec;
    steps.layer = layer;
    steps.head = head;
    steps.query = query;
    int next = layer * 1000 + head * 100 + query;
    const auto wave = [&next](int count) {
        std::vector<float> values;
        for (int i = 0; i < count; ++i)
            values.push_back(std::sin(float(next++)));
        return values;
    };
    const int tokens = spec.tokens();
    steps.input = wave(spec.dim);
    steps.normalised = wave(spec.dim);
    steps.q = wave(spec.headDim());
    steps.k = wave(tokens * spec.headDim());
    steps.v = wave(tokens * spec.headDim());
    steps.scores = wave(tokens);
    float sum = 0.0F;
    for (const float score : steps.scores)
        sum += std::exp(score);
    steps.headOutput.assign(std::size_t(spec.headDim()), 0.0F);
    for (std::size_t token = 0; token < std::size_t(tokens); ++token) {
        steps.attention.push_back(std::exp(steps.scores[token]) / sum);
        for (std::size_t i = 0; i < steps.headOutput.size(); ++i)
            steps.headOutput[i] += steps.attention[token] * steps.v[token * steps.headOutput.size() + i];
    }
    steps.joined = wave(spec.dim);
    steps.headLengths = {0.5F, 0.25F};
    steps.projected = wave(spec.dim);
    steps.attentionSum = wave(spec.dim);
    steps.middle = steps.attentionSum;
    steps.feedForwardInput = wave(spec.dim);
    steps.preActivation = wave(spec.mlpHidden());
    steps.activation = wave(spec.mlpHidden());
    steps.feedForwardOutput = wave(spec.dim);
    steps.feedForwardSum = wave(spec.dim);
    steps.output = steps.feedForwardSum;
    return steps;
}

} // namespace saccade::test
