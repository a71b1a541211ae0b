// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/explain/token_stack.h"
#include "core/model/torch_model.h"
#include "core/values/method.h"

namespace saccade {

/// What a method works on. Computed in the type of the model's weights.
struct MethodInput
{
    const TorchModel& model;
    const MethodRequest& request; ///< fits the model; see requireFits()
    torch::Tensor picture;        ///< (1, 3, S, S), normalised

    const ModelSpec& spec() const { return model.info().spec; }
    TokenLayout layout() const;
    /// The layers that a method shows one by one: the one asked for, or all.
    std::vector<int> openLayers() const;
    std::vector<int> openHeads() const;
    /// The layer that a method reads up to: the one asked for, or the last.
    int lastLayer() const;
    /// The class asked for, else the one with the highest of the logits (classes).
    int classFor(const torch::Tensor& logits) const;

    /// A map of what the query asked for sees of the patches.
    MethodMap tokenMap(const TokenMatrix& matrix, int classIndex, std::string words) const;
    /// A map of (rows × columns) numbers in which nobody looks.
    MethodMap map(const std::vector<double>& values, int rows, int classIndex, std::string words) const;
};

/// Any tensor's numbers, row by row.
std::vector<double> numbers(const torch::Tensor& tensor);

enum class Gradients
{
    Off,
    On
};

/// A pass over the picture with everything recorded.
struct RecordedPass
{
    torch::Tensor logits; ///< (classes)
    int classIndex = 0;   ///< see MethodInput::classFor
    Recording recording;
    TokenStack attention; ///< empty where the model has none
};

/// With gradients the picture is what asks for them, and so every activation has one, while the weights,
/// which other threads use, stay as they are.
RecordedPass recordedPass(const MethodInput& input, Gradients gradients);

/// Of the class's logit with respect to each of `activations`, in their order. Can be called again.
std::vector<torch::Tensor> gradientsOf(const RecordedPass& pass, int classIndex,
                                       const std::vector<torch::Tensor>& activations);

/// The same with respect to the attention, layer by layer in the order of RecordedPass::attention.
TokenStack attentionGradient(const RecordedPass& pass, int classIndex);

} // namespace saccade
