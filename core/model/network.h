// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/values/model_spec.h"

#include <memory>
#include <optional>
#include <vector>

namespace saccade {

/// What a forward pass keeps for whoever wants to look inside; filled by the pass.
struct Recording
{
    std::vector<torch::Tensor> attention; ///< of every layer, the softmax output, (B, heads, N, N)
    /// Of every layer, what its attention reads, (B, N, dim): behind the norm where that comes first.
    std::vector<torch::Tensor> inputs;
    /// Of every layer, what comes out for all its tokens, (B, N, dim).
    std::vector<torch::Tensor> outputs;
    /// Of a CNN, what each stage puts out, (B, channels, H, W).
    std::vector<torch::Tensor> stages;
};

/// Where a smaller picture lies in one of the model's full size: the row and column, in patches, of its first
/// patch.
struct GridOrigin
{
    int row = 0;
    int column = 0;
};

/// What every family of models is to the rest of the program: pictures in, logits out.
class Network : public torch::nn::Module
{
public:
    /// Throws Error (Usage) where the spec is not valid.
    explicit Network(const ModelSpec& spec);

    /// Normalised pictures (B, 3, S, S) → logits (B, classes). Where `recording` is not null it is filled,
    /// and the pass takes the explicit path where a fused one would keep too little.
    /// S may be less than the model's picture size, a multiple of the patch size: the pictures are then taken
    /// as a window of full ones, at `window`, else in the middle (up and left where that is between patches),
    /// and get the positions of that place. A CNN knows no positions.
    virtual torch::Tensor forward(const torch::Tensor& pictures, Recording* recording = nullptr,
                                  std::optional<GridOrigin> window = {}) = 0;

    /// Takes from the data what a new network of this family has from it before its first step: most nothing.
    /// Normalised training pictures (B, 3, S, S), as they are, without labels.
    virtual void startFrom(const torch::Tensor& pictures);

    const ModelSpec& spec() const { return m_spec; }

protected:
    /// Throws where the pictures are not square, larger than the model's, or not whole steps of `step`
    /// pixels.
    void requireSide(const torch::Tensor& pictures, std::int64_t step) const;

    ModelSpec m_spec;
};

/// A network of the spec's family with random weights, drawn as RandomScope says. Throws Error (Usage) where
/// the spec is not valid.
std::shared_ptr<Network> makeNetwork(const ModelSpec& spec);

/// Another network with the same weights and buffers, on `device`, in training mode; it shares no memory with
/// the first.
std::shared_ptr<Network> copyOf(const Network& network, torch::Device device);

} // namespace saccade
