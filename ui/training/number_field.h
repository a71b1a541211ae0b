// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSpinBox>

namespace saccade::ui {

/// A field for numbers over many magnitudes: 0.001, 1e-6. Its arrows go along 1, 2, 5, 10 … What is typed is
/// kept as it is, so that a value out of range can be explained rather than changed.
class NumberField : public QAbstractSpinBox
{
    Q_OBJECT

public:
    /// The arrows stay within low and high; `smallest` is the first step up from 0.
    NumberField(double low, double high, double smallest, QWidget* parent = nullptr);

    /// NaN where the text is no number.
    double value() const;
    void setValue(double value);

    void stepBy(int steps) override;

Q_SIGNALS:
    void edited();

protected:
    StepEnabled stepEnabled() const override;

private:
    double m_low;
    double m_high;
    double m_smallest;
};

/// The neighbour of `value` in … 0.1, 0.2, 0.5, 1, 2, 5 …; `value` is above 0.
double nextInSeries(double value, bool up);

} // namespace saccade::ui
