// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series_history.h"

#include <algorithm>
#include <cmath>

namespace saccade::ui {

void SeriesHistory::append(double x, double y)
{
    if (!std::isfinite(x) || !std::isfinite(y))
        return;
    truncateFrom(x);
    if (m_smoothing > 0.0)
        m_smooth.push_back(averaged(y));
    m_x.push_back(x);
    m_raw.push_back(y);
}

void SeriesHistory::truncateFrom(double x)
{
    if (m_x.empty() || m_x.back() < x)
        return;
    const auto kept = std::size_t(std::lower_bound(m_x.begin(), m_x.end(), x) - m_x.begin());
    m_x.resize(kept);
    m_raw.resize(kept);
    if (m_smoothing > 0.0)
        m_smooth.resize(kept);
}

void SeriesHistory::clear()
{
    m_x.clear();
    m_raw.clear();
    m_smooth.clear();
}

/// With n samples kept, average n is a_n / (1 - w^n), where a_n = w a_(n-1) + (1 - w) y. So a_n follows from
/// the average kept last, and a cut history needs no second pass.
double SeriesHistory::averaged(double y) const
{
    const double w = m_smoothing;
    const auto n = double(m_smooth.size());
    const double sum = m_smooth.empty() ? 0.0 : m_smooth.back() * (1.0 - std::pow(w, n));
    return (w * sum + (1.0 - w) * y) / (1.0 - std::pow(w, n + 1.0));
}

std::optional<std::size_t> SeriesHistory::nearest(double x) const
{
    if (m_x.empty())
        return std::nullopt;
    const auto after = std::lower_bound(m_x.begin(), m_x.end(), x);
    if (after == m_x.begin())
        return 0;
    const auto place = std::size_t(after - m_x.begin());
    if (after == m_x.end() || x - m_x[place - 1] <= *after - x)
        return place - 1;
    return place;
}

std::vector<Sample> decimate(std::span<const double> x, std::span<const double> y, double from, double to,
                             int columns)
{
    const auto place = [&](auto found) { return std::size_t(found - x.begin()); };
    const std::size_t first = place(std::lower_bound(x.begin(), x.end(), from));
    const std::size_t last = place(std::upper_bound(x.begin(), x.end(), to));
    std::vector<Sample> result;
    if (first >= last || columns <= 0)
        return result;
    if (last - first <= 2 * std::size_t(columns)) {
        for (std::size_t i = first; i < last; ++i)
            result.push_back({x[i], y[i]});
        return result;
    }
    result.reserve(2 * std::size_t(columns));
    std::size_t begin = first;
    for (int column = 0; column < columns; ++column) {
        const double border = from + (to - from) * (column + 1) / columns;
        const auto rest = x.subspan(begin, last - begin);
        const std::size_t end =
            column + 1 == columns
                ? last
                : begin + std::size_t(std::lower_bound(rest.begin(), rest.end(), border) - rest.begin());
        if (begin == end)
            continue;
        const auto part = y.subspan(begin, end - begin);
        const auto [least, greatest] = std::minmax_element(part.begin(), part.end());
        std::size_t a = begin + std::size_t(least - part.begin());
        std::size_t b = begin + std::size_t(greatest - part.begin());
        if (a > b)
            std::swap(a, b);
        result.push_back({x[a], y[a]});
        if (b != a)
            result.push_back({x[b], y[b]});
        begin = end;
    }
    return result;
}

} // namespace saccade::ui
