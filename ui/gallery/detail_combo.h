// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace saccade::ui {

/// A combo box whose entries have a second, quieter text at the right: "CIFAR-10 · test      10,000".
class DetailCombo : public QComboBox
{
    Q_OBJECT

public:
    explicit DetailCombo(QWidget* parent = nullptr);

    void addEntry(const QString& text, const QString& detail, const QVariant& value);
    QString detail(int entry) const;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace saccade::ui
