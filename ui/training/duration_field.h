// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace saccade::ui {

class NumberField;

/// How long to train: a number of epochs, or of minutes. Each keeps its number while the other is shown.
class DurationField : public QWidget
{
    Q_OBJECT

public:
    explicit DurationField(QWidget* parent = nullptr);

    int epochs() const;
    /// 0 where the run is sized in epochs; NaN where the text is no number.
    double minutes() const;
    /// Minutes above 0 choose minutes.
    void setDuration(int epochs, double minutes);

Q_SIGNALS:
    void edited();

private:
    QSpinBox* m_epochs;
    NumberField* m_minutes;
    QComboBox* m_unit;
};

} // namespace saccade::ui
