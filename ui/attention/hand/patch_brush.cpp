// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/hand/patch_brush.h"

#include "ui/attention/hand/intervention_history.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace saccade::ui {

void PatchBrush::press(const Query& patch, int columns, bool back)
{
    if (!m_history)
        return;
    m_down = true;
    m_back = back;
    m_columns = columns;
    m_last = patch;
    paint(patch, patch);
}

void PatchBrush::move(const std::optional<Query>& patch)
{
    if (!m_down)
        return;
    if (patch && patch != m_last)
        paint(m_last.value_or(*patch), *patch);
    m_last = patch;
}

void PatchBrush::release()
{
    if (!m_down)
        return;
    m_down = false;
    m_last.reset();
    m_history->commit(m_back ? InterventionHistory::tr("unpaint patches")
                             : InterventionHistory::tr("paint out patches"));
}

void PatchBrush::paint(const Query& from, const Query& to)
{
    Intervention now = m_history->current();
    const int steps = std::max(std::abs(to.row - from.row), std::abs(to.column - from.column));
    for (int i = 0; i <= steps; ++i) {
        const double share = steps == 0 ? 0.0 : double(i) / steps;
        const int row = int(std::lround(from.row + share * (to.row - from.row)));
        const int column = int(std::lround(from.column + share * (to.column - from.column)));
        now.setPainted(row * m_columns + column, !m_back);
    }
    m_history->preview(now);
}

} // namespace saccade::ui
