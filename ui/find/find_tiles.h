// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"

#include <vector>

namespace saccade::ui {

/// What is looked through, and by whom.
struct FindSubject
{
    ModelPtr model;
    DatasetPtr data;

    bool isReady() const { return model && data; }
    /// The test pictures; of a data set without any, the training pictures.
    Split split() const { return data->testCount > 0 ? Split::Test : Split::Train; }
    bool operator==(const FindSubject&) const = default;
};

/// A picture that was found, with what the head looks at on it.
struct FoundTile
{
    FoundPicture found;
    Image picture;
    int label = -1;
    int gridRows = 0;
    int gridColumns = 0;
    /// (gridRows × gridColumns): what CLS looks at; of a model without CLS the mean over the patches.
    std::vector<float> map;
};

/// Where the head looks from the token that the answer is read from, (gridRows × gridColumns); of a model
/// without CLS the mean over the patches.
std::vector<float> answerMap(const AttentionMaps& maps, int layer, int head);

/// Looks for the pictures and asks the model about each. Blocks; for a worker thread.
std::vector<FoundTile> findTiles(const Services& services, const FindSubject& subject,
                                 const FindPictures& wanted, RunControl& control, const Progress& progress);

} // namespace saccade::ui
