// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/model_spec.h"
#include "core/values/train_spec.h"

#include <QWidget>

#include <nlohmann/json.hpp>

class QLabel;
class QPushButton;

namespace saccade::ui {

class Fold;
class PresetChooser;
class SpecForm;
class TrainingActions;
class TrainingSession;

/// Where a person chooses what to train and how. Locked while a run goes on, except for the learning rate.
class TrainingPanel : public QWidget
{
    Q_OBJECT

public:
    TrainingPanel(TrainingSession* session, TrainingActions* actions, QWidget* parent = nullptr);

    /// The data set gives the number of classes and the pictures' side; without one nothing can be trained.
    void setDataset(const DatasetPtr& data);
    /// Fills the form, for example from a run that is opened again.
    void setSpecs(const ModelSpec& model, const TrainSpec& train, const QString& preset = {});

    /// As the form stands. Throws Error where a field holds no value at all.
    ModelSpec modelSpec() const;
    TrainSpec trainSpec() const;
    /// The preset that the settings began with, whether or not they were changed.
    QString preset() const;
    /// Why no run can begin now, in a sentence; empty where one can.
    QString blockedReason() const;

public Q_SLOTS:
    /// Emits trainRequested, unless there is a reason not to.
    void requestTraining();

Q_SIGNALS:
    void trainRequested(const saccade::ModelSpec& model, const saccade::TrainSpec& train,
                        const QString& preset);

private:
    QWidget* makeAdvanced();
    void buildLayout();
    void refresh();
    void refreshLock();
    void refreshUnused();
    void showFaults(const QStringList& faults);
    void showField(const QString& key);
    QStringList changedLabels() const;
    QString labelOf(const QString& key) const;

    TrainingSession* m_session;
    TrainingActions* m_actions;
    DatasetPtr m_data;
    nlohmann::json m_model; ///< all fields; the forms overwrite those that they show
    nlohmann::json m_train;
    QStringList m_faults;

    PresetChooser* m_presets;
    SpecForm* m_basic;
    SpecForm* m_modelForm;
    QList<SpecForm*> m_trainForms; ///< m_basic among them
    Fold* m_advanced;
    QLabel* m_faultText;
    QPushButton* m_button;
};

} // namespace saccade::ui
