// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/robust_score.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace saccade {

namespace {

constexpr double MadOfDeviation = 0.6744897501960817;  // MAD of a normal distribution of deviation 1
constexpr double DeviationOfMean = 1.2533141373155003; // √(π/2): deviation over mean absolute deviation

} // namespace

double median(std::vector<double> values)
{
    if (values.empty())
        return 0.0;
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

std::vector<double> robustScores(std::span<const double> values)
{
    const double centre = median({values.begin(), values.end()});
    std::vector<double> distances;
    for (const double value : values)
        distances.push_back(std::abs(value - centre));
    double deviation = median(distances) / MadOfDeviation;
    if (deviation == 0.0 && !values.empty())
        deviation = DeviationOfMean * std::accumulate(distances.begin(), distances.end(), 0.0) /
                    double(distances.size());
    std::vector<double> scores;
    for (const double value : values)
        scores.push_back(deviation > 0.0 ? (value - centre) / deviation : 0.0);
    return scores;
}

} // namespace saccade
