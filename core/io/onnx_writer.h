// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace saccade {

/// A message in the wire format of protocol buffers: each field a number with its type, then the value.
/// Fields may come in any order and repeat. https://protobuf.dev/programming-guides/encoding/
class WireMessage
{
public:
    /// int32, int64, enumerations: seven bits a byte, the lowest first.
    WireMessage& number(int field, std::int64_t value);
    /// float: four bytes, the lowest first.
    WireMessage& real(int field, float value);
    /// string and bytes: a length, then the bytes.
    WireMessage& text(int field, std::string_view bytes);
    /// A message in a message: as bytes.
    WireMessage& message(int field, const WireMessage& inner);

    const std::string& bytes() const { return m_bytes; }

private:
    void varint(std::uint64_t value);
    void tag(int field, int wireType);

    std::string m_bytes;
};

} // namespace saccade
