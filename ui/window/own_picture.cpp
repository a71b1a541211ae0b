// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/own_picture.h"

#include "core/render/image_file.h"
#include "core/render/resize.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ui::Workbench)
};

} // namespace

std::shared_ptr<const Image> readPicture(const std::filesystem::path& file)
{
    return std::make_shared<const Image>(decodeImageFile(file));
}

ShownPicture fitted(const OwnPicture& own, int side, PictureFit fit, const std::array<float, 3>& mean)
{
    ShownPicture picture;
    picture.label = Words::tr("Own picture: %1").arg(own.name);
    if (fit == PictureFit::Crop) {
        picture.pixels = resizeToSquare(*own.original, side);
    } else {
        std::array<std::uint8_t, 3> bars{};
        for (std::size_t c = 0; c < 3; ++c)
            bars[c] = std::uint8_t(std::clamp(std::lround(mean[c] * 255.0F), 0L, 255L));
        picture.pixels = fitIntoSquare(*own.original, side, bars);
    }
    return picture;
}

} // namespace saccade::ui
