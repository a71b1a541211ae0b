// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/evaluate.h"

#include "core/data/batches.h"
#include "core/model/mixed_precision.h"
#include "core/model/to_double.h"
#include "core/model/torch_model.h"
#include "core/train/evaluate_rows.h"
#include "core/values/error.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace saccade {

namespace {

constexpr std::size_t BatchOfProcessor = 250;
constexpr std::size_t BatchOfDevice = 1000; // as many launches for more pictures
constexpr std::int64_t PicturesPerThread = 50;

/// (rows, 3, H, W), normalised.
torch::Tensor picturesOf(const Dataset& data, std::span<const int> rows, const Normalisation& normalisation,
                         bool pinned)
{
    auto pictures = torch::empty({std::int64_t(rows.size()), 3, data.height, data.width},
                                 torch::dtype(torch::kFloat32).pinned_memory(pinned));
    float* out = pictures.data_ptr<float>();
    const auto size = std::int64_t(data.imageBytes());
    at::parallel_for(0, std::int64_t(rows.size()), PicturesPerThread,
                     [&](std::int64_t begin, std::int64_t end) {
                         fillBatch(data, rows.subspan(std::size_t(begin), std::size_t(end - begin)),
                                   normalisation, nullptr, 0, 0, out + begin * size);
                     });
    return pictures;
}

/// Logits to predictions, appended.
void appendPredictions(const torch::Tensor& logits, const torch::Tensor& labels,
                       std::vector<Prediction>& predictions)
{
    const auto logProbabilities = at::log_softmax(toDouble(logits), 1); // (B, classes)
    const auto [best, classes] = logProbabilities.max(1);
    const auto losses = logProbabilities.gather(1, labels.unsqueeze(1)).squeeze(1).neg();
    const auto confidence = best.exp();
    const auto predicted = classes.accessor<std::int64_t, 1>();
    const auto sure = confidence.accessor<double, 1>();
    const auto lost = losses.accessor<double, 1>();
    for (std::int64_t i = 0; i < logits.size(0); ++i)
        predictions.push_back({int(predicted[i]), float(sure[i]), float(lost[i])});
}

void summarise(Evaluation& result, const Dataset& data, std::span<const int> rows)
{
    std::vector<int> right(data.classNames.size(), 0);
    std::vector<int> seen(data.classNames.size(), 0);
    double lossSum = 0.0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t label = data.labels[std::size_t(rows[i])];
        ++seen[label];
        right[label] += result.predictions[i].predicted == int(label);
        lossSum += result.predictions[i].loss;
    }
    result.images = int(rows.size());
    result.loss = lossSum / double(rows.size());
    result.accuracy = double(std::accumulate(right.begin(), right.end(), 0)) / double(rows.size());
    for (std::size_t c = 0; c < seen.size(); ++c)
        result.perClass.push_back(seen[c] > 0 ? double(right[c]) / seen[c]
                                              : std::numeric_limits<double>::quiet_NaN());
}

class EvaluationMode
{
public:
    explicit EvaluationMode(Network& network)
        : m_network(network)
        , m_wasTraining(network.is_training())
    {
        if (m_wasTraining) // a finished model is shared between threads and must not be written to
            m_network.eval();
    }
    ~EvaluationMode()
    {
        if (m_wasTraining)
            m_network.train();
    }
    EvaluationMode(const EvaluationMode&) = delete;
    EvaluationMode& operator=(const EvaluationMode&) = delete;

private:
    Network& m_network;
    bool m_wasTraining;
};

} // namespace

std::vector<int> rowsOf(const Dataset& data, Split split)
{
    std::vector<int> rows(std::size_t(data.count(split)));
    std::iota(rows.begin(), rows.end(), split == Split::Train ? 0 : data.trainCount);
    return rows;
}

std::optional<Evaluation> evaluateRows(Network& network, const ModelInfo& info, const Dataset& data,
                                       std::span<const int> rows, RunControl& control, const EvaluateHow& how,
                                       const Progress& progress)
{
    if (rows.empty())
        throw Error::badInput(data.name, "at least one picture to evaluate on", "none");
    const torch::NoGradGuard noGrad;
    const EvaluationMode mode(network);
    const auto device = network.parameters().front().device();
    Evaluation result;
    std::int64_t rightWithFlip = 0;
    result.predictions.reserve(rows.size());
    const std::size_t size = device.is_cpu() ? BatchOfProcessor : BatchOfDevice;
    for (std::size_t begin = 0; begin < rows.size(); begin += size) {
        if (!control.checkpoint())
            return std::nullopt;
        const auto batch = rows.subspan(begin, std::min(size, rows.size() - begin));
        const auto pictures = picturesOf(data, batch, info.normalisation, device.is_cuda());
        auto labels = torch::empty({std::int64_t(batch.size())}, torch::kLong);
        labelsOf(data, batch, labels.data_ptr<std::int64_t>());
        const auto logitsOf = [&](const torch::Tensor& shown) {
            const MixedPrecision mixed(how.bf16, device);
            return network.forward(shown.to(device)).to(torch::kCPU, torch::kFloat32);
        };
        const auto logits = logitsOf(pictures); // (B, classes)
        appendPredictions(logits, labels, result.predictions);
        if (how.flip)
            rightWithFlip +=
                (logits + logitsOf(pictures.flip(3))).argmax(1).eq(labels).sum().item<std::int64_t>();
        if (progress)
            progress(double(begin + batch.size()) / double(rows.size()), "Evaluating");
    }
    summarise(result, data, rows);
    if (how.flip)
        result.accuracyFlip = double(rightWithFlip) / double(rows.size());
    return result;
}

std::optional<Evaluation> evaluate(const ModelPtr& model, const Dataset& data, Split split,
                                   RunControl& control, const Progress& progress, bool flip)
{
    const ModelInfo& info = torchModel(model).info();
    if (info.spec.imageSize != data.width || info.spec.imageSize != data.height)
        throw Error::badInput(data.name,
                              "pictures of " + std::to_string(info.spec.imageSize) + " pixels a side",
                              std::to_string(data.width) + " × " + std::to_string(data.height));
    if (info.spec.classes != int(data.classNames.size()))
        throw Error::badInput(data.name, std::to_string(info.spec.classes) + " classes, as the model has",
                              std::to_string(data.classNames.size()));
    return evaluateRows(torchModel(model).network(), info, data, rowsOf(data, split), control, {false, flip},
                        progress);
}

} // namespace saccade
