// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_panel.h"

#include "ui/training/fold.h"
#include "ui/training/learning_rate_control.h"
#include "ui/training/preset_chooser.h"
#include "ui/training/training_actions.h"
#include "ui/training/training_session.h"
#include "ui/window/icons.h"
#include "ui/window/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace saccade::ui {

TrainingPanel::TrainingPanel(TrainingSession* session, TrainingActions* actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(actions)
    , m_forms(new SpecForms(this))
    , m_presets(new PresetChooser(this))
    , m_advanced(new Fold(tr("Advanced"), makeAdvanced(), this))
    , m_faultText(new QLabel(this))
    , m_button(new QPushButton(icon("play", QPalette::HighlightedText), tr("Train"), this))
{
    buildLayout();
    connect(m_presets, &PresetChooser::chosen, this, [this](const Preset& preset) {
        setSpecs(preset.model, preset.train, QString::fromStdString(preset.name));
    });
    connect(m_forms, &SpecForms::changed, this, &TrainingPanel::refresh);
    connect(m_faultText, &QLabel::linkActivated, this, &TrainingPanel::showField);
    connect(m_button, &QPushButton::clicked, this, &TrainingPanel::requestTraining);
    connect(m_actions, &TrainingActions::trainWanted, this, &TrainingPanel::requestTraining);
    connect(m_session, &TrainingSession::stateChanged, this, &TrainingPanel::refreshLock);
    const Preset& first = m_presets->preset();
    setSpecs(first.model, first.train, QString::fromStdString(first.name));
    refreshLock();
}

QWidget* TrainingPanel::makeAdvanced()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const std::pair<QString, SpecForm*> parts[] = {{tr("Model"), m_forms->model()},
                                                   {tr("Recipe"), m_forms->recipe()},
                                                   {tr("Pictures"), m_forms->pictures()},
                                                   {tr("Machine"), m_forms->machine()}};
    for (const auto& [title, form] : parts) {
        if (form != m_forms->model())
            column->addSpacing(8);
        column->addWidget(sectionLabel(title));
        column->addWidget(form);
    }
    return content;
}

void TrainingPanel::buildLayout()
{
    m_faultText->setObjectName("faults");
    m_faultText->setProperty("kind", QStringLiteral("bad"));
    m_faultText->setWordWrap(true);
    m_faultText->setTextFormat(Qt::RichText);
    m_faultText->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_button->setObjectName("train");
    m_button->setProperty("kind", QStringLiteral("primary"));

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    column->addWidget(sectionLabel(tr("Preset")));
    column->addWidget(m_presets);
    column->addSpacing(8);
    column->addWidget(sectionLabel(tr("Run")));
    column->addWidget(m_forms->basic());
    column->addSpacing(4);
    column->addWidget(m_advanced);
    column->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The panel's own colour: a dock's, in both schemes.
    for (QWidget* ground : {static_cast<QWidget*>(this), content, scroll->viewport()}) {
        ground->setBackgroundRole(QPalette::Base);
        ground->setAutoFillBackground(true);
    }

    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(12, 8, 12, 12);
    foot->setSpacing(8);
    foot->addWidget(m_faultText);
    foot->addWidget(new LearningRateControl(m_session, m_actions, this), 0, Qt::AlignLeft);
    foot->addWidget(m_button);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(scroll, 1);
    all->addLayout(foot);
}

void TrainingPanel::setDataset(const DatasetPtr& data)
{
    m_forms->setDataset(data);
}

void TrainingPanel::setSpecs(const ModelSpec& model, const TrainSpec& train, const QString& preset)
{
    m_presets->setPreset(preset);
    m_forms->load(model, train);
}

ModelSpec TrainingPanel::modelSpec() const
{
    return m_forms->modelSpec();
}

TrainSpec TrainingPanel::trainSpec() const
{
    return m_forms->trainSpec();
}

QString TrainingPanel::preset() const
{
    return QString::fromStdString(m_presets->preset().name);
}

QString TrainingPanel::blockedReason() const
{
    if (!m_session->isIdle())
        return tr("A run is going on; stop it to begin another.");
    if (!m_forms->dataset())
        return tr("Open a data set first: there is nothing to train on.");
    if (!m_faults.isEmpty())
        return tr("%1: %2").arg(m_faults.first().label, m_faults.first().sentence);
    return {};
}

void TrainingPanel::requestTraining()
{
    if (blockedReason().isEmpty())
        Q_EMIT trainRequested(modelSpec(), trainSpec(), preset());
}

void TrainingPanel::refresh()
{
    m_faults = m_forms->check();
    const bool canBuild = std::none_of(m_faults.begin(), m_faults.end(), [this](const FormFault& fault) {
        return m_forms->formOf(fault.key) == m_forms->model();
    });
    m_presets->showModel(m_forms->modelSpec(), canBuild);
    m_presets->showChanges(m_forms->changesFrom(m_presets->preset()));
    showFaults();
    refreshLock();
}

void TrainingPanel::showFaults()
{
    QStringList lines;
    for (const FormFault& fault : std::as_const(m_faults))
        lines += QStringLiteral("<a href=\"%1\" style=\"color: %2\">%3</a>: %4")
                     .arg(fault.key, Theme::bad().name(), fault.label.toHtmlEscaped(),
                          fault.sentence.toHtmlEscaped());
    m_faultText->setText(lines.join(QStringLiteral("<br>")));
    m_faultText->setVisible(!lines.isEmpty());
}

/// The faults' colour is written into their text.
void TrainingPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_faults.isEmpty())
        showFaults();
}

void TrainingPanel::showField(const QString& key)
{
    const SpecForm* form = m_forms->formOf(key);
    if (!form)
        return;
    if (form != m_forms->basic())
        m_advanced->setOpen(true);
    form->editor(key)->setFocus(Qt::OtherFocusReason);
}

void TrainingPanel::refreshLock()
{
    const QString locked =
        m_session->isIdle() ? QString()
                            : tr("A run is going on with this. Stop it to change it; only the learning rate "
                                 "can be changed meanwhile, below.");
    m_presets->setLocked(locked);
    m_forms->setLocked(locked);
    const QString reason = blockedReason();
    m_button->setEnabled(reason.isEmpty());
    m_button->setToolTip(reason.isEmpty() ? tr("Begin a run with these settings") : reason);
    m_actions->setTrainBlocked(reason);
}

} // namespace saccade::ui
