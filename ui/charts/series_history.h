// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace saccade::ui {

struct Sample
{
    double x = 0.0;
    double y = 0.0;
    bool operator==(const Sample&) const = default;
};

/// Every sample of a curve, with its moving average beside it where one was asked for. The average is taken
/// over all samples as they come, so that it depends neither on the run's length nor on the size of a chart.
class SeriesHistory
{
public:
    /// `smoothing` in [0, 1): the weight of the past in the exponential moving average, which is corrected
    /// for its start (Kingma and Ba 2015, section 3). 0: no average, smooth() is raw().
    explicit SeriesHistory(double smoothing = 0.0)
        : m_smoothing(smoothing)
    {
    }

    /// NaN and infinity are left out. An x at or before the last one replaces everything from there on: a run
    /// that went back to a checkpoint has no second past.
    void append(double x, double y);
    void truncateFrom(double x);
    void clear();

    bool empty() const { return m_x.empty(); }
    std::size_t size() const { return m_x.size(); }
    std::span<const double> x() const { return m_x; }
    std::span<const double> raw() const { return m_raw; }
    std::span<const double> smooth() const { return m_smoothing > 0.0 ? m_smooth : m_raw; }
    /// Place of the sample whose x is nearest; nothing where there is none.
    std::optional<std::size_t> nearest(double x) const;

private:
    double averaged(double y) const;

    double m_smoothing;
    std::vector<double> m_x; ///< ascending
    std::vector<double> m_raw;
    std::vector<double> m_smooth;
};

/// What a chart `columns` pixels wide needs to draw the curve between `from` and `to`: all samples where
/// there are at most 2 · columns, else the least and the greatest of each pixel column, in their order. `x`
/// ascends and is as long as `y`.
std::vector<Sample> decimate(std::span<const double> x, std::span<const double> y, double from, double to,
                             int columns);

} // namespace saccade::ui
