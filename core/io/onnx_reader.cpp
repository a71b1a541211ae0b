// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx_reader.h"

#include "core/values/error.h"

namespace saccade {

std::optional<WireField> WireReader::next()
{
    if (m_rest.empty())
        return {};
    const std::uint64_t tag = varint();
    WireField field;
    field.number = int(tag >> 3);
    switch (tag & 7) {
    case 0:
        field.value = varint();
        break;
    case 2:
        field.bytes = take(varint());
        break;
    case 5: {
        const std::string_view bytes = take(4);
        for (int i = 3; i >= 0; --i)
            field.value = field.value << 8 | std::uint8_t(bytes[std::size_t(i)]);
        break;
    }
    default:
        throw Error::badInput("message", "fields of the kinds 0, 2 and 5", std::to_string(tag & 7));
    }
    return field;
}

std::uint64_t WireReader::varint()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const auto byte = std::uint8_t(take(1).front());
        value |= std::uint64_t(byte & 0x7F) << shift;
        if (byte < 0x80)
            return value;
    }
    throw Error::badInput("message", "a number of at most ten bytes", "a longer one");
}

std::string_view WireReader::take(std::uint64_t count)
{
    if (count > m_rest.size())
        throw Error::badInput("message", std::to_string(count) + " more bytes",
                              std::to_string(m_rest.size()));
    const std::string_view result = m_rest.substr(0, std::size_t(count));
    m_rest.remove_prefix(std::size_t(count));
    return result;
}

} // namespace saccade
