// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/error.h"

#include <filesystem>
#include <optional>

namespace saccade {

/// What a person may say of a model while it is opened.
struct LoadOptions
{
    /// Attention heads, for a file of another program that does not say how many there are.
    std::optional<int> heads = std::nullopt;
    /// Another picture size, in pixels a side: learned positions are interpolated to it, bicubically.
    std::optional<int> imageSize = std::nullopt;
};

/// No file says how many attention heads a model has, so that a person has to.
class HeadsUnknown : public Error
{
public:
    HeadsUnknown(const std::string& file, int width)
        : Error(badInput(file, "the number of attention heads in a config.json beside it, or as --heads",
                         "neither, and the width " + std::to_string(width) + " is none of a published size"))
        , m_width(width)
    {
    }

    int width() const { return m_width; } ///< of a token; the number of heads divides it

private:
    int m_width;
};

/// A file that could run code while it is opened, and is therefore never opened.
class CanRunCode : public Error
{
public:
    CanRunCode(const std::filesystem::path& file, const std::string& sentence)
        : Error(sentence, Kind::BadInput)
        , m_file(file)
    {
    }

    const std::filesystem::path& file() const { return m_file; }

private:
    std::filesystem::path m_file;
};

} // namespace saccade
