// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shapes/picture.h"

#include "core/data/random.h"
#include "core/data/shapes/scene.h"

#include <array>
#include <numeric>

namespace saccade::shapes {

namespace {

constexpr int ClassCount = SilhouetteCount * TextureCount;

/// The training and the test pictures count in ranges of their own, so that they never share a picture;
/// within a split, even indices draw pictures and odd ones the order of classes.
std::uint64_t stream(PictureRef ref, std::uint64_t purpose)
{
    return 2 * purpose + (ref.split == Split::Test ? 1 : 0);
}

} // namespace

std::vector<std::string> classNames()
{
    std::vector<std::string> names;
    for (int silhouette = 0; silhouette < SilhouetteCount; ++silhouette)
        for (int texture = 0; texture < TextureCount; ++texture)
            names.push_back(std::string(nameOf(Texture(texture))) + ' ' + nameOf(Silhouette(silhouette)));
    return names;
}

int labelOf(std::uint64_t seed, PictureRef ref)
{
    std::array<int, ClassCount> order{};
    std::iota(order.begin(), order.end(), 0);
    shuffle(order, Random(seed, Stream::Shapes, std::uint64_t(ref.index / ClassCount), stream(ref, 0)));
    return order[std::size_t(ref.index % ClassCount)];
}

void drawPicture(std::uint64_t seed, PictureRef ref, std::uint8_t* planes, std::uint8_t* mask)
{
    const int label = labelOf(seed, ref);
    Random random(seed, Stream::Shapes, std::uint64_t(ref.index), stream(ref, 1));
    const Palette palette(random);
    Canvas canvas;
    drawBackground(canvas, palette, random);
    drawClutter(canvas, palette, random);
    drawObject(canvas, palette, Silhouette(label / TextureCount), Texture(label % TextureCount), random,
               mask);
    writePlanes(canvas, random, planes);
}

} // namespace saccade::shapes
