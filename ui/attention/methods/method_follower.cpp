// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/methods/method_follower.h"

#include "ui/attention/methods/method_choice.h"
#include "ui/attention/methods/method_request.h"
#include "ui/attention/scene/attention_state.h"

#include <utility>

namespace saccade::ui {

namespace {

bool differOnlyInQuery(MethodRequest one, const MethodRequest& other)
{
    one.query = other.query;
    return one == other;
}

} // namespace

MethodFollower::MethodFollower(AttentionState* state, MethodChoice* choice, QObject* parent)
    : QObject(parent)
    , m_state(state)
    , m_choice(choice)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &MethodFollower::ask);
    connect(state, &AttentionState::changed, this, &MethodFollower::follow);
    connect(choice, &MethodChoice::changed, this, &MethodFollower::follow);
}

void MethodFollower::setExplanation(std::shared_ptr<const Explanation> explanation)
{
    m_explanation = std::move(explanation);
    m_asked.reset();
    m_timer.stop();
    if (m_explanation && !m_choice->isAttention())
        ask(); // from picture to picture there is nothing to wait for
}

void MethodFollower::follow()
{
    m_timer.stop();
    if (m_choice->isAttention())
        m_asked.reset();
    if (!m_explanation || m_choice->isAttention())
        return;
    const MethodRequest request = requestFor(*m_choice, *m_state, *m_explanation);
    if (m_asked == request)
        return;
    const bool followsTheMouse = m_asked && !m_state->isPinned() && differOnlyInQuery(*m_asked, request);
    m_timer.start(followsTheMouse ? RestMs : SettleMs);
}

void MethodFollower::ask()
{
    if (!m_explanation)
        return;
    const MethodRequest request = requestFor(*m_choice, *m_state, *m_explanation);
    m_asked = request;
    Q_EMIT wanted(request);
}

} // namespace saccade::ui
