// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace saccade {

/// What random numbers are drawn for: each purpose has numbers of its own. The values are part of what a
/// seed means, so they never change.
enum class Stream : std::uint64_t
{
    Shuffle = 1,
    Augment = 2,
    Split = 3,
    Shapes = 4,
    Policy = 5,
    Erase = 6,
    Mix = 7,
    Window = 8,
    Paint = 9,
    Mirror = 10,
    User = 1000 ///< from here on: free for other parts of the program
};

/// Random numbers by counting: number k is a hash of (seed, stream, index, subIndex, k) and of nothing else,
/// so any part of a run can be computed again without what came before it. The same on every platform.
/// The hash is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
class Random
{
public:
    explicit Random(std::uint64_t seed, Stream stream, std::uint64_t index = 0, std::uint64_t subIndex = 0)
        : m_key(scramble(scramble(scramble(scramble(seed + Step) ^ std::uint64_t(stream)) + index) ^
                         (subIndex * Step)))
    {
    }

    /// 64 random bits.
    std::uint64_t bits() { return scramble(m_key + ++m_count * Step); }
    /// Uniform in 0..count-1; `count` above 0. Off by less than count / 2³² in any value's probability.
    int below(int count) { return int(((bits() >> 32) * std::uint64_t(count)) >> 32); }
    /// Uniform in 0..1, 1 left out, in steps of 2⁻²⁴.
    float unit() { return float(bits() >> 40) * 0x1p-24F; }
    /// Uniform between the two.
    float between(float low, float high);
    bool chance(float probability) { return unit() < probability; }

private:
    static constexpr std::uint64_t Step = 0x9e3779b97f4a7c15ULL; // 2⁶⁴ over the golden ratio, made odd

    static std::uint64_t scramble(std::uint64_t x)
    {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
        return x ^ (x >> 31);
    }

    std::uint64_t m_key;
    std::uint64_t m_count = 0;
};

/// Puts the values into a random order, every order as likely as any other.
void shuffle(std::span<int> values, Random random);

/// 0..n-1 in the order of an epoch. Throws Error (Usage) where n is below 0.
std::vector<int> permutation(int n, std::uint64_t seed, std::uint64_t epoch);

} // namespace saccade
