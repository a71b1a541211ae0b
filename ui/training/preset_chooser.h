// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/presets.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace saccade::ui {

/// Chooses a preset; says what it is for, how large the model is, and what has been changed since.
class PresetChooser : public QWidget
{
    Q_OBJECT

public:
    explicit PresetChooser(QWidget* parent = nullptr);

    const Preset& preset() const;
    /// Shows a preset without choosing it anew; an unknown name changes nothing.
    void setPreset(const QString& name);
    /// The model as it would be built now; an invalid one has no size.
    void showModel(const ModelSpec& model, bool valid);
    /// Names of the settings that differ from the preset's.
    void showChanges(const QStringList& labels);
    /// An empty reason unlocks.
    void setLocked(const QString& reason);

Q_SIGNALS:
    /// The person chose a preset, or wants it back as it was.
    void chosen(const saccade::Preset& preset);

private:
    void describe();

    QComboBox* m_combo;
    QLabel* m_description;
    QLabel* m_size;
    QLabel* m_changes;
};

} // namespace saccade::ui
