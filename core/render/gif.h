// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace saccade {

/// An animated GIF (89a), a frame at a time, each with the 256 colours that suit it; it begins again at its
/// end.
class GifWriter
{
public:
    /// `delay`: of each frame, in hundredths of a second. Throws std::invalid_argument where a side is below
    /// 1 or above 65535.
    GifWriter(int width, int height, int delay);

    /// Throws std::invalid_argument where the frame has another size.
    void add(const Image& frame);
    /// The file's bytes.
    std::string finish() const;

private:
    void number(int value);

    int m_width;
    int m_height;
    int m_delay;
    std::string m_bytes;
};

/// The blocks of a GIF's picture data: indices of 8 bits by LZW with codes of 9 to 12 bits.
std::string gifPictureData(const std::uint8_t* indices, std::size_t count);

} // namespace saccade
