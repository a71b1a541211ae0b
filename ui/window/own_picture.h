// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/shown_picture.h"

#include <array>
#include <filesystem>
#include <memory>

namespace saccade::ui {

/// How a picture of any shape becomes the model's square.
enum class PictureFit
{
    Crop,     ///< the largest square in its middle
    Letterbox ///< the whole of it, with bars in the model's mean colour
};

/// A picture that a person brought, as it was brought.
struct OwnPicture
{
    std::shared_ptr<const Image> original;
    QString name;
    QString file; ///< empty: it came from no file
};

/// Reads a PNG, JPEG or BMP file. Throws Error where it cannot, with what a person reads about it.
std::shared_ptr<const Image> readPicture(const std::filesystem::path& file);

/// The picture at side × side pixels, each the mean of the area that it covers. `mean`: the colour of the
/// bars, 0..1.
ShownPicture fitted(const OwnPicture& own, int side, PictureFit fit, const std::array<float, 3>& mean);

} // namespace saccade::ui
