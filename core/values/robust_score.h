// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace saccade {

/// The middle value; the mean of the two in the middle where there are evenly many, 0 where there is none.
double median(std::vector<double> values);

/// How far each value lies from the rest, in standard deviations of a normal distribution, by measures that
/// the outliers themselves do not move: 0.6745 · (x - median) / MAD, where MAD is the median of |x - median|.
/// Where more than half the values are equal, and MAD so is 0, by the mean of |x - median| instead:
/// (x - median) / (1.2533 · mean); all 0 where all are equal (Iglewicz and Hoaglin 1993).
std::vector<double> robustScores(std::span<const double> values);

} // namespace saccade
