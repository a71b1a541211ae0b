// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/timeline.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace saccade {

// RUN/timeline holds
//   timeline.json                  model, classes, pins, and the moments that are there
//   pictures.safetensors           "pictures" U8 (pins, height, width, 3)
//   step-000001024.safetensors     a moment: "logits" F32 (pins, classes) and, unless the model has no
//                                  attention, "attention" F16 (pins, layers, heads, N, N), softmax outputs
// Every file is written whole or not at all; a file that timeline.json does not name is a leftover.

/// Reads timeline.json and the pictures: of a run, or of its timeline folder. Throws Error (BadInput).
Timeline readTimeline(const std::filesystem::path& runOrFolder);

/// Reads one moment. Throws Error (BadInput) that names the file where it is missing, damaged, or not of the
/// timeline's sizes; the other moments are read all the same. std::out_of_range where there is no such one.
TimelineFrame readTimelineFrame(const Timeline& timeline, std::size_t moment);

/// The file of the moment of this step.
std::filesystem::path timelineFile(const Timeline& timeline, std::int64_t step);

/// Creates the folder and writes the pictures. Throws Error.
void writeTimelinePictures(const Timeline& timeline);
/// Logits (pins, classes); attention as half-precision numbers (pins, layers, heads, N, N), or empty.
/// Throws Error.
void writeTimelineFrame(const Timeline& timeline, const TimelineMoment& moment, std::span<const float> logits,
                        std::span<const std::byte> attention);
/// Throws Error.
void writeTimelineIndex(const Timeline& timeline);

} // namespace saccade
