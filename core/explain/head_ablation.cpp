// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/head_ablation.h"

#include "core/explain/intervene.h"
#include "core/explain/picture_sample.h"
#include "core/model/to_double.h"
#include "core/values/error.h"

namespace saccade {

namespace {

constexpr int BatchSize = 100; // between two looks at whether to stop

struct Score
{
    double accuracy = 0.0; ///< 0..1
    double logit = 0.0;    ///< of the true class, mean
};

/// What a model says of a sample of pictures.
class Sample
{
public:
    Sample(const Dataset& data, Split split, int count)
        : m_data(data)
        , m_split(split)
        , m_indices(sampleOf(data, split, count))
    {
    }

    int size() const { return int(m_indices.size()); }

    Score score(const ModelPtr& model, RunControl& control, const Progress& progress) const
    {
        const TorchModel& asked = torchModel(model);
        Score sum;
        inBatches(m_indices, BatchSize, control, progress, "Muting heads", [&](std::span<const int> part) {
            const auto labels = labelsOf(m_data, m_split, part);
            const auto logits =
                toDouble(asked.logits(picturesOf(asked, m_data, m_split, part))); // (B, classes)
            sum.accuracy += double(logits.argmax(1).eq(labels).sum().item<std::int64_t>());
            sum.logit += logits.gather(1, labels.unsqueeze(1)).sum().item<double>();
        });
        return {sum.accuracy / size(), sum.logit / size()};
    }

    void requireLabelsBelow(int classes) const
    {
        for (const int index : m_indices)
            if (m_data.label({m_split, index}) >= classes)
                throw Error::badInput(m_data.name, std::to_string(classes) + " classes, as the model has",
                                      "a picture of class " + std::to_string(m_data.label({m_split, index})));
    }

private:
    const Dataset& m_data;
    Split m_split;
    std::vector<int> m_indices;
};

} // namespace

HeadImportance headImportance(const ModelPtr& model, const Dataset& data, Split split, int count,
                              RunControl& control, const Progress& progress)
{
    const ModelSpec& spec = torchModel(model).info().spec;
    requirePictures(torchModel(model), data, split, /*needsAttention=*/true);
    const Sample sample(data, split, count);
    sample.requireLabelsBelow(spec.classes);

    const int passes = spec.depth * spec.heads + 1;
    int done = 0;
    const Progress ofAll = [&](double share, const std::string& what) {
        if (progress)
            progress((done + share) / passes, what);
    };
    const Score whole = sample.score(model, control, ofAll);
    HeadImportance result;
    result.layers = spec.depth;
    result.heads = spec.heads;
    result.pictures = sample.size();
    result.accuracy = whole.accuracy;
    for (int layer = 0; layer < spec.depth; ++layer)
        for (int head = 0; head < spec.heads; ++head) {
            ++done;
            const Score without = sample.score(withHeadsScaled(model, {{layer, head, 0.0}}), control, ofAll);
            result.accuracyChange.push_back(float(without.accuracy - whole.accuracy));
            result.logitChange.push_back(float(without.logit - whole.logit));
        }
    return result;
}

} // namespace saccade
