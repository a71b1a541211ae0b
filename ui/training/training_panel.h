// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/training/spec_forms.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace saccade::ui {

class Fold;
class PresetChooser;
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

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeAdvanced();
    void buildLayout();
    void refresh();
    void refreshLock();
    void showFaults();
    void showField(const QString& key);

    TrainingSession* m_session;
    TrainingActions* m_actions;
    QList<FormFault> m_faults;

    SpecForms* m_forms;
    PresetChooser* m_presets;
    Fold* m_advanced;
    QLabel* m_faultText;
    QPushButton* m_button;
};

} // namespace saccade::ui
