// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade {

/// Slope at a point between two neighbouring differences that keeps a cubic through the points from
/// overshooting: their harmonic mean, 0 at a turn (Fritsch & Butland 1984, for evenly spaced points).
template <typename T>
T monotoneSlope(T before, T after)
{
    return before * after > T(0) ? T(2) * before * after / (before + after) : T(0);
}

/// The cubic from `from` to `to` with these slopes, at u in 0..1.
template <typename T>
T hermite(T from, T to, T slopeFrom, T slopeTo, T u)
{
    const T rise = to - from;
    return from + u * (slopeFrom + u * ((T(3) * rise - T(2) * slopeFrom - slopeTo) +
                                        u * (slopeFrom + slopeTo - T(2) * rise)));
}

} // namespace saccade
