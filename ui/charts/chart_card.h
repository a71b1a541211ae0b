// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_values.h"
#include "ui/charts/line_chart.h"

class QHBoxLayout;
class QLabel;

namespace saccade::ui {

/// A chart under its heading: the title at the left, current values and an optional switch at the right.
class ChartCard : public QWidget
{
    Q_OBJECT

public:
    explicit ChartCard(QWidget* parent = nullptr);

    LineChart& chart() { return *m_chart; }
    void setTitle(const QString& title);
    QString title() const;
    /// Takes a place at the right end of the heading.
    void addSwitch(QWidget* control);
    /// Stands where the title was, which then only screen readers get.
    void replaceTitle(QWidget* control);
    void setValues(const std::vector<HeadingValue>& values);
    const ChartValues& values() const { return *m_values; }

private:
    QLabel* m_title;
    ChartValues* m_values;
    QHBoxLayout* m_heading;
    LineChart* m_chart;
};

} // namespace saccade::ui
