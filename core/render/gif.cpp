// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/gif.h"

#include "core/render/palette.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace saccade {

namespace {

constexpr int MostPixels = 65535; // of a side
constexpr std::size_t TableColours = 256;
constexpr std::size_t BlockBytes = 255;

// LZW over 8-bit indices.
constexpr int IndexBits = 8;
constexpr int ClearCode = 1 << IndexBits;
constexpr int EndCode = ClearCode + 1;
constexpr int FirstCode = ClearCode + 2;
constexpr int MostBits = 12;
constexpr int MostCodes = 1 << MostBits;

/// Codes of any width, the lowest bit first.
class BitWriter
{
public:
    void write(int code, int bits)
    {
        m_buffer |= std::uint32_t(code) << m_filled;
        m_filled += bits;
        while (m_filled >= 8) {
            m_bytes += char(m_buffer & 0xFF);
            m_buffer >>= 8;
            m_filled -= 8;
        }
    }

    std::string finish()
    {
        if (m_filled > 0)
            m_bytes += char(m_buffer & 0xFF);
        return std::move(m_bytes);
    }

private:
    std::string m_bytes;
    std::uint32_t m_buffer = 0;
    int m_filled = 0; // bits of the buffer
};

std::string compressed(const std::uint8_t* indices, std::size_t count)
{
    BitWriter out;
    std::unordered_map<int, int> codes; // of what a code stands for, then one more index
    int next = FirstCode;
    int bits = IndexBits + 1;
    out.write(ClearCode, bits);
    int prefix = -1;
    for (std::size_t i = 0; i < count; ++i) {
        const int index = indices[i];
        if (prefix < 0) {
            prefix = index;
            continue;
        }
        const int longer = prefix << IndexBits | index;
        if (const auto known = codes.find(longer); known != codes.end()) {
            prefix = known->second;
            continue;
        }
        out.write(prefix, bits);
        prefix = index;
        if (next < MostCodes) {
            // The reader knows a code one step later, so that codes become wider one step later too.
            if (next == 1 << bits)
                ++bits;
            codes[longer] = next++;
        } else {
            out.write(ClearCode, bits);
            codes.clear();
            next = FirstCode;
            bits = IndexBits + 1;
        }
    }
    if (prefix >= 0) {
        out.write(prefix, bits);
        // The reader counts this one as well.
        if (next < MostCodes && next == 1 << bits)
            ++bits;
    }
    out.write(EndCode, bits);
    return out.finish();
}

} // namespace

std::string gifPictureData(const std::uint8_t* indices, std::size_t count)
{
    const std::string codes = compressed(indices, count);
    std::string blocks(1, char(IndexBits));
    for (std::size_t at = 0; at < codes.size(); at += BlockBytes) {
        const std::size_t length = std::min(BlockBytes, codes.size() - at);
        blocks += char(length);
        blocks.append(codes, at, length);
    }
    blocks += '\0';
    return blocks;
}

GifWriter::GifWriter(int width, int height, int delay)
    : m_width(width)
    , m_height(height)
    , m_delay(std::clamp(delay, 0, MostPixels))
{
    if (std::min(width, height) < 1 || std::max(width, height) > MostPixels)
        throw std::invalid_argument("a GIF's sides are 1 to 65535");
    m_bytes = "GIF89a";
    number(width);
    number(height);
    m_bytes += std::string("\x70\0\0", 3); // each frame brings its own colours
    // For ever, by the extension that Netscape brought.
    m_bytes += std::string("\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0", 19);
}

void GifWriter::number(int value)
{
    m_bytes += char(value & 0xFF);
    m_bytes += char(value >> 8);
}

void GifWriter::add(const Image& frame)
{
    if (frame.width != m_width || frame.height != m_height)
        throw std::invalid_argument("a GIF's frames are of one size");
    const PalettedImage picture = medianCut(frame);
    m_bytes += std::string("\x21\xF9\x04\x04", 4); // it stays until the next one covers it
    number(m_delay);
    m_bytes += std::string("\0\0\x2C\0\0\0\0", 7); // and then the picture, from the top left
    number(m_width);
    number(m_height);
    m_bytes += '\x87'; // with a table of 256 colours
    for (std::size_t i = 0; i < TableColours; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            m_bytes += i < picture.colours.size() ? char(picture.colours[i][c]) : '\0';
    m_bytes += gifPictureData(picture.indices.data(), picture.indices.size());
}

std::string GifWriter::finish() const
{
    return m_bytes + '\x3B';
}

} // namespace saccade
