// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/workbench.h"

#include "core/values/error.h"
#include "ui/support/model_name.h"
#include "ui/window/work_words.h"

#include <QFileInfo>
#include <QMetaObject>
#include <QPointer>

#include <algorithm>

namespace saccade::ui {

Workbench::Workbench(const Services& services, QObject* parent)
    : QObject(parent)
    , m_services(services)
{
    for (LatestJob* job : {&m_opening, &m_modelJob, &m_pictureJob, &m_predictJob})
        connect(job, &LatestJob::failed, this, [this](const QString& sentence) {
            Q_EMIT progressed(-1, {});
            Q_EMIT failed(sentence);
        });
    connect(&m_predictJob, &LatestJob::failed, this, &Workbench::predictionsDropped);
    connect(&m_explainJob, &LatestJob::failed, this, &Workbench::explainFailed);
    connect(&m_history, &InterventionHistory::changed, this, &Workbench::explain);
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
    for (LatestJob* job :
         {&m_opening, &m_modelJob, &m_pictureJob, &m_explainJob, &m_methodJob, &m_predictJob})
        job->cancel();
}

Progress Workbench::progressToHere()
{
    return [self = QPointer<Workbench>(this)](double share, const std::string& what) {
        QMetaObject::invokeMethod(
            self,
            [self, share, words = QString::fromStdString(what)] {
                if (self)
                    Q_EMIT self->progressed(share, workWords(words));
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
                      m_shown.reset();
                      m_own.reset();
                      forgetAnswers();
                      m_pictureJob.cancel();
                      m_explainJob.cancel();
                      m_history.forgetPatches();
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

bool Workbench::hasOtherClasses() const
{
    return m_model && m_dataset && !m_model->info().classNames.empty() &&
           m_model->info().classNames != m_dataset->classNames;
}

void Workbench::setPicture(PictureRef ref)
{
    if (!m_dataset || picture() == ref)
        return;
    m_own.reset();
    m_pictureJob.cancel();
    show({ref, m_dataset->image(ref), {}, m_dataset->label(ref)});
}

void Workbench::show(ShownPicture picture)
{
    m_shown = std::move(picture);
    forgetAnswers();
    m_history.forgetPatches();
    Q_EMIT pictureChanged(*m_shown);
    m_history.announce(); // and with it explain()
}

void Workbench::forgetAnswers()
{
    m_untouched.reset();
    m_asked.reset();
}

void Workbench::openOwnPicture(const QString& path, const QString& name)
{
    m_pictureJob.run([file = std::filesystem::path(path.toStdU16String())] { return readPicture(file); },
                     [this, path, name](std::shared_ptr<const Image> original) {
                         setOwnPicture(std::move(original),
                                       name.isEmpty() ? QFileInfo(path).fileName() : name,
                                       QFileInfo(path).absoluteFilePath());
                     });
}

void Workbench::setOwnPicture(std::shared_ptr<const Image> original, const QString& name, const QString& file)
{
    if (!m_dataset) {
        Q_EMIT failed(
            tr("A data set has to be open first: its classes are what a picture is told apart by."));
        return;
    }
    m_own = OwnPicture{std::move(original), name, file};
    fitOwnPicture();
}

void Workbench::setPictureFit(PictureFit fit)
{
    if (m_fit == fit)
        return;
    m_fit = fit;
    fitOwnPicture();
}

int Workbench::pictureSide() const
{
    return m_model ? m_model->info().spec.imageSize : m_dataset->width;
}

QStringList Workbench::classNames() const
{
    if (m_model && !m_model->info().classNames.empty())
        return toStringList(m_model->info().classNames);
    return m_dataset ? toStringList(m_dataset->classNames) : QStringList();
}

int Workbench::trueClass() const
{
    return m_shown ? inModelsClasses(*m_shown).trueLabel : -1;
}

ShownPicture Workbench::inModelsClasses(ShownPicture picture) const
{
    if (!m_model || m_model->info().classNames.empty() || !m_dataset || picture.trueLabel < 0)
        return picture;
    const auto& names = m_model->info().classNames;
    const auto found =
        std::find(names.begin(), names.end(), m_dataset->classNames.at(std::size_t(picture.trueLabel)));
    picture.trueLabel = found == names.end() ? -1 : int(found - names.begin());
    return picture;
}

bool Workbench::hasModelsSize() const
{
    const int side = m_model->info().spec.imageSize;
    return m_shown->pixels.width == side && m_shown->pixels.height == side;
}

void Workbench::refuseSize()
{
    m_explainJob.cancel();
    if (!m_own) // an own one is being fitted
        Q_EMIT explainFailed(
            tr("This model looks at pictures of %1 × %1 pixels, and those of the data set "
               "have %2 × %3. Open a picture of your own: it is brought to the model's size.")
                .arg(m_model->info().spec.imageSize)
                .arg(m_shown->pixels.width)
                .arg(m_shown->pixels.height));
}

void Workbench::fitOwnPicture()
{
    if (!m_own || !m_dataset)
        return;
    m_pictureJob.run([own = *m_own, side = pictureSide(), fit = m_fit,
                      mean = m_model
                                 ? m_model->info().normalisation.mean
                                 : m_dataset->normalisation.mean] { return fitted(own, side, fit, mean); },
                     [this](const ShownPicture& picture) { show(picture); });
}

void Workbench::setModel(const ModelPtr& model, bool isSnapshot)
{
    const bool otherGrid = !m_model || m_model->info().spec.patches() != model->info().spec.patches();
    m_model = model;
    m_modelJob.cancel();
    forgetAnswers();
    const ModelSpec& spec = model->info().spec;
    m_history.keepHeads(spec.hasAttention() ? spec.depth : 0, spec.heads);
    if (otherGrid)
        m_history.forgetPatches();
    if (!isSnapshot) {
        if (m_predictionControl)
            m_predictionControl->stop();
        if (m_predictJob.isBusy())
            Q_EMIT progressed(-1, {}); // else the status line would go on counting
        m_predictJob.cancel();
        Q_EMIT predictionsDropped();
    }
    Q_EMIT modelChanged(m_model);
    m_history.announce(); // and with it explain()
    if (m_own && m_shown && m_shown->pixels.width != pictureSide())
        fitOwnPicture();
}

void Workbench::makeUntrainedModel(const ModelSpec& spec, std::uint64_t seed)
{
    if (!m_dataset)
        return;
    m_modelJob.run(
        [make = m_services.untrainedModel, spec, data = m_dataset, seed] { return make(spec, *data, seed); },
        [this](const ModelPtr& model) { setModel(model); });
}

void Workbench::openModel(const QString& path, const LoadOptions& how)
{
    struct Opened
    {
        ModelPtr model = nullptr;
        int width = 0;         ///< above 0: the number of heads is wanted
        QString codeFile = {}; ///< not empty: it was refused
    };
    Q_EMIT progressed(-1, tr("Opening %1").arg(path));
    m_modelJob.run(
        [services = m_services, file = std::filesystem::path(path.toStdU16String()), how]() -> Opened {
            try {
                return {how.heads || how.imageSize ? services.openModelWith(file, how)
                                                   : services.openModel(file)};
            } catch (const HeadsUnknown& unknown) {
                return {nullptr, unknown.width()};
            } catch (const CanRunCode& refusal) {
                return {nullptr, 0, QString::fromStdU16String(refusal.file().u16string())};
            }
        },
        [this, path](const Opened& opened) {
            Q_EMIT progressed(-1, {});
            if (opened.width > 0) {
                Q_EMIT headsWanted(path, opened.width);
            } else if (!opened.codeFile.isEmpty()) {
                Q_EMIT codeRefused(opened.codeFile);
            } else {
                setModel(opened.model);
                Q_EMIT modelOpened(opened.model);
            }
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

std::optional<Question> Workbench::question() const
{
    if (!m_model || !m_dataset || !m_shown)
        return std::nullopt;
    return Question{m_model, m_shown->pixels, m_history.current(), m_services.intervene};
}

void Workbench::explain()
{
    m_methodJob.cancel(); // its answer would be of another picture or model
    const std::optional<Question> asked = question();
    if (!asked)
        return;
    if (!hasModelsSize()) {
        refuseSize();
        return;
    }
    Q_EMIT explaining();
    // A newer question replaces one that waits: a fast hand asks only for where it is by then. Whatever
    // changes the model or the picture asks anew, so that an answer which arrives is of these two.
    m_explainJob.run(
        [explain = m_services.explain, question = *asked, known = m_untouched]() -> Answer {
            Answer answer;
            answer.intervention = question.intervention;
            answer.untouched =
                known ? known
                      : std::make_shared<const Explanation>(explain(question.model, question.picture));
            const Intervened changed = question.asked();
            answer.model = changed.model;
            answer.picture = changed.picture;
            answer.explanation =
                question.intervention.isEmpty() ? *answer.untouched : explain(changed.model, changed.picture);
            return answer;
        },
        [this](const Answer& answer) {
            m_untouched = answer.untouched;
            m_asked = Intervened{answer.model, answer.picture};
            Q_EMIT answered(answer);
            Q_EMIT explained(answer.explanation);
        });
}

void Workbench::computeMethod(const MethodRequest& request)
{
    if (!m_asked)
        return;
    m_methodJob.run(
        [compute = m_services.computeMethod, asked = *m_asked, request] {
            return compute(asked.model, asked.picture, request);
        },
        [this, request](const std::vector<MethodMap>& maps) { Q_EMIT methodComputed(request, maps); });
}

void Workbench::predict(Split split)
{
    if (!m_model || !m_dataset) {
        Q_EMIT predictionsDropped();
        return;
    }
    if (hasOtherClasses()) {
        Q_EMIT predictionsDropped();
        Q_EMIT failed(tr("This model knows other classes than the data set has: what it predicts cannot be "
                         "held against the labels."));
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
