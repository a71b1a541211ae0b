// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/method_input.h"

#include "core/model/to_double.h"

#include <numeric>

namespace saccade {

namespace {

std::vector<int> oneOrAll(std::optional<int> one, int count)
{
    if (one)
        return {*one};
    std::vector<int> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

/// Of every layer (1, heads, N, N).
TokenStack stacked(const std::vector<torch::Tensor>& layers)
{
    if (layers.empty())
        return {};
    return {int(layers.size()), int(layers.front().size(1)), int(layers.front().size(2)),
            numbers(at::cat(layers, 0))};
}

} // namespace

TokenLayout MethodInput::layout() const
{
    return {spec().tokens(), spec().prefixTokens(), spec().pooling == Pooling::Cls};
}

std::vector<int> MethodInput::openLayers() const
{
    return oneOrAll(request.layer, spec().depth);
}

std::vector<int> MethodInput::openHeads() const
{
    return oneOrAll(request.head, spec().heads);
}

int MethodInput::lastLayer() const
{
    return request.layer.value_or(spec().depth - 1);
}

int MethodInput::classFor(const torch::Tensor& logits) const
{
    // Asked for by has_value, not by its number: class 0 is a class like any other.
    return request.classIndex.has_value() ? *request.classIndex : int(logits.argmax().item<std::int64_t>());
}

MethodMap MethodInput::tokenMap(const TokenMatrix& matrix, int classIndex, std::string words) const
{
    MethodMap result =
        map(patchesSeen(matrix, layout(), request.query), spec().gridSide(), classIndex, std::move(words));
    result.query = request.query;
    if (!result.query && layout().hasCls)
        result.query = 0;
    return result;
}

MethodMap MethodInput::map(const std::vector<double>& values, int rows, int classIndex,
                           std::string words) const
{
    MethodMap result;
    result.rows = rows;
    result.columns = int(values.size()) / rows;
    result.values.assign(values.begin(), values.end());
    result.words = std::move(words);
    result.classIndex = classIndex;
    return result;
}

std::vector<double> numbers(const torch::Tensor& tensor)
{
    const auto flat = toDouble(tensor.detach()).contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

RecordedPass recordedPass(const MethodInput& input, Gradients gradients)
{
    const torch::AutoGradMode mode(gradients == Gradients::On);
    const auto picture = input.picture.detach().requires_grad_(gradients == Gradients::On);
    RecordedPass pass;
    pass.logits = input.model.network().forward(picture, &pass.recording)[0];
    pass.classIndex = input.classFor(pass.logits);
    pass.attention = stacked(pass.recording.attention);
    return pass;
}

std::vector<torch::Tensor> gradientsOf(const RecordedPass& pass, int classIndex,
                                       const std::vector<torch::Tensor>& activations)
{
    const torch::AutoGradMode mode(true); // choosing the class's logit is part of what is differentiated
    return torch::autograd::grad({pass.logits[classIndex]}, activations, {}, /*retain_graph=*/true);
}

TokenStack attentionGradient(const RecordedPass& pass, int classIndex)
{
    return stacked(gradientsOf(pass, classIndex, pass.recording.attention));
}

} // namespace saccade
