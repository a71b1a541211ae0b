// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/inspector/bar_list.h"
#include "ui/attention/scene/scene.h"

namespace saccade::ui {

/// A row a class, the most probable first. Where something is changed, each has the untouched value as its
/// ghost and the difference in percentage points.
QList<BarList::Row> probabilityRows(const Scene& scene);

/// The logits in the same order, where something is changed; else none. The bars reach from the lowest to
/// the highest of both.
QList<BarList::Row> logitRows(const Scene& scene);

} // namespace saccade::ui
