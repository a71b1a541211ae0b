// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace saccade {

/// What opening a model's file had to assume or to change, for a person to know. Which of the fields mean
/// something depends on the kind.
struct ModelNote
{
    enum class Kind
    {
        HeadsOfWidth,         ///< `count` heads were taken, as published models of width `other` have
        NoClassifier,         ///< features stand in place of classes
        ClassesNamed,         ///< `count` class names came from the file `word`
        ClassesNumbered,      ///< nothing names the `count` classes
        NormalisedBy,         ///< the file `word` says how pictures are normalised
        NormalisationAssumed, ///< mean and deviation 0.5
        PositionsInterpolated ///< from a grid of `count` × `count` patches to one of `other` × `other`
    };

    Kind kind = Kind::NoClassifier;
    int count = 0;
    int other = 0;
    std::string word = {};

    bool operator==(const ModelNote&) const = default;
};

/// The note in English.
std::string sentence(const ModelNote& note);

} // namespace saccade
