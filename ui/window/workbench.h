// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services.h"
#include "ui/support/latest_job.h"

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
    std::optional<PictureRef> picture() const { return m_picture; }

    /// Opens "shapes" or a folder; what was open stays until the new one is there.
    void openDataset(const QString& source);
    void setPicture(PictureRef picture);
    /// Asks this model from now on. Predictions belong to the model that made them and are forgotten, unless
    /// the new one is only a later snapshot of a run.
    void setModel(const ModelPtr& model, bool isSnapshot = false);
    /// A model with random weights, so that there is something to look at before training.
    void makeUntrainedModel(const ModelSpec& spec, std::uint64_t seed);
    void openModel(const QString& path);
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
    void pictureChanged(saccade::PictureRef picture);
    void explaining();
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
    bool modelFitsDataset() const;
    Progress progressToHere();

    Services m_services;
    DatasetPtr m_dataset;
    ModelPtr m_model;
    std::optional<PictureRef> m_picture;
    std::shared_ptr<RunControl> m_predictionControl;

    LatestJob m_opening;
    LatestJob m_modelJob;
    LatestJob m_explainJob;
    LatestJob m_methodJob;
    LatestJob m_predictJob;
};

} // namespace saccade::ui
