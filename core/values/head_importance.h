// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace saccade {

/// What a model loses when one head is muted (Michel et al. 2019, arXiv 1905.10650), each head alone, over a
/// sample of pictures.
struct HeadImportance
{
    int layers = 0;
    int heads = 0;
    int pictures = 0;
    double accuracy = 0.0; ///< 0..1, of the whole model
    /// (layers, heads): accuracy without the head less that of the whole model; below 0: it helps.
    std::vector<float> accuracyChange;
    /// (layers, heads): the same of the true class's logit, mean over the pictures.
    std::vector<float> logitChange;
};

} // namespace saccade
