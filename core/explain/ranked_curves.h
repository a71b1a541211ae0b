// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/torch_model.h"
#include "core/values/scoreboard.h"

#include <optional>
#include <span>

namespace saccade {

/// Under the curve by the trapezoid rule, its width being 1.
double areaUnder(std::span<const float> probabilities);

/// Asks a model how a class's probability goes while the patches of a picture are changed one by one, in any
/// order (Petsiuk et al. 2018, arXiv 1806.07421). The patches are the cells of pixelGridSide(); a patch that
/// is taken away has the data set's mean colour; one that is not put in yet is that of the blurred picture
/// (Gaussian, its deviation a patch's side).
class RankedCurves
{
public:
    /// Of the class, or the predicted one. Throws Error (Usage) where there is no such class; (BadInput) on a
    /// picture of another size.
    RankedCurves(const ModelPtr& model, const Image& picture, std::optional<int> classIndex);

    int classIndex() const { return m_class; }
    int cells() const { return m_cells; } ///< a side
    /// Of all classes on the picture as it is.
    std::span<const double> probabilities() const { return m_probabilities; }

    /// `order` has each patch once.
    RankedCurve deletion(std::span<const int> order) const;
    RankedCurve insertion(std::span<const int> order) const;

private:
    /// `before` and `after` (1, 3, S, S), with the class's probability on each.
    struct Way
    {
        torch::Tensor before;
        torch::Tensor after;
        double first = 0.0;
        double last = 0.0;
    };

    RankedCurve curve(const Way& way, std::span<const int> order) const;

    ModelPtr m_model;
    int m_class = 0;
    int m_cells = 0;
    std::vector<double> m_probabilities; ///< (classes)
    Way m_deletion;
    Way m_insertion;
};

} // namespace saccade
