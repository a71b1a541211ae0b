// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace saccade {

/// The length of the UTF-8 sequence that `text` begins with, 1 to 4; 0 where it begins with none: a stray or
/// missing following byte, a number written longer than it need be, a surrogate, or beyond U+10FFFF.
inline std::size_t utf8Length(std::string_view text)
{
    const auto byte = [&text](std::size_t i) { return i < text.size() ? (unsigned char)(text[i]) : 0U; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return text.empty() ? 0 : 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0U) != 0x80)
            return 0;
    const unsigned second = byte(1);
    const bool isOverlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool isTooLarge = first == 0xF4 && second > 0x8F;
    const bool isSurrogate = first == 0xED && second > 0x9F;
    return isOverlong || isTooLarge || isSurrogate ? 0 : length;
}

/// The text with U+FFFD for each byte that is no part of UTF-8: what a file holds may stand in a sentence.
inline std::string asUtf8(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        result += length > 0 ? text.substr(0, length) : std::string_view("\xEF\xBF\xBD");
        text.remove_prefix(length > 0 ? length : 1);
    }
    return result;
}

} // namespace saccade
