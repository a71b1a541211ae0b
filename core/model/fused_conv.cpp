// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused_conv.h"

#include "core/model/kernel_rows.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace saccade {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

torch::Tensor channelsLast(const torch::Tensor& x)
{
    return x.contiguous(at::MemoryFormat::ChannelsLast);
}

/// Sums over rows are taken in pieces of this many, so that fp32 holds them.
constexpr std::int64_t PieceRows = 1024;

/// Two sums over all rows, (2, C) fp64. work(first row, rows, first sums, second sums) adds up one piece.
/// What a piece is does not depend on the number of threads.
torch::Tensor twoSums(std::int64_t rows, std::int64_t channels,
                      const std::function<void(std::int64_t, std::int64_t, float*, float*)>& work)
{
    const std::int64_t pieces = (rows + PieceRows - 1) / PieceRows;
    const auto sums = at::zeros({pieces, 2, channels}, torch::kFloat32);
    at::parallel_for(0, pieces, 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t piece = first; piece < last; ++piece) {
            float* const at = sums.data_ptr<float>() + piece * 2 * channels;
            const std::int64_t row = piece * PieceRows;
            work(row, std::min(PieceRows, rows - row), at, at + channels);
        }
    });
    return sums.sum(0, false, torch::kFloat64);
}

/// A batch of pictures as rows of channels.
struct Rows
{
    explicit Rows(const torch::Tensor& x)
        : channels(x.size(1))
        , count(x.size(0) * x.size(2) * x.size(3))
    {
    }
    std::int64_t channels;
    std::int64_t count;
};

/// The mean and variance that a batch norm goes by, (C) fp32: the batch's, or the running ones.
template <typename T>
std::pair<torch::Tensor, torch::Tensor> momentsFor(const torch::Tensor& x, const BatchNormParts& parts)
{
    if (!parts.training)
        return {parts.runningMean, parts.runningVar};
    const Rows rows(x);
    // About the first pixel, so that a channel far from zero loses no digits.
    const auto pivot = x.permute({0, 2, 3, 1}).reshape({-1, rows.channels})[0].to(torch::kFloat32);
    const auto& k = kernels::bestKernels<T>();
    const auto sums = twoSums(rows.count, rows.channels,
                              [&](std::int64_t row, std::int64_t count, float* first, float* second) {
                                  k.channelMoments(dataOf<T>(x) + row * rows.channels, dataOf<float>(pivot),
                                                   int(rows.channels), count, first, second);
                              }) /
                      double(rows.count);
    const auto mean = (sums[0] + pivot).to(torch::kFloat32);
    const auto variance = (sums[1] - sums[0].square()).clamp_min(0).to(torch::kFloat32);
    const double unbiased = double(rows.count) / double(std::max<std::int64_t>(rows.count - 1, 1));
    parts.runningMean.mul_(1 - parts.momentum).add_(mean, parts.momentum);
    parts.runningVar.mul_(1 - parts.momentum).add_(variance, parts.momentum * unbiased);
    return {mean, variance};
}

template <typename T>
class BatchNormGelu : public torch::autograd::Function<BatchNormGelu<T>>
{
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& weight, const torch::Tensor& bias,
                                 const BatchNormParts& parts)
    {
        const auto [mean, variance] = momentsFor<T>(x, parts);
        const auto inverseDeviation = (variance + parts.epsilon).rsqrt();
        const auto scale = weight.detach() * inverseDeviation;
        const auto shift = bias.detach() - mean * scale;
        const Rows rows(x);
        auto y = at::empty_like(x);
        overRows(rows.count, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * rows.channels;
            kernels::bestKernels<T>().channelGelu(dataOf<T>(x) + at, dataOf<float>(scale),
                                                  dataOf<float>(shift), int(rows.channels), end - begin,
                                                  dataOf<T>(y) + at);
        });
        context->save_for_backward({x, mean.clone(), inverseDeviation, scale, shift});
        context->saved_data["training"] = parts.training;
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto& [x, mean, inverseDeviation] = std::tie(saved[0], saved[1], saved[2]);
        const auto& [scale, shift] = std::tie(saved[3], saved[4]);
        const auto outputGradient = channelsLast(gradients[0]);
        const Rows rows(x);
        const auto& k = kernels::bestKernels<T>();
        const auto sums =
            twoSums(rows.count, rows.channels,
                    [&](std::int64_t row, std::int64_t count, float* first, float* second) {
                        const std::int64_t at = row * rows.channels;
                        k.channelGeluSums(dataOf<T>(x) + at, dataOf<T>(outputGradient) + at,
                                          dataOf<float>(scale), dataOf<float>(shift), dataOf<float>(mean),
                                          int(rows.channels), count, first, second);
                    });
        const auto biasGradient = sums[0].to(torch::kFloat32);
        const auto weightGradient = (sums[1] * inverseDeviation).to(torch::kFloat32);

        // dx = scale · (d - mean(d) - unit · mean(d · unit)), unit = (x - mean) · inverseDeviation; the means
        // come of the batch's own moments, which move with x.
        const bool training = context->saved_data["training"].toBool();
        const double share = training ? 1.0 / double(rows.count) : 0.0;
        const auto slope = scale * inverseDeviation * weightGradient * share;
        const auto constant = scale * biasGradient * share - slope * mean;
        auto gradient = at::empty_like(x);
        overRows(rows.count, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * rows.channels;
            k.channelGeluBackward(dataOf<T>(x) + at, dataOf<T>(outputGradient) + at, dataOf<float>(scale),
                                  dataOf<float>(shift), dataOf<float>(constant), dataOf<float>(slope),
                                  int(rows.channels), end - begin, dataOf<T>(gradient) + at);
        });
        return {gradient, weightGradient, biasGradient, {}};
    }
};

