// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/attention/fake_attention.h"

#include <QCoreApplication>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace saccade::test {

Explanation lookingAt(const Grid& grid, const std::function<int(int, int, int)>& target, float onCls)
{
    Explanation explanation;
    AttentionMaps& maps = explanation.attention;
    maps.layers = grid.layers;
    maps.heads = grid.heads;
    maps.gridRows = grid.rows;
    maps.gridColumns = grid.columns;
    maps.registers = grid.registers;
    maps.prefixTokens = (grid.cls ? 1 : 0) + grid.registers;
    maps.tokens = maps.prefixTokens + grid.rows * grid.columns;
    for (int layer = 0; layer < grid.layers; ++layer)
        for (int head = 0; head < grid.heads; ++head)
            for (int token = 0; token < maps.tokens; ++token) {
                std::vector<float> row(std::size_t(maps.tokens), 0.0F);
                if (grid.cls)
                    row[0] = onCls;
                const int patch = target(layer, head, std::max(token - maps.prefixTokens, -1));
                for (int i = maps.prefixTokens - grid.registers; i < maps.prefixTokens; ++i)
                    row[std::size_t(i)] = 0.01F;
                row[std::size_t(maps.prefixTokens + patch)] +=
                    (grid.cls ? 1.0F - onCls : 1.0F) - 0.01F * float(grid.registers);
                maps.values.insert(maps.values.end(), row.begin(), row.end());
            }
    say(explanation, {0.25F, 0.75F});
    return explanation;
}

Explanation lookingAtItself(const Grid& grid)
{
    return lookingAt(grid, [](int, int, int query) { return std::max(query, 0); });
}

void say(Explanation& explanation, const std::vector<float>& probabilities)
{
    explanation.probabilities = probabilities;
    explanation.logits.clear();
    for (const float share : probabilities)
        explanation.logits.push_back(std::log(share));
}

Image plainPicture(int width, int height)
{
    Image picture(width, height);
    for (std::size_t i = 0; i < picture.rgb.size(); i += 3) {
        picture.rgb[i] = 20;
        picture.rgb[i + 1] = 120;
        picture.rgb[i + 2] = 60;
    }
    return picture;
}

Image colourfulPicture(int width, int height)
{
    Image picture(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            picture.setPixel(x, y, {std::uint8_t(x * 5), std::uint8_t(y * 5), std::uint8_t((x * y) % 251)});
    return picture;
}

QImage shown(QWidget* widget)
{
    QCoreApplication::processEvents();
    return widget->grab().toImage().convertToFormat(QImage::Format_RGB32);
}

QRgb colourAt(const QImage& image, const QPointF& position)
{
    const double ratio = image.devicePixelRatio();
    return image.pixel(int(position.x() * ratio), int(position.y() * ratio));
}

} // namespace saccade::test
