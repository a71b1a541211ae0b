// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

namespace saccade {

constexpr int Cifar10Classes = 10;
constexpr std::size_t Cifar10ImageBytes = std::size_t(3) * 32 * 32;
/// A label, then the red, green and blue planes.
constexpr std::size_t Cifar10RecordBytes = 1 + Cifar10ImageBytes;

/// Throws Error (BadInput) unless `file` is a regular file of exactly that many records.
void requireCifar10Records(const std::filesystem::path& file, int records);

/// Called with each record's label, 0..9, and its (3, 32, 32) bytes, which are gone after the call.
using Cifar10Visitor = std::function<void(std::uint8_t label, const std::uint8_t* planes)>;

/// Reads a file of exactly that many records. Throws Error (BadInput) on any other size, on a label above 9
/// (naming the record, counted from 0) and where reading fails.
void readCifar10Records(const std::filesystem::path& file, int records, const Cifar10Visitor& visit);

} // namespace saccade
