// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/explanation.h"
#include "core/values/method.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace saccade::ui {

class AttentionState;
class MethodChoice;

/// Says when a method has to be computed: soon after something was chosen, and for a query that only follows
/// the mouse, once the mouse rests. The attention itself is never asked for: it is in the explanation.
class MethodFollower : public QObject
{
    Q_OBJECT

public:
    MethodFollower(AttentionState* state, MethodChoice* choice, QObject* parent = nullptr);

    /// What the model says of the picture that is shown. Every new one is asked about anew; null: there is
    /// nothing to ask about.
    void setExplanation(std::shared_ptr<const Explanation> explanation);
    /// Whether this is what was asked for last, and still wanted.
    bool isAwaited(const MethodRequest& request) const { return m_asked == request; }

    static constexpr int RestMs = 250;
    static constexpr int SettleMs = 40;

Q_SIGNALS:
    void wanted(const saccade::MethodRequest& request);

private:
    void follow();
    void ask();

    AttentionState* m_state;
    MethodChoice* m_choice;
    std::shared_ptr<const Explanation> m_explanation;
    std::optional<MethodRequest> m_asked;
    QTimer m_timer;
};

} // namespace saccade::ui
