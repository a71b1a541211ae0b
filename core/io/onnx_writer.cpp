// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx_writer.h"

#include <bit>

namespace saccade {

namespace {

constexpr int Varint = 0;
constexpr int LengthDelimited = 2;
constexpr int FourBytes = 5;

} // namespace

void WireMessage::varint(std::uint64_t value)
{
    while (value >= 0x80) {
        m_bytes += char((value & 0x7F) | 0x80);
        value >>= 7;
    }
    m_bytes += char(value);
}

void WireMessage::tag(int field, int wireType)
{
    varint((std::uint64_t(field) << 3) | std::uint64_t(wireType));
}

WireMessage& WireMessage::number(int field, std::int64_t value)
{
    tag(field, Varint);
    varint(std::uint64_t(value));
    return *this;
}

WireMessage& WireMessage::real(int field, float value)
{
    tag(field, FourBytes);
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (int shift = 0; shift < 32; shift += 8)
        m_bytes += char((bits >> shift) & 0xFF);
    return *this;
}

WireMessage& WireMessage::text(int field, std::string_view bytes)
{
    tag(field, LengthDelimited);
    varint(bytes.size());
    m_bytes += bytes;
    return *this;
}

WireMessage& WireMessage::message(int field, const WireMessage& inner)
{
    return text(field, inner.bytes());
}

} // namespace saccade
