// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/hand/intervention_history.h"
#include "ui/attention/scene/answer.h"
#include "ui/attention/scene/shown_picture.h"
#include "ui/services.h"
#include "ui/support/latest_job.h"
#include "ui/window/own_picture.h"
#include "ui/window/question.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace saccade::ui {

/// What the window is about, without its widgets: the open data set, the picture that is chosen, the model
/// that is asked, and the work that goes on behind them. Requests return at once; signals bring the answers.
class Workbench : public QObject
{
    Q_OBJECT

public:
    explicit Workbench(const Services& services, QObject* parent = nullptr);
    ~Workbench() override;

    const DatasetPtr& dataset() const { return m_dataset; }
    const ModelPtr& model() const { return m_model; }
    /// Of the data set; nothing while an own picture is shown.
    std::optional<PictureRef> picture() const { return m_shown ? m_shown->ref : std::nullopt; }
    const std::optional<ShownPicture>& shown() const { return m_shown; }
    /// What the shown picture is made from, where it is an own one.
    const std::optional<OwnPicture>& ownPicture() const { return m_own; }
    PictureFit pictureFit() const { return m_fit; }
    /// Of the model; of the data set where there is no model yet.
    QStringList classNames() const;
    /// The shown picture's true class among classNames(); below 0 where that is not known or not one of them.
    int trueClass() const;
    /// The picture with its true class among classNames().
    ShownPicture inModelsClasses(ShownPicture picture) const;
    /// What is changed of model and picture: everything is asked of the changed ones. Heads stay changed from
    /// picture to picture and, where it has them, from model to model; painted patches go with their picture.
    InterventionHistory* history() { return &m_history; }
    /// The changed model and picture, of which the last explanation is; nothing until there is one.
    const std::optional<Intervened>& asked() const { return m_asked; }
    /// Whether the model knows other classes than those that the data set's labels number.
    bool hasOtherClasses() const;
    /// What to ask about now; nothing where there is no model or no picture.
    std::optional<Question> question() const;

    /// Opens "shapes" or a folder; what was open stays until the new one is there.
    void openDataset(const QString& source);
    void setPicture(PictureRef picture);
    /// Shows a person's own picture at the model's size.
    void setOwnPicture(std::shared_ptr<const Image> original, const QString& name, const QString& file = {});
    /// `name`: what it is called, instead of its file's name.
    void openOwnPicture(const QString& path, const QString& name = {});
    /// How own pictures are brought to the model's size, the one that is shown too.
    void setPictureFit(PictureFit fit);
    /// Asks this model from now on. Predictions belong to the model that made them and are forgotten, unless
    /// the new one is only a later snapshot of a run.
    void setModel(const ModelPtr& model, bool isSnapshot = false);
    /// A model with random weights, so that there is something to look at before training.
    void makeUntrainedModel(const ModelSpec& spec, std::uint64_t seed);
    /// `how`: what a person said that the file does not.
    void openModel(const QString& path, const LoadOptions& how = {});
    /// Opens the model; where it cannot be read, says so and makes an untrained one.
    void openModelOrUntrained(const std::filesystem::path& file, const ModelSpec& spec, std::uint64_t seed);
    /// A method's maps of the picture; the newest request wins.
    void computeMethod(const MethodRequest& request);
    void predict(Split split);
    /// Stops what goes on; for the window's end.
    void cancel();

Q_SIGNALS:
    void datasetOpened(const saccade::DatasetPtr& data);
    void modelChanged(const saccade::ModelPtr& model);
    void modelOpened(const saccade::ModelPtr& model);
    /// Nothing says how many heads the model has: a person has to. `width`: of a token.
    void headsWanted(const QString& path, int width);
    /// A file that can run code was to be opened.
    void codeRefused(const QString& path);
    void pictureChanged(const saccade::ui::ShownPicture& picture);
    void explaining();
    /// The explanation and what it is compared with; just before explained().
    void answered(const saccade::ui::Answer& answer);
    void explained(const saccade::Explanation& explanation);
    void explainFailed(const QString& sentence);
    void methodComputed(const saccade::MethodRequest& request, const std::vector<saccade::MethodMap>& maps);
    void methodFailed(const QString& sentence);
    void predicted(saccade::Split split, const std::vector<saccade::Prediction>& predictions,
                   double accuracy);
    void predictionsDropped();
    /// Something that a person asked for could not be done.
    void failed(const QString& sentence);
    /// `share` below 0: how far is not known; empty words: nothing goes on any more.
    void progressed(double share, const QString& what);

private:
    void explain();
    void show(ShownPicture picture);
    void fitOwnPicture();
    void forgetAnswers();
    int pictureSide() const;
    bool modelFitsDataset() const;
    bool hasModelsSize() const;
    void refuseSize();
    Progress progressToHere();

    Services m_services;
    DatasetPtr m_dataset;
    ModelPtr m_model;
    std::optional<ShownPicture> m_shown;
    std::optional<OwnPicture> m_own; ///< what the shown picture is made from
    PictureFit m_fit = PictureFit::Crop;
    InterventionHistory m_history;
    std::optional<Intervened> m_asked;
    std::shared_ptr<const Explanation> m_untouched; ///< of the model and the picture as they are now
    std::shared_ptr<RunControl> m_predictionControl;

    LatestJob m_opening;
    LatestJob m_modelJob;
    LatestJob m_pictureJob;
    LatestJob m_explainJob;
    LatestJob m_methodJob;
    LatestJob m_predictJob;
};

} // namespace saccade::ui
