// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/model_spec.h"
#include "core/values/presets.h"
#include "core/values/train_spec.h"
#include "ui/training/spec_form.h"

#include <nlohmann/json.hpp>

namespace saccade::ui {

/// A fault as a form shows it.
struct FormFault
{
    QString key;      ///< of the field, as the spec's JSON spells it
    QString label;    ///< of the field, as a person reads it
    QString sentence; ///< "expected a divisor of dim 192, found 5"
};

/// The forms that together edit a ModelSpec and a TrainSpec: one for what everybody sees, the others by
/// subject.
class SpecForms : public QObject
{
    Q_OBJECT

public:
    explicit SpecForms(QWidget* parent);

    SpecForm* basic() const { return m_train[0]; }
    SpecForm* model() const { return m_model; }
    SpecForm* recipe() const { return m_train[1]; }
    SpecForm* pictures() const { return m_train[2]; }
    SpecForm* machine() const { return m_train[3]; }
    /// The form of a field; null where none has it.
    SpecForm* formOf(const QString& key) const;

    void load(const ModelSpec& model, const TrainSpec& train);
    /// The classes and the side of the pictures come from here where it is not null.
    void setDataset(const DatasetPtr& data);
    const DatasetPtr& dataset() const { return m_data; }

    /// As the forms stand. Throw Error where a field holds no value at all.
    ModelSpec modelSpec() const;
    TrainSpec trainSpec() const;

    /// What keeps the specs from being used, the model's first; the fields at fault are marked.
    QList<FormFault> check();
    /// Labels of the fields that differ from a preset's.
    QStringList changesFrom(const Preset& preset) const;
    /// Locks every field; an empty reason unlocks them.
    void setLocked(const QString& reason);

Q_SIGNALS:
    void changed();

private:
    QList<SpecForm*> all() const { return m_train + QList{m_model}; }
    nlohmann::json modelFields() const;
    nlohmann::json trainFields() const;
    FormFault faultOf(const QString& fault) const;
    QString labelOf(const QString& key) const;
    void refreshUnused();

    SpecForm* m_model;
    QList<SpecForm*> m_train;
    nlohmann::json m_modelBase; ///< all fields; the forms overwrite those that they show
    nlohmann::json m_trainBase;
    DatasetPtr m_data;
};

} // namespace saccade::ui
