// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/embedding.h"
#include "core/values/trained_model.h"

namespace saccade {

/// Cosines of the patches' position embeddings, without that of CLS. Empty for a CNN.
PositionSimilarity positionSimilarity(const ModelPtr& model);

/// The filters of the first layer, which reads the picture: of a Vit the projection of patches, of a Hybrid
/// and a CNN the first convolution. Where there are more than `most`, their first principal components as
/// Dosovitskiy et al. 2020 show them (arXiv 2010.11929, figure 7): `most` of them or less, of the filters
/// about their mean, each turned so that its largest value is above 0.
EmbeddingFilters embeddingFilters(const ModelPtr& model, int most = 64);

} // namespace saccade
