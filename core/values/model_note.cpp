// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/model_note.h"

namespace saccade {

namespace {

std::string square(int side)
{
    return std::to_string(side) + " × " + std::to_string(side);
}

} // namespace

std::string sentence(const ModelNote& note)
{
    const std::string count = std::to_string(note.count);
    switch (note.kind) {
    case ModelNote::Kind::HeadsOfWidth:
        return "No file says how many attention heads there are; taken are " + count +
               ", as in published models of width " + std::to_string(note.other) + '.';
    case ModelNote::Kind::NoClassifier:
        return "The file has no classifier: in place of classes stand the features behind the last norm, as "
               "they are.";
    case ModelNote::Kind::ClassesNamed:
        return "The names of the " + count + " classes are those of " + note.word + '.';
    case ModelNote::Kind::ClassesNumbered:
        return "No file names the " + count + " classes; they are numbered.";
    case ModelNote::Kind::NormalisedBy:
        return "Pictures are normalised as " + note.word + " says.";
    case ModelNote::Kind::NormalisationAssumed:
        return "No file says how pictures are normalised; taken are mean 0.5 and deviation 0.5, as most "
               "published vision transformers want.";
    case ModelNote::Kind::PositionsInterpolated:
        break;
    }
    return "Positions were interpolated (bicubic) from " + square(note.count) + " patches to " +
           square(note.other) + '.';
}

} // namespace saccade
