// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/scene.h"
#include "ui/services.h"
#include "ui/support/latest_job.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace saccade::ui {

class AttentionState;
class DifferenceCanvas;
class HeadGrid;
class PictureView;

/// Two models on one picture, side by side: the one that the window asks, and another one that is opened
/// here. Layer, head and query are the same for both, wherever they are chosen; between the two stands the
/// difference of their maps.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    explicit CompareDialog(const Services& services, QWidget* parent = nullptr);

    /// What both are asked about, by the first model. `scene` is the picture with its labels.
    void setSubject(const ModelPtr& first, const Scene& scene);
    void openOther(const QString& path);

    AttentionState* state() const { return m_state; }
    const ScenePtr& scene(int model) const { return m_sides[std::size_t(model)].scene; }
    PictureView* view(int model) const { return m_sides[std::size_t(model)].view; }
    DifferenceCanvas* difference() const { return m_difference; }

private:
    struct Side
    {
        ModelPtr model;
        ScenePtr scene;
        QLabel* name = nullptr;
        PictureView* view = nullptr;
        HeadGrid* grid = nullptr;
    };
    /// What a model says of the picture, or why it says nothing.
    struct Answer
    {
        std::shared_ptr<const Explanation> explanation;
        QString message;
        bool isHint = false;
    };

    void build();
    void offerModels();
    void chooseOther();
    void ask();
    void showAnswers(const std::array<Answer, 2>& answers);
    void publish();
    void refreshNames();

    Services m_services;
    AttentionState* m_state;
    std::array<Side, 2> m_sides;
    Scene m_subject;
    DifferenceCanvas* m_difference;
    QLabel* m_scale;
    QPushButton* m_open;
    LatestJob m_opening;
    LatestJob m_asking;
};

} // namespace saccade::ui
