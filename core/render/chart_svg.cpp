// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/chart_svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace saccade {

namespace {

constexpr double Width = 720;
constexpr double Height = 400;
constexpr double Left = 64;
constexpr double Right = 24;
constexpr double Top = 48;
constexpr double Bottom = 48;
constexpr std::array<const char*, 4> Colours{"#1565c0", "#b86a00", "#2e7d32", "#8e24aa"};

/// Round bounds and the step between ticks.
struct Axis
{
    double low = 0.0;
    double high = 1.0;
    double step = 0.5;
};

Axis axisFor(double low, double high)
{
    if (!(low <= high))
        return {};
    if (high - low < 1e-12)
        high = low + 1.0;
    const double rough = (high - low) / 5.0;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10.0 * power;
    for (const double factor : {1.0, 2.0, 5.0})
        if (rough <= factor * power * (1.0 + 1e-9)) {
            step = factor * power;
            break;
        }
    return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

/// Words as XML text.
std::string escaped(const std::string& words)
{
    std::string result;
    for (const char c : words) {
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else
            result += c;
    }
    return result;
}

std::string text(const char* format, double value)
{
    char buffer[48];
    std::snprintf(buffer, sizeof(buffer), format, value);
    return buffer;
}

class Drawing
{
public:
    Drawing(Axis x, Axis y)
        : m_x(x)
        , m_y(y)
    {
    }

    double px(double x) const { return Left + (x - m_x.low) / (m_x.high - m_x.low) * (Width - Left - Right); }
    double py(double y) const
    {
        return Height - Bottom - (y - m_y.low) / (m_y.high - m_y.low) * (Height - Top - Bottom);
    }

    void label(double x, double y, const char* anchor, const std::string& words, const char* colour,
               const char* weight)
    {
        m_svg += "<text x=\"" + text("%.1f", x) + "\" y=\"" + text("%.1f", y) + "\" text-anchor=\"" + anchor +
                 "\" fill=\"" + colour + "\" font-weight=\"" + weight + "\">" + escaped(words) + "</text>\n";
    }

    void axes(const std::string& xLabel)
    {
        for (double y = m_y.low; y <= m_y.high + m_y.step / 2; y += m_y.step) {
            m_svg += "<path d=\"M" + text("%.1f", Left) + ' ' + text("%.1f", py(y)) + 'H' +
                     text("%.1f", Width - Right) + "\" stroke=\"#d8dce3\"/>\n";
            label(Left - 8, py(y) + 4, "end", text("%.6g", y), "#5b6472", "normal");
        }
        for (double x = m_x.low; x <= m_x.high + m_x.step / 2; x += m_x.step)
            label(px(x), Height - Bottom + 20, "middle", text("%.6g", x), "#5b6472", "normal");
        label(Width / 2, Height - 8, "middle", xLabel, "#5b6472", "normal");
    }

    void series(const ChartSeries& line, const char* colour)
    {
        std::string path;
        for (const ChartPoint& point : line.points)
            if (std::isfinite(point.x) && std::isfinite(point.y))
                path +=
                    (path.empty() ? 'M' : 'L') + text("%.1f", px(point.x)) + ' ' + text("%.1f", py(point.y));
        m_svg += "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"1.6\"/>\n";
        for (const ChartPoint& point : line.points)
            if (line.marked && std::isfinite(point.x) && std::isfinite(point.y))
                m_svg += "<circle cx=\"" + text("%.1f", px(point.x)) + "\" cy=\"" +
                         text("%.1f", py(point.y)) + "\" r=\"3\" fill=\"" + colour + "\"/>\n";
    }

    std::string finish() const
    {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + text("%.0f", Width) + ' ' +
               text("%.0f", Height) +
               "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" "
               "fill=\"#ffffff\"/>\n" +
               m_svg + "</svg>\n";
    }

private:
    Axis m_x;
    Axis m_y;
    std::string m_svg;
};

} // namespace

std::string lineChartSvg(const std::string& title, const std::string& xLabel,
                         const std::vector<ChartSeries>& series)
{
    constexpr double Infinity = std::numeric_limits<double>::infinity();
    ChartPoint low{Infinity, Infinity};
    ChartPoint high{-Infinity, -Infinity};
    for (const ChartSeries& line : series)
        for (const ChartPoint& point : line.points)
            if (std::isfinite(point.x) && std::isfinite(point.y)) {
                low = {std::min(low.x, point.x), std::min(low.y, point.y)};
                high = {std::max(high.x, point.x), std::max(high.y, point.y)};
            }
    Drawing drawing(axisFor(low.x, high.x), axisFor(low.y, high.y));
    drawing.axes(xLabel);
    drawing.label(Left, 28, "start", title, "#1b1f26", "bold");
    double legend = Width - Right;
    for (std::size_t i = series.size(); i-- > 0;) {
        const char* colour = Colours[i % Colours.size()];
        drawing.series(series[i], colour);
        drawing.label(legend, 28, "end", series[i].name, colour, "bold");
        legend -= std::max(90.0, 16 + 7.5 * double(series[i].name.size()));
    }
    return drawing.finish();
}

} // namespace saccade
