// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/duration_field.h"

#include "ui/training/number_field.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>

#include <limits>

namespace saccade::ui {

DurationField::DurationField(QWidget* parent)
    : QWidget(parent)
    , m_epochs(new QSpinBox(this))
    , m_minutes(new NumberField(0.1, 100000, 0.1, this))
    , m_unit(new QComboBox(this))
{
    m_epochs->setRange(1, 100000);
    m_epochs->setAccessibleName(tr("Number of epochs"));
    m_minutes->setValue(10);
    m_minutes->setAccessibleName(tr("Number of minutes"));
    m_minutes->hide();
    m_unit->addItem(tr("epochs"));
    m_unit->addItem(tr("minutes"));
    m_unit->setAccessibleName(tr("Epochs or minutes"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_epochs, 1);
    row->addWidget(m_minutes, 1);
    row->addWidget(m_unit);
    setFocusProxy(m_epochs);

    connect(m_epochs, &QSpinBox::valueChanged, this, &DurationField::edited);
    connect(m_minutes, &NumberField::edited, this, &DurationField::edited);
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this](int unit) {
        m_epochs->setVisible(unit == 0);
        m_minutes->setVisible(unit == 1);
        setFocusProxy(unit == 0 ? static_cast<QWidget*>(m_epochs) : m_minutes);
        Q_EMIT edited();
    });
}

int DurationField::epochs() const
{
    return m_epochs->value();
}

double DurationField::minutes() const
{
    if (m_unit->currentIndex() == 0)
        return 0.0;
    // 0 minutes would mean "epochs": not what the person asked for.
    const double minutes = m_minutes->value();
    return minutes == 0.0 ? std::numeric_limits<double>::quiet_NaN() : minutes;
}

void DurationField::setDuration(int epochs, double minutes)
{
    m_epochs->setValue(epochs);
    if (minutes > 0.0)
        m_minutes->setValue(minutes);
    m_unit->setCurrentIndex(minutes > 0.0 ? 1 : 0);
}

} // namespace saccade::ui
