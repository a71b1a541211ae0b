// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/number_field.h"

#include "ui/training/quantity_text.h"

#include <QLineEdit>

#include <algorithm>
#include <cmath>
#include <limits>

namespace saccade::ui {

double nextInSeries(double value, bool up)
{
    const int exponent = int(std::floor(std::log10(value)));
    double best = up ? std::numeric_limits<double>::infinity() : 0.0;
    for (int e = exponent - 1; e <= exponent + 1; ++e)
        for (const int figure : {1, 2, 5}) {
            // By way of the decimal text, so that 0.002 is the 0.002 that a person types.
            const double candidate = QStringLiteral("%1e%2").arg(figure).arg(e).toDouble();
            if (up && candidate > value * (1 + 1e-9))
                best = std::min(best, candidate);
            if (!up && candidate < value * (1 - 1e-9))
                best = std::max(best, candidate);
        }
    return best;
}

NumberField::NumberField(double low, double high, double smallest, QWidget* parent)
    : QAbstractSpinBox(parent)
    , m_low(low)
    , m_high(high)
    , m_smallest(smallest)
{
    connect(lineEdit(), &QLineEdit::textChanged, this, &NumberField::edited);
}

double NumberField::value() const
{
    bool isNumber = false;
    const double value = text().trimmed().replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&isNumber);
    return isNumber && std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN();
}

void NumberField::setValue(double value)
{
    lineEdit()->setText(plainNumber(value));
}

void NumberField::stepBy(int steps)
{
    double next = value();
    if (std::isnan(next))
        return;
    for (int i = 0; i < std::abs(steps); ++i) {
        const bool up = steps > 0;
        if (up)
            next = next < m_smallest ? m_smallest : nextInSeries(next, true);
        else
            next = next <= m_smallest ? 0.0 : nextInSeries(next, false);
    }
    setValue(std::clamp(next, m_low, m_high));
    selectAll();
}

QAbstractSpinBox::StepEnabled NumberField::stepEnabled() const
{
    const double now = value();
    StepEnabled enabled;
    if (now < m_high)
        enabled |= StepUpEnabled;
    if (now > m_low)
        enabled |= StepDownEnabled;
    return enabled;
}

} // namespace saccade::ui
