// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/query.h"

#include <optional>

namespace saccade::ui {

class InterventionHistory;

/// A stroke over the grid of patches: from press to release, one step of the history. Patches between two
/// places of the mouse are taken too, since a fast hand skips some.
class PatchBrush
{
public:
    void setHistory(InterventionHistory* history) { m_history = history; }

    bool isDown() const { return m_down; }
    /// `columns`: of the grid. `back`: gives patches back instead of painting them out.
    void press(const Query& patch, int columns, bool back);
    /// Nothing: the mouse is beside the picture, and the stroke goes on where it comes back.
    void move(const std::optional<Query>& patch);
    void release();

private:
    void paint(const Query& from, const Query& to);

    InterventionHistory* m_history = nullptr;
    bool m_down = false;
    bool m_back = false;
    int m_columns = 0;
    std::optional<Query> m_last;
};

} // namespace saccade::ui
