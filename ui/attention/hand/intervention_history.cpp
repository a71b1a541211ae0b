// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/hand/intervention_history.h"

#include <QStringList>

#include <algorithm>
#include <utility>
#include <vector>

namespace saccade::ui {

class InterventionHistory::Step : public QUndoCommand
{
public:
    Step(InterventionHistory* history, Intervention before, Intervention after, const QString& name)
        : QUndoCommand(name)
        , m_history(history)
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }

    const Intervention& before() const { return m_before; }
    const Intervention& after() const { return m_after; }
    void undo() override { m_history->apply(m_before); }
    void redo() override { m_history->apply(m_after); }

private:
    InterventionHistory* m_history;
    Intervention m_before;
    Intervention m_after;
};

InterventionHistory::InterventionHistory(QObject* parent)
    : QObject(parent)
{
}

void InterventionHistory::apply(const Intervention& intervention)
{
    m_before.reset();
    if (m_current == intervention)
        return;
    m_current = intervention;
    if (!m_quiet)
        Q_EMIT changed();
}

void InterventionHistory::change(const Intervention& after, const QString& name)
{
    const Intervention before = m_before.value_or(m_current);
    m_before.reset();
    if (before == after)
        apply(after);
    else
        m_stack.push(new Step(this, before, after, name));
}

void InterventionHistory::preview(const Intervention& now)
{
    const Intervention before = m_before.value_or(m_current);
    apply(now);
    m_before = before;
}

void InterventionHistory::commit(const QString& name)
{
    if (m_before)
        change(Intervention(m_current), name);
}

void InterventionHistory::toggleMute(int layer, int head)
{
    const bool muted = m_current.factorOf(layer, head) == 0.0;
    Intervention after = m_current;
    after.setFactor(layer, head, muted ? 1.0 : 0.0);
    //: what is undone: "Undo mute layer 3 head 1"
    change(after, (muted ? tr("unmute layer %1 head %2") : tr("mute layer %1 head %2")).arg(layer).arg(head));
}

void InterventionHistory::setFactor(int layer, int head, double factor)
{
    Intervention after = m_current;
    after.setFactor(layer, head, std::clamp(factor, 0.0, 2.0));
    change(after, tr("scale layer %1 head %2").arg(layer).arg(head));
}

void InterventionHistory::muteOthers(int layer, int head, int heads)
{
    Intervention after = m_current;
    for (int other = 0; other < heads; ++other)
        if (other != head)
            after.setFactor(layer, other, 0.0);
    change(after, tr("mute the other heads of layer %1").arg(layer));
}

void InterventionHistory::resetHead(int layer, int head)
{
    Intervention after = m_current;
    after.setFactor(layer, head, 1.0);
    change(after, tr("reset layer %1 head %2").arg(layer).arg(head));
}

void InterventionHistory::resetHeads()
{
    Intervention after = m_current;
    after.heads.clear();
    change(after, tr("reset all heads"));
}

void InterventionHistory::setFill(PatchFill fill)
{
    Intervention after = m_current;
    after.fill = fill;
    if (after.patches.empty())
        apply(after);
    else
        change(after, tr("change the fill"));
}

void InterventionHistory::reset()
{
    Intervention after;
    after.fill = m_current.fill;
    change(after, tr("reset all changes"));
}

void InterventionHistory::forgetPatches()
{
    rewrite([fill = m_current.fill](Intervention intervention) {
        intervention.patches.clear();
        intervention.fill = fill; // what is left of a step that changed it
        return intervention;
    });
}

void InterventionHistory::keepHeads(int layers, int heads)
{
    rewrite([layers, heads](Intervention intervention) {
        std::erase_if(intervention.heads, [layers, heads](const HeadScale& scale) {
            return scale.layer >= layers || scale.head >= heads;
        });
        return intervention;
    });
}

void InterventionHistory::rewrite(const std::function<Intervention(Intervention)>& rule)
{
    m_quiet = true;
    const Intervention now = rule(m_current);
    std::vector<Step*> kept;
    std::size_t done = 0; // of those kept, how many are not undone
    for (int i = 0; i < m_stack.count(); ++i) {
        const auto* step = static_cast<const Step*>(m_stack.command(i));
        const Intervention before = rule(step->before());
        const Intervention after = rule(step->after());
        if (before == after)
            continue;
        kept.push_back(new Step(this, before, after, step->text()));
        if (i < m_stack.index())
            done = kept.size();
    }
    m_stack.clear();
    for (Step* step : kept)
        m_stack.push(step);
    m_stack.setIndex(int(done));
    apply(now);
    m_quiet = false;
}

QString InterventionHistory::words(const Intervention& intervention)
{
    int muted = 0;
    for (const HeadScale& scale : intervention.heads)
        muted += scale.factor == 0.0 ? 1 : 0;
    const int scaled = int(intervention.heads.size()) - muted;
    const int painted = int(intervention.patches.size());
    QStringList parts;
    if (muted > 0)
        parts << (muted == 1 ? tr("1 head muted") : tr("%1 heads muted").arg(muted));
    if (scaled > 0)
        parts << (scaled == 1 ? tr("1 head scaled") : tr("%1 heads scaled").arg(scaled));
    if (painted > 0)
        parts << (painted == 1 ? tr("1 patch painted out") : tr("%1 patches painted out").arg(painted));
    //: between the parts of a list
    return parts.join(tr(", "));
}

} // namespace saccade::ui
