// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/error.h"

#include <QString>

#include <functional>

namespace saccade::test {

/// The sentence with which a call refuses a wrong usage; "none" where it does not.
inline QString usageRefusal(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Error& error) {
        return error.kind() == Error::Kind::Usage ? error.what() : "another kind of error";
    }
    return "none";
}

} // namespace saccade::test
