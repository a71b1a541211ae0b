// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/weight_names.h"
#include "core/values/trained_model.h"

#include <optional>

namespace saccade {

/// How the positions of a file stand to ours, in which CLS and the patches have one each and registers none.
struct PositionRows
{
    bool cls = true;        ///< CLS has a row; else its position is zero
    bool registers = false; ///< each register has a row, which is added to it
};

/// A model as its file has it.
struct StoredModel
{
    ModelInfo info;
    PositionRows positions;
    /// False: the file ends with the last norm. The model then gets the identity as its head, and its
    /// "logits" are the features.
    bool hasHead = true;
    /// Weights may be missing where another program leaves them out, and blocks may scale their branches.
    bool isForeign = false;
};

/// Works out which of our vision transformers the file of another program holds: from the shapes of its
/// tensors and from the config.json (transformers, timm) and preprocessor_config.json beside it. What no file
/// says is assumed and noted in info.notes. `heads` is needed where neither a file nor the width tells their
/// number. Throws Error (BadInput) that names the tensor and the reason where ours cannot express the model.
StoredModel foreignModel(const WeightNames& names, std::optional<int> heads);

} // namespace saccade
