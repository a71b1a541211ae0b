// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/intervention.h"

#include <QObject>
#include <QUndoStack>

#include <functional>
#include <optional>

namespace saccade::ui {

/// What a person has changed of the model and the picture, and the way there: every change is one step that
/// can be undone; a drag or a stroke of the brush is shown while it goes on and becomes one step at its end.
class InterventionHistory : public QObject
{
    Q_OBJECT

public:
    explicit InterventionHistory(QObject* parent = nullptr);

    const Intervention& current() const { return m_current; }
    QUndoStack* stack() { return &m_stack; }

    /// One step, by the name that stands behind "Undo"; none where nothing changes.
    void change(const Intervention& after, const QString& name);
    /// Shows a change that is still going on. commit() makes one step of all of them.
    void preview(const Intervention& now);
    void commit(const QString& name);

    void toggleMute(int layer, int head);
    void setFactor(int layer, int head, double factor);
    /// `heads`: how many the layer has.
    void muteOthers(int layer, int head, int heads);
    void resetHead(int layer, int head);
    void resetHeads();
    /// A step only where patches are painted out; else it is the fill of the next stroke.
    void setFill(PatchFill fill);
    void reset();

    /// Another picture: painted patches belong to the one before. They are dropped, and so is what they were
    /// in every step; steps in which nothing else happened are gone. Says nothing: the owner announces it.
    void forgetPatches();
    /// Another model: the same for heads that it does not have. Says nothing either.
    void keepHeads(int layers, int heads);
    void announce() { Q_EMIT changed(); }

    /// "2 heads muted, 3 patches painted out"; empty where nothing is changed.
    static QString words(const Intervention& intervention);

Q_SIGNALS:
    void changed();

private:
    class Step;
    void apply(const Intervention& intervention);
    void rewrite(const std::function<Intervention(Intervention)>& rule);

    Intervention m_current;
    std::optional<Intervention> m_before; ///< of the change that goes on
    bool m_quiet = false;
    QUndoStack m_stack;
};

} // namespace saccade::ui
