// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/explanation.h"
#include "core/values/method.h"
#include "ui/attention/scene/answer.h"
#include "ui/attention/scene/scene.h"
#include "ui/attention/scene/shown_picture.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace saccade::ui {

class AttentionState;
class HeadGrid;
class Inspector;
class InterventionHistory;
class MethodChoice;
class MethodFollower;
class PictureView;

/// The heart of the window: the picture with its map, the grid of all maps, and what there is to know about
/// them, around one state. It computes no model: whoever owns it calls explain() and passes on the result,
/// and answers methodWanted() in the same way.
///
/// A window places the three widgets where it likes; they go with the window or with this object, whichever
/// goes first.
class AttentionWorkspace : public QObject
{
    Q_OBJECT

public:
    explicit AttentionWorkspace(QObject* parent = nullptr);
    ~AttentionWorkspace() override;

    AttentionState* state() const { return m_state; }
    MethodChoice* methodChoice() const { return m_choice; }
    /// What is shown now; never null.
    const ScenePtr& scene() const { return m_scene; }
    /// Null once a window has taken it along.
    PictureView* pictureView() const;
    HeadGrid* headGrid() const;
    Inspector* inspector() const;

    /// Shows a picture without a map: what was known of the one before is gone. `where` says where it is
    /// from ("test #10", a file's name); a label below 0 means that the true class is not known.
    void setPicture(const Image& picture, const QString& where, int trueLabel, const QStringList& classNames);
    void setPicture(const Image& picture, PictureRef ref, int trueLabel, const QStringList& classNames);
    void setPicture(const ShownPicture& picture, const QStringList& classNames);
    /// Another model came, which may have other classes: the picture stays, with what is known of it.
    void setClasses(const QStringList& classNames, int trueLabel);
    /// What a person changes with the grid's marks and the brush; without one there are neither.
    void setHistory(InterventionHistory* history);
    /// Shows what the model says of the picture, and beside it what it says of the untouched one where
    /// something is changed.
    void setAnswer(const Answer& answer);
    /// Shows what the model says of the picture. Layer, head and query stay where they still exist.
    void setExplanation(const Explanation& explanation);
    /// Shows these maps in the grid, where they are of the explanation in view.
    void setHeadMaps(const HeadMapsPtr& maps);
    /// An explanation of the picture is being computed. What is known of it stays in view until then.
    void setPending();
    /// Why there is no explanation.
    void setMessage(const QString& message);
    void clear();
    /// A method's answer; one that is no longer wanted is dropped.
    void setMethodMaps(const MethodRequest& request, const std::vector<MethodMap>& maps);
    /// Why there is no answer to what was asked last.
    void setMethodMessage(const QString& message);

Q_SIGNALS:
    void methodWanted(const saccade::MethodRequest& request);

private:
    void takeUpMethod();
    void askMethod(const MethodRequest& request);
    void publishMethod(std::shared_ptr<const MethodResult> method);
    /// Of another picture: what was computed is gone, but the scale that was seen so far holds.
    std::shared_ptr<const MethodResult> emptyMethod() const;
    void publish(const Scene& scene);
    void publishBeside();

    ScenePtr m_scene;
    std::shared_ptr<const Explanation> m_untouched; ///< of the answer that is being taken up
    QTimer m_beside;
    AttentionState* m_state;
    MethodChoice* m_choice;
    MethodFollower* m_follower;
    QPointer<PictureView> m_view;
    QPointer<HeadGrid> m_grid;
    QPointer<Inspector> m_inspector;
};

} // namespace saccade::ui
