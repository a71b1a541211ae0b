// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/utf8.h"

#include <stdexcept>
#include <string>

namespace saccade {

/// What went wrong, in a sentence for the person who has to mend it. Caught once, at a thread's or a
/// command's entry.
class Error : public std::runtime_error
{
public:
    enum class Kind
    {
        Failed,   ///< the work itself failed (exit code 1)
        Usage,    ///< a value given by the user makes no sense (exit code 2)
        BadInput, ///< a file or folder is not what it should be (exit code 3)
    };

    explicit Error(const std::string& sentence, Kind kind = Kind::Failed)
        : std::runtime_error(sentence)
        , m_kind(kind)
    {
    }

    /// "PATH: expected EXPECTED, found FOUND"; the last may hold any bytes.
    static Error badInput(const std::string& path, const std::string& expected, const std::string& found)
    {
        return Error(path + ": expected " + expected + ", found " + asUtf8(found), Kind::BadInput);
    }

    Kind kind() const { return m_kind; }

private:
    Kind m_kind;
};

} // namespace saccade
