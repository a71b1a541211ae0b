// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/content_hash.h"

#include <array>
#include <cstdio>
#include <span>

namespace saccade {

namespace {

constexpr std::uint64_t Prime = 0x100000001b3ULL;

std::uint64_t wordAt(const std::uint8_t* bytes)
{
    std::uint64_t word = 0; // the same on machines of either byte order
    for (unsigned i = 0; i < 8; ++i)
        word |= std::uint64_t(bytes[i]) << (8 * i);
    return word;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word)
{
    hash = (hash ^ word) * Prime;
    return hash ^ (hash >> 29); // so that a word's high bits reach the low ones
}

/// FNV-1a over words, in four lanes, since a multiplication waits for the one before it.
std::uint64_t hashOf(std::span<const std::uint8_t> bytes, std::uint64_t seed)
{
    std::array<std::uint64_t, 4> lanes{seed, seed + 1, seed + 2, seed + 3};
    std::size_t at = 0;
    for (; at + 32 <= bytes.size(); at += 32)
        for (std::size_t lane = 0; lane < lanes.size(); ++lane)
            lanes[lane] = mixed(lanes[lane], wordAt(bytes.data() + at + 8 * lane));
    std::uint64_t hash = bytes.size();
    for (; at < bytes.size(); ++at)
        hash = mixed(hash, bytes[at]);
    for (const std::uint64_t lane : lanes)
        hash = mixed(hash, lane);
    return hash;
}

} // namespace

std::string contentHash(const Dataset& dataset)
{
    const std::uint64_t labels = hashOf(dataset.labels, 0xcbf29ce484222325ULL);
    const std::uint64_t hash =
        dataset.pixels ? hashOf(*dataset.pixels, mixed(labels, std::uint64_t(dataset.trainCount))) : labels;
    char text[17];
    std::snprintf(text, sizeof(text), "%016llx", static_cast<unsigned long long>(hash));
    return text;
}

} // namespace saccade
