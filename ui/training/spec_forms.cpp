// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/spec_forms.h"

#include "core/values/error.h"
#include "ui/training/spec_fields.h"

namespace saccade::ui {

using nlohmann::json;

SpecForms::SpecForms(QWidget* parent)
    : QObject(parent)
    , m_model(new SpecForm(ui::modelFields(), parent))
    , m_train{new SpecForm(basicFields(), parent), new SpecForm(recipeFields(), parent),
              new SpecForm(pictureFields(), parent), new SpecForm(machineFields(), parent)}
    , m_modelBase(ModelSpec())
    , m_trainBase(TrainSpec())
{
    for (SpecForm* form : all())
        connect(form, &SpecForm::changed, this, [this] {
            refreshUnused();
            Q_EMIT changed();
        });
}

SpecForm* SpecForms::formOf(const QString& key) const
{
    for (SpecForm* form : all())
        if (form->has(key))
            return form;
    return nullptr;
}

void SpecForms::load(const ModelSpec& model, const TrainSpec& train)
{
    m_modelBase = model;
    m_trainBase = train;
    // One signal for all: in between, the fields do not belong together.
    const bool blocked = blockSignals(true);
    m_model->load(m_modelBase);
    for (SpecForm* form : m_train)
        form->load(m_trainBase);
    blockSignals(blocked);
    Q_EMIT changed();
}

void SpecForms::setDataset(const DatasetPtr& data)
{
    m_data = data;
    Q_EMIT changed();
}

json SpecForms::modelFields() const
{
    json fields = m_modelBase;
    m_model->store(fields);
    return fields;
}

json SpecForms::trainFields() const
{
    json fields = m_trainBase;
    for (const SpecForm* form : m_train)
        form->store(fields);
    return fields;
}

ModelSpec SpecForms::modelSpec() const
{
    auto spec = modelFields().get<ModelSpec>();
    if (m_data) {
        spec.imageSize = m_data->height;
        spec.classes = int(m_data->classNames.size());
    }
    return spec;
}

TrainSpec SpecForms::trainSpec() const
{
    return trainFields().get<TrainSpec>();
}

QList<FormFault> SpecForms::check()
{
    QList<FormFault> faults;
    const auto add = [&](const std::vector<std::string>& found) {
        for (const std::string& fault : found)
            faults += faultOf(QString::fromStdString(fault));
    };
    try {
        add(modelSpec().validate());
        add(trainSpec().validate());
    } catch (const Error& error) {
        faults += faultOf(QString::fromUtf8(error.what()));
    }
    QStringList keys;
    for (const FormFault& fault : std::as_const(faults))
        keys += fault.key;
    for (SpecForm* form : all())
        form->markFaulty(keys);
    return faults;
}

/// Takes "field: expected …" apart. An Error of the JSON reader names the object too: "train.seed".
FormFault SpecForms::faultOf(const QString& fault) const
{
    const qsizetype colon = fault.indexOf(QLatin1String(": "));
    const QString key = fault.left(colon).section('.', -1);
    return {key, labelOf(key), fault.mid(colon + 2)};
}

QStringList SpecForms::changesFrom(const Preset& preset) const
{
    QStringList labels;
    const auto compare = [&](const json& now, const json& before) {
        for (const auto& [key, value] : before.items()) {
            const QString label = labelOf(QString::fromStdString(key));
            if (formOf(QString::fromStdString(key)) && now.at(key) != value && !labels.contains(label))
                labels += label;
        }
    };
    compare(trainFields(), preset.train);
    compare(modelFields(), preset.model);
    return labels;
}

void SpecForms::setLocked(const QString& reason)
{
    for (SpecForm* form : all())
        form->setLocked(reason);
}

QString SpecForms::labelOf(const QString& key) const
{
    const SpecForm* form = formOf(key);
    return form ? form->label(key) : key;
}

void SpecForms::refreshUnused()
{
    json now;
    recipe()->store(now);
    const bool sgd = now["optimizer"] == "sgd";
    const bool hasMomentum = sgd || now["optimizer"] == "muon";
    const QString adamAlone = sgd ? tr("Only Adam and AdamW have this.") : QString();
    const QString constant = tr("With a constant schedule the rate does not fall.");
    recipe()->setUnused("momentum",
                        hasMomentum ? QString() : tr("Only SGD and Muon have a momentum of their own."));
    recipe()->setUnused("beta1", adamAlone);
    recipe()->setUnused("beta2", adamAlone);
    json model;
    m_model->store(model);
    const QString tokensAlone =
        model["family"] == "cnn" ? tr("A CNN has no tokens and no heads.") : QString();
    for (const char* key : {"patch_size", "heads", "mlp_ratio", "pooling", "positions", "norm_order"})
        m_model->setUnused(key, tokensAlone);
    recipe()->setUnused("min_learning_rate", now["schedule"] == "constant" ? constant : QString());
}

} // namespace saccade::ui
