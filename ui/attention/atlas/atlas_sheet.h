// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/embedding.h"
#include "core/values/head_importance.h"
#include "core/values/offset_attention.h"

#include <QFont>
#include <QImage>
#include <QPalette>

namespace saccade::ui {

/// What the pictures of the model atlas are painted with.
struct SheetLook
{
    QPalette palette;
    QFont font;
    double pixelRatio = 1.0;
};

/// Whether the positions of two patches point away from each other.
bool hasOpposites(const PositionSimilarity& similarity);

/// For each patch, where it lies, the cosine of its position embedding with all others: blue -1, orange 1,
/// or, without opposites, from the lowest to 1 in colours that rise. Null where the model has no positions.
QImage positionSheet(const PositionSimilarity& similarity, const SheetLook& look);

/// The filters side by side.
QImage filterSheet(const EmbeddingFilters& filters, const SheetLook& look);

/// A map for each layer (row) and head (column), each on its own scale from 0; the query's own patch is in
/// the middle.
QImage offsetSheet(const OffsetAttention& offsets, const SheetLook& look);

/// For each layer (row) and head (column) the change of accuracy in percentage points over that of the true
/// class's logit, coloured by the accuracy: blue where it falls.
QImage importanceSheet(const HeadImportance& importance, const SheetLook& look);

} // namespace saccade::ui
