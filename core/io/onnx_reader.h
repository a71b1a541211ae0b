// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace saccade {

/// One field of a message in the wire format of protocol buffers; see WireMessage.
struct WireField
{
    int number = 0;
    std::uint64_t value = 0; ///< where it is a number; of a float its bits
    std::string_view bytes;  ///< where it is text, bytes or a message
};

/// Goes through the fields of a message, which must outlive it, in their order.
class WireReader
{
public:
    explicit WireReader(std::string_view message)
        : m_rest(message)
    {
    }

    /// Nothing at the end. Throws Error (BadInput) where the bytes are no such message.
    std::optional<WireField> next();

private:
    std::uint64_t varint();
    std::string_view take(std::uint64_t count);

    std::string_view m_rest;
};

} // namespace saccade
