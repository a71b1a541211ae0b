// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/card_picture.h"

#include "core/explain/methods.h"
#include "core/render/overlay.h"
#include "core/render/resize.h"
#include "core/render/scale.h"

#include <algorithm>

namespace saccade {

namespace {

constexpr int Most = 5;
constexpr int Side = 160; // of one picture
constexpr int Gap = 8;
constexpr double Opacity = 0.85;

void paste(const Image& part, int x, int y, Image& sheet)
{
    for (int row = 0; row < part.height; ++row)
        std::copy_n(part.rgb.begin() + std::ptrdiff_t(part.offset(0, row)), std::size_t(part.width) * 3,
                    sheet.rgb.begin() + std::ptrdiff_t(sheet.offset(x, y + row)));
}

} // namespace

CardPicture cardPicture(const ModelPtr& model, const DatasetPtr& data)
{
    const int count = data ? std::min(Most, data->testCount) : 0;
    if (count == 0)
        return {};
    const ModelSpec& spec = model->info().spec;
    MethodRequest request;
    request.method = spec.hasAttention() ? "rollout" : "grad-cam";
    CardPicture result;
    result.image = Image(count * (Side + Gap) - Gap, 2 * Side + Gap);
    std::fill(result.image.rgb.begin(), result.image.rgb.end(), std::uint8_t(255));
    for (int i = 0; i < count; ++i) {
        const Image seen = resizeToSquare(data->image({Split::Test, i}), spec.imageSize);
        const MethodMap map = computeMethod(model, seen, request).front();
        paste(enlarge(seen, Side), i * (Side + Gap), 0, result.image);
        paste(overlay(seen, map.values, map.rows, map.columns, scaleOf(map.values), ColourMap::Inferno,
                      Opacity, true, Side),
              i * (Side + Gap), Side + Gap, result.image);
    }
    result.caption = std::string("The first test pictures of ") + data->name + ", and below them " +
                     (spec.hasAttention() ? "attention rollout" : "Grad-CAM of the predicted class") +
                     ", each on a scale of its own.";
    return result;
}

} // namespace saccade
