// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_colours.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace saccade::ui {

/// A current value in a chart's heading: "● train .842". The dot explains the curve's colour, so that the
/// chart needs no legend.
struct HeadingValue
{
    QString name;
    QString value;
    std::optional<CurveColour> colour; ///< none: no dot
    bool star = false;                 ///< a star instead of a dot
    bool operator==(const HeadingValue&) const = default;
};

/// Current values in a row, from the right. Where the room is short it leaves out first the names, then
/// values from the left: put the most important last.
class ChartValues : public QWidget
{
    Q_OBJECT

public:
    explicit ChartValues(QWidget* parent = nullptr);

    void setValues(std::vector<HeadingValue> values);
    const std::vector<HeadingValue>& values() const { return m_values; }
    /// As a sentence for a screen reader: "train .842, validation .791".
    QString spoken() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int widthOf(const HeadingValue& value, bool named) const;
    /// Of the last `count` values.
    int widthOfLast(std::size_t count, bool named) const;

    std::vector<HeadingValue> m_values;
};

} // namespace saccade::ui
