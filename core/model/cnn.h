// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/conv.h"
#include "core/model/layers.h"
#include "core/model/network.h"

namespace saccade {

/// A small residual network (He et al. 2015, arXiv 1512.03385), laid out for short runs. A stem of 24 filters
/// sees the picture at its full size: activation(norm(conv(x))). Behind it spec.depth stages of widths
/// spec.stageWidth(…), each max(conv(x)) over 2 × 2, norm, activation, then x + activation(norm(conv(x))).
/// The mean over what is left of the picture goes to one linear layer. It has no attention. Pictures may be
/// smaller than the model's, in steps of 2^depth pixels.
class ConvNetwork : public Network
{
public:
    explicit ConvNetwork(const ModelSpec& spec);
    torch::Tensor forward(const torch::Tensor& pictures, Recording* recording = nullptr,
                          std::optional<GridOrigin> window = {}) override;
    /// The stem starts as what whitens the pictures: whiteningFilters.
    void startFrom(const torch::Tensor& pictures) override;

private:
    struct ConvNorm
    {
        Conv3x3 conv{nullptr};
        BatchNorm norm{nullptr};
    };
    struct Stage
    {
        ConvNorm down;
        ConvNorm block;
    };

    ConvNorm m_stem;
    std::vector<Stage> m_stages;
    Linear m_head{nullptr};
};

} // namespace saccade
