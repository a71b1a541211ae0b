// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_card.h"

#include <QBoxLayout>
#include <QLabel>

namespace saccade::ui {

ChartCard::ChartCard(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_values(new ChartValues(this))
    , m_heading(new QHBoxLayout)
    , m_chart(new LineChart(this))
{
    m_title->setProperty("kind", "section");
    m_heading->setSpacing(10);
    // One height with and without a switch, so that the titles of charts side by side stand on one line.
    m_heading->addStrut(fontMetrics().height() + 6);
    m_heading->addWidget(m_title);
    m_heading->addWidget(m_values, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 8, 6);
    column->setSpacing(4);
    column->addLayout(m_heading);
    column->addWidget(m_chart, 1);
}

void ChartCard::setTitle(const QString& title)
{
    m_title->setText(title);
    m_chart->setAccessibleName(title);
}

QString ChartCard::title() const
{
    return m_title->text();
}

void ChartCard::addSwitch(QWidget* control)
{
    m_heading->addWidget(control);
}

void ChartCard::replaceTitle(QWidget* control)
{
    m_title->hide();
    m_heading->insertWidget(0, control);
}

void ChartCard::setValues(const std::vector<HeadingValue>& values)
{
    m_values->setValues(values);
    m_chart->setAccessibleDescription(m_values->spoken());
}

} // namespace saccade::ui
