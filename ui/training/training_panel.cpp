// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_panel.h"

#include "core/values/error.h"
#include "ui/training/fold.h"
#include "ui/training/learning_rate_control.h"
#include "ui/training/preset_chooser.h"
#include "ui/training/spec_fields.h"
#include "ui/training/spec_form.h"
#include "ui/training/training_actions.h"
#include "ui/training/training_session.h"
#include "ui/window/icons.h"
#include "ui/window/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace saccade::ui {

using nlohmann::json;

namespace {

/// A fault as the specs word it, "field: expected …", taken apart.
std::pair<QString, QString> keyAndSentence(const QString& fault)
{
    const qsizetype colon = fault.indexOf(QLatin1String(": "));
    // An Error of the JSON reader names the object too: "train.seed".
    return {fault.left(colon).section('.', -1), fault.mid(colon + 2)};
}

} // namespace

TrainingPanel::TrainingPanel(TrainingSession* session, TrainingActions* actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(actions)
    , m_presets(new PresetChooser(this))
    , m_basic(new SpecForm(basicFields(), this))
    , m_modelForm(new SpecForm(modelFields(), this))
    , m_trainForms{m_basic, new SpecForm(recipeFields(), this), new SpecForm(pictureFields(), this),
                   new SpecForm(machineFields(), this)}
    , m_advanced(new Fold(tr("Advanced"), makeAdvanced(), this))
    , m_faultText(new QLabel(this))
    , m_button(new QPushButton(icon("play", QPalette::HighlightedText), tr("Train"), this))
{
    buildLayout();
    connect(m_presets, &PresetChooser::chosen, this, [this](const Preset& preset) {
        setSpecs(preset.model, preset.train, QString::fromStdString(preset.name));
    });
    for (SpecForm* form : m_trainForms + QList{m_modelForm})
        connect(form, &SpecForm::changed, this, &TrainingPanel::refresh);
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
    const std::pair<QString, SpecForm*> parts[] = {{tr("Model"), m_modelForm},
                                                   {tr("Recipe"), m_trainForms[1]},
                                                   {tr("Pictures"), m_trainForms[2]},
                                                   {tr("Machine"), m_trainForms[3]}};
    for (const auto& [title, form] : parts) {
        if (form != m_modelForm)
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
    column->addWidget(m_basic);
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
    m_data = data;
    refresh();
}

void TrainingPanel::setSpecs(const ModelSpec& model, const TrainSpec& train, const QString& preset)
{
    m_presets->setPreset(preset);
    m_model = model;
    m_train = train;
    m_modelForm->load(m_model);
    for (SpecForm* form : m_trainForms)
        form->load(m_train);
    refresh();
}

ModelSpec TrainingPanel::modelSpec() const
{
    json fields = m_model;
    m_modelForm->store(fields);
    auto spec = fields.get<ModelSpec>();
    if (m_data) {
        spec.imageSize = m_data->height;
        spec.classes = int(m_data->classNames.size());
    }
    return spec;
}

TrainSpec TrainingPanel::trainSpec() const
{
    json fields = m_train;
    for (const SpecForm* form : m_trainForms)
        form->store(fields);
    return fields.get<TrainSpec>();
}

QString TrainingPanel::preset() const
{
    return QString::fromStdString(m_presets->preset().name);
}

QString TrainingPanel::blockedReason() const
{
    if (!m_session->isIdle())
        return tr("A run is going on; stop it to begin another.");
    if (!m_data)
        return tr("Open a data set first: there is nothing to train on.");
    if (!m_faults.isEmpty()) {
        const auto [key, sentence] = keyAndSentence(m_faults.first());
        return tr("%1: %2").arg(labelOf(key), sentence);
    }
    return {};
}

void TrainingPanel::requestTraining()
{
    if (blockedReason().isEmpty())
        Q_EMIT trainRequested(modelSpec(), trainSpec(), preset());
}

void TrainingPanel::refresh()
{
    QStringList faults;
    const auto add = [&faults](const std::vector<std::string>& more) {
        for (const std::string& fault : more)
            faults += QString::fromStdString(fault);
    };
    bool canBuild = false;
    try {
        const ModelSpec model = modelSpec();
        add(model.validate());
        canBuild = faults.isEmpty();
        m_presets->showModel(model, canBuild);
        add(trainSpec().validate());
    } catch (const Error& error) {
        faults += QString::fromUtf8(error.what());
    }
    showFaults(faults);
    m_presets->showChanges(changedLabels());
    refreshUnused();
    refreshLock();
}

void TrainingPanel::showFaults(const QStringList& faults)
{
    m_faults = faults;
    QStringList keys;
    QStringList lines;
    for (const QString& fault : faults) {
        const auto [key, sentence] = keyAndSentence(fault);
        keys += key;
        lines += QStringLiteral("<a href=\"%1\" style=\"color: %4\">%2</a>: %3")
                     .arg(key, labelOf(key).toHtmlEscaped(), sentence.toHtmlEscaped(), Theme::bad().name());
    }
    m_modelForm->markFaulty(keys);
    for (SpecForm* form : m_trainForms)
        form->markFaulty(keys);
    m_faultText->setText(lines.join(QStringLiteral("<br>")));
    m_faultText->setVisible(!lines.isEmpty());
}

void TrainingPanel::showField(const QString& key)
{
    for (SpecForm* form : m_trainForms + QList{m_modelForm}) {
        if (!form->has(key))
            continue;
        if (form != m_basic)
            m_advanced->setOpen(true);
        form->editor(key)->setFocus(Qt::OtherFocusReason);
    }
}

void TrainingPanel::refreshUnused()
{
    json train = m_train;
    for (const SpecForm* form : m_trainForms)
        form->store(train);
    SpecForm* recipe = m_trainForms[1];
    const bool sgd = train["optimizer"] == "sgd";
    recipe->setUnused("momentum", sgd ? QString() : tr("Only SGD has a momentum of its own."));
    const QString adamAlone = sgd ? tr("Only Adam and AdamW have this.") : QString();
    recipe->setUnused("beta1", adamAlone);
    recipe->setUnused("beta2", adamAlone);
    recipe->setUnused("min_learning_rate", train["schedule"] == "constant"
                                               ? tr("With a constant schedule the rate does not fall.")
                                               : QString());
}

void TrainingPanel::refreshLock()
{
    const QString locked =
        m_session->isIdle() ? QString()
                            : tr("A run is going on with this. Stop it to change it; only the learning rate "
                                 "can be changed meanwhile, below.");
    m_presets->setLocked(locked);
    m_modelForm->setLocked(locked);
    for (SpecForm* form : m_trainForms)
        form->setLocked(locked);
    const QString reason = blockedReason();
    m_button->setEnabled(reason.isEmpty());
    m_button->setToolTip(reason.isEmpty() ? tr("Begin a run with these settings") : reason);
    m_actions->setTrainBlocked(reason);
}

QStringList TrainingPanel::changedLabels() const
{
    const Preset& preset = m_presets->preset();
    json model = m_model;
    json train = m_train;
    m_modelForm->store(model);
    for (const SpecForm* form : m_trainForms)
        form->store(train);
    QStringList labels;
    const auto compare = [&](const json& now, const json& before) {
        for (const auto& [key, value] : before.items()) {
            const QString label = labelOf(QString::fromStdString(key));
            if (now.at(key) != value && key != "classes" && key != "image_size" && !labels.contains(label))
                labels += label;
        }
    };
    compare(train, preset.train);
    compare(model, preset.model);
    return labels;
}

QString TrainingPanel::labelOf(const QString& key) const
{
    for (const SpecForm* form : m_trainForms + QList{m_modelForm})
        if (form->has(key))
            return form->label(key);
    return key;
}

} // namespace saccade::ui
