// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_spec.h"

#include <map>
#include <string>
#include <vector>

namespace saccade::test {

/// A vision transformer, or a hybrid, written down once more, from the papers, with loops over doubles and
/// nothing of LibTorch: what the program's own network is compared with. Weights by their names in timm's
/// layout, row-major. Sine-cosine positions are computed here, not read.
class ReferenceVit
{
public:
    using Numbers = std::vector<double>;

    struct Answer
    {
        Numbers logits;    ///< (classes)
        Numbers attention; ///< (layers, heads, N, N)
    };

    ReferenceVit(const ModelSpec& spec, std::map<std::string, Numbers> weights)
        : m_spec(spec)
        , m_weights(std::move(weights))
    {
    }

    /// A normalised picture, (3, S, S).
    Answer forward(const Numbers& picture) const;

private:
    using Tokens = std::vector<Numbers>; ///< (N, width)

    const Numbers& weight(const std::string& name) const { return m_weights.at(name); }
    Numbers linear(const std::string& name, const Numbers& x) const;
    Numbers normalise(const std::string& name, const Numbers& x) const;
    Numbers position(int place) const;
    /// The tokens of the patches, row by row, before they get positions.
    Tokens patches(const Numbers& picture) const;
    Tokens stem(const Numbers& picture) const;
    double bend(double value) const;
    Tokens embed(const Numbers& picture) const;
    Tokens attend(const std::string& block, const Tokens& tokens, Numbers& record) const;
    Numbers feedForward(const std::string& block, const Numbers& x) const;

    ModelSpec m_spec;
    std::map<std::string, Numbers> m_weights;
};

} // namespace saccade::test
