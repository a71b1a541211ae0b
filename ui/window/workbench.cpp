// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/workbench.h"

#include "core/values/error.h"

#include <QMetaObject>
#include <QPointer>

namespace saccade::ui {

Workbench::Workbench(const Services& services, QObject* parent)
    : QObject(parent)
    , m_services(services)
{
    for (LatestJob* job : {&m_opening, &m_modelJob, &m_predictJob})
        connect(job, &LatestJob::failed, this, [this](const QString& sentence) {
            Q_EMIT progressed(-1, {});
            Q_EMIT failed(sentence);
        });
    connect(&m_predictJob, &LatestJob::failed, this, &Workbench::predictionsDropped);
    connect(&m_explainJob, &LatestJob::failed, this, &Workbench::explainFailed);
    connect(&m_methodJob, &LatestJob::failed, this, &Workbench::methodFailed);
}

Workbench::~Workbench()
{
    cancel();
}

void Workbench::cancel()
{
    if (m_predictionControl)
        m_predictionControl->stop();
    for (LatestJob* job : {&m_opening, &m_modelJob, &m_explainJob, &m_methodJob, &m_predictJob})
        job->cancel();
}

Progress Workbench::progressToHere()
{
    return [self = QPointer<Workbench>(this)](double share, const std::string& what) {
        QMetaObject::invokeMethod(
            self,
            [self, share, words = QString::fromStdString(what)] {
                if (self)
                    Q_EMIT self->progressed(share, words);
            },
            Qt::QueuedConnection);
    };
}

void Workbench::openDataset(const QString& source)
{
    Q_EMIT progressed(-1, tr("Opening %1").arg(source == "shapes" ? tr("Shapes") : source));
    m_opening.run([open = m_services.openDataset, source = source.toStdString(),
                   progress = progressToHere()] { return open(source, progress); },
                  [this](DatasetPtr data) {
                      m_dataset = std::move(data);
                      m_picture.reset();
                      m_methodJob.cancel();
                      if (m_predictionControl)
                          m_predictionControl->stop();
                      m_predictJob.cancel(); // that it was stopped is nobody's complaint
                      if (m_model && !modelFitsDataset())
                          m_model.reset();
                      Q_EMIT progressed(-1, {});
                      Q_EMIT datasetOpened(m_dataset);
                  });
}

bool Workbench::modelFitsDataset() const
{
    const ModelInfo& info = m_model->info();
    return info.spec.imageSize == m_dataset->width && info.classNames == m_dataset->classNames;
}

void Workbench::setPicture(PictureRef picture)
{
    if (!m_dataset || m_picture == picture)
        return;
    m_picture = picture;
    Q_EMIT pictureChanged(picture);
    explain();
}

void Workbench::setModel(const ModelPtr& model, bool isSnapshot)
{
    m_model = model;
    m_modelJob.cancel();
    if (!isSnapshot) {
        if (m_predictionControl)
            m_predictionControl->stop();
        if (m_predictJob.isBusy())
            Q_EMIT progressed(-1, {}); // else the status line would go on counting
        m_predictJob.cancel();
        Q_EMIT predictionsDropped();
    }
    Q_EMIT modelChanged(m_model);
    explain();
}

void Workbench::makeUntrainedModel(const ModelSpec& spec, std::uint64_t seed)
{
    if (!m_dataset)
        return;
    m_modelJob.run(
        [make = m_services.untrainedModel, spec, data = m_dataset, seed] { return make(spec, *data, seed); },
        [this](const ModelPtr& model) { setModel(model); });
}

void Workbench::openModel(const QString& path)
{
    Q_EMIT progressed(-1, tr("Opening %1").arg(path));
    m_modelJob.run([open = m_services.openModel,
                    file = std::filesystem::path(path.toStdU16String())] { return open(file); },
                   [this](const ModelPtr& model) {
                       Q_EMIT progressed(-1, {});
                       setModel(model);
                       Q_EMIT modelOpened(model);
                   });
}

void Workbench::openModelOrUntrained(const std::filesystem::path& file, const ModelSpec& spec,
                                     std::uint64_t seed)
{
    if (!m_dataset)
        return;
    struct Opened
    {
        ModelPtr model;
        QString complaint;
    };
    m_modelJob.run(
        [services = m_services, file, spec, data = m_dataset, seed]() -> Opened {
            try {
                return {services.openModel(file), {}};
            } catch (const Error& error) {
                return {services.untrainedModel(spec, *data, seed), QString::fromUtf8(error.what())};
            }
        },
        [this](const Opened& opened) {
            setModel(opened.model);
            if (opened.complaint.isEmpty())
                Q_EMIT modelOpened(opened.model);
            else
                Q_EMIT failed(opened.complaint);
        });
}

void Workbench::explain()
{
    m_methodJob.cancel(); // its answer would be of another picture or model
    if (!m_model || !m_dataset || !m_picture)
        return;
    Q_EMIT explaining();
    m_explainJob.run([explain = m_services.explain, model = m_model, data = m_dataset,
                      picture = *m_picture] { return explain(model, data->image(picture)); },
                     [this](const Explanation& explanation) { Q_EMIT explained(explanation); });
}

void Workbench::computeMethod(const MethodRequest& request)
{
    if (!m_model || !m_dataset || !m_picture)
        return;
    m_methodJob.run(
        [compute = m_services.computeMethod, model = m_model, data = m_dataset, picture = *m_picture,
         request] { return compute(model, data->image(picture), request); },
        [this, request](const std::vector<MethodMap>& maps) { Q_EMIT methodComputed(request, maps); });
}

void Workbench::predict(Split split)
{
    if (!m_model || !m_dataset) {
        Q_EMIT predictionsDropped();
        return;
    }
    if (m_predictionControl)
        m_predictionControl->stop();
    m_predictionControl = std::make_shared<RunControl>();
    m_predictJob.run(
        [evaluate = m_services.evaluate, model = m_model, data = m_dataset, split,
         control = m_predictionControl,
         progress = progressToHere()] { return evaluate(model, data, split, *control, progress); },
        [this, split](const Evaluation& evaluation) {
            Q_EMIT progressed(-1, {});
            Q_EMIT predicted(split, evaluation.predictions, evaluation.accuracy);
        });
}

} // namespace saccade::ui