template <typename T>
class LayerNormGelu : public torch::autograd::Function<LayerNormGelu<T>>
{
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& weight, const torch::Tensor& bias, double epsilon)
    {
        const Rows rows(x);
        const auto wide = x.to(torch::kFloat32);
        const auto slope = at::empty_like(x);
        const auto mean = at::empty({rows.count}, torch::kFloat32);
        const auto inverseDeviation = at::empty({rows.count}, torch::kFloat32);
        auto y = at::empty_like(x);
        const auto& k = kernels::bestKernels<T>();
        overRows(rows.count, [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * rows.channels;
            k.layerNorm(dataOf<float>(wide) + at, dataOf<float>(weight), dataOf<float>(bias), float(epsilon),
                        int(rows.channels), end - begin, dataOf<T>(slope) + at, dataOf<float>(mean) + begin,
                        dataOf<float>(inverseDeviation) + begin);
            k.gelu(dataOf<T>(slope) + at, (end - begin) * rows.channels, dataOf<T>(y) + at,
                   dataOf<T>(slope) + at);
        });
        context->save_for_backward({wide, slope, mean, inverseDeviation, weight});
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto& [wide, slope, mean] = std::tie(saved[0], saved[1], saved[2]);
        const auto& [inverseDeviation, weight] = std::tie(saved[3], saved[4]);
        const auto between = channelsLast(gradients[0]).clone(); // becomes the gradient of what was normed
        const Rows rows(wide);
        const auto gradient = at::empty_like(wide);
        const auto weightSums = sumsFor(rows.channels);
        const auto biasSums = sumsFor(rows.channels);
        const auto unused = sumsFor(rows.channels);
        const auto& k = kernels::bestKernels<T>();
        overRows(rows.count, [&, weight = weight](std::int64_t begin, std::int64_t end, std::int64_t share) {
            const std::int64_t at = begin * rows.channels;
            k.slopeBackward(dataOf<T>(slope) + at, int(rows.channels), end - begin, dataOf<T>(between) + at,
                            rowOf(unused, share));
            k.layerNormBackward(dataOf<T>(between) + at, dataOf<float>(wide) + at, dataOf<float>(weight),
                                dataOf<float>(mean) + begin, dataOf<float>(inverseDeviation) + begin,
                                int(rows.channels), end - begin, nullptr, dataOf<float>(gradient) + at,
                                rowOf(weightSums, share), rowOf(biasSums, share));
        });
        return {gradient.to(TypeOf<T>), weightSums.sum(0), biasSums.sum(0), {}};
    }
};

template <typename T>
class GreatestOfFour : public torch::autograd::Function<GreatestOfFour<T>>
{
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x)
    {
        const std::int64_t channels = x.size(1);
        const std::int64_t width = x.size(3);
        const auto sizes = std::vector<std::int64_t>{x.size(0), channels, x.size(2) / 2, width / 2};
        auto y = at::empty(sizes, x.options(), at::MemoryFormat::ChannelsLast);
        const auto which = at::empty(sizes, x.options().dtype(torch::kByte), at::MemoryFormat::ChannelsLast);
        overRows(sizes[0] * sizes[2], [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t out = begin * sizes[3] * channels;
            kernels::bestKernels<T>().halve(dataOf<T>(x) + 4 * out, int(width), int(channels), end - begin,
                                            dataOf<T>(y) + out, dataOf<std::uint8_t>(which) + out);
        });
        context->save_for_backward({which});
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto which = context->get_saved_variables()[0];
        const auto outputGradient = channelsLast(gradients[0]);
        const std::int64_t channels = which.size(1);
        const std::int64_t width = 2 * which.size(3);
        auto gradient = at::empty({which.size(0), channels, 2 * which.size(2), width},
                                  outputGradient.options(), at::MemoryFormat::ChannelsLast);
        overRows(which.size(0) * which.size(2), [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t out = begin * which.size(3) * channels;
            kernels::bestKernels<T>().halveBackward(
                dataOf<T>(outputGradient) + out, dataOf<std::uint8_t>(which) + out, int(width), int(channels),
                end - begin, dataOf<T>(gradient) + 4 * out);
        });
        return {gradient};
    }
};

/// F<T>::apply for the type of x.
template <template <typename> class F, typename... Arguments>
torch::Tensor applyFor(const torch::Tensor& x, Arguments&&... arguments)
{
    const auto pictures = channelsLast(x);
    return x.scalar_type() == torch::kBFloat16
               ? F<Bf16>::apply(pictures, std::forward<Arguments>(arguments)...)
               : F<float>::apply(pictures, std::forward<Arguments>(arguments)...);
}

} // namespace

bool canFuse(const torch::Tensor& x)
{
    const auto type = x.scalar_type();
    return x.device().is_cpu() && (type == torch::kFloat32 || type == torch::kBFloat16);
}

bool canFuseNorm(const ModelSpec& spec, const torch::Tensor& x, const torch::Tensor& normWeight)
{
    return spec.activation == Activation::Gelu && normWeight.scalar_type() == torch::kFloat32 && canFuse(x);
}

torch::Tensor batchNormGelu(const torch::Tensor& x, const BatchNormParts& parts)
{
    return applyFor<BatchNormGelu>(x, parts.weight, parts.bias, parts);
}

torch::Tensor layerNormGelu(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                            double epsilon)
{
    return applyFor<LayerNormGelu>(x, weight, bias, epsilon);
}

torch::Tensor greatestOfFour(const torch::Tensor& x)
{
    return applyFor<GreatestOfFour>(x);
}

} // namespace saccade
