// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "core/values/dataset.h"
#include "core/values/intervention.h"
#include "core/values/method.h"
#include "ui/attention/scene/grid_choice.h"
#include "ui/attention/scene/query.h"
#include "ui/attention/scene/scale_choice.h"
#include "ui/window/own_picture.h"

#include <optional>
#include <string>

namespace saccade::ui {

/// All that a view of the window depends on. Files are UTF-8; those in the folder of the session's own file
/// stand relative to it.
struct Session
{
    std::string dataset;   ///< Dataset::source
    std::string model;     ///< file; empty: none, whatever is in view stays
    std::string modelHash; ///< SHA-256 of the file, 64 hexadecimal digits
    int modelHeads = 0;    ///< which not every file says of itself; 0: not known, or it has none
    std::optional<PictureRef> picture;
    std::string pictureFile; ///< an own picture's, as it was brought; only without `picture`
    std::string pictureName; ///< as it is called in the window
    PictureFit fit = PictureFit::Crop;

    int layer = 0;
    int head = 0;
    std::optional<Query> query; ///< empty: the model's usual one
    bool isPinned = false;

    std::string method = "attention"; ///< a name of methods()
    std::optional<int> classIndex;    ///< empty: the predicted one
    std::optional<int> against;       ///< empty: the most probable other one
    HeadFuse fuse = HeadFuse::Mean;
    double discard = 0.0; ///< 0 to below 1

    Intervention intervention;
    GridChoice grid;

    ColourMap colourMap = ColourMap::Inferno;
    ColourMap signedColourMap = ColourMap::BlueWhiteOrange;
    int opacity = 70; ///< percent
    bool isSmooth = true;
    ScaleChoice scale;
    std::string workspace = "Explore"; ///< or "Train"

    bool operator==(const Session&) const = default;
};

/// As JSON, for a file that a person may read.
std::string sessionText(const Session& session);

/// Throws Error (BadInput), one sentence that begins with `name`, where the text is no session, is a later
/// program's, or says what makes no sense.
Session readSessionText(const std::string& text, const std::string& name);

} // namespace saccade::ui
