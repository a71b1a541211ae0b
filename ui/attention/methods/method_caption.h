// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"
#include "ui/attention/scene/scene.h"

#include <QString>

namespace saccade::ui {

/// Which map it is, with what was left open filled in: "<b>Grad-CAM</b>, layer 5, for <b>horse</b>."
QString methodSentence(const Scene& scene, const MethodMap& map);

/// What was computed, and whether that is 0 all over.
QString methodWords(const MethodMap& map);

/// About the longest of each: room is kept for them, so that nothing moves from map to map.
QString longestMethodSentence();
QString longestMethodWords();

} // namespace saccade::ui
