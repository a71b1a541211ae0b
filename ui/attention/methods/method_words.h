// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"

#include <QString>
#include <QStringList>

namespace saccade::ui {

/// A method's name as the field calls it: "Grad-CAM". What is no method, as a baseline, keeps its own name.
QString methodName(const std::string& name);

/// The heading that a menu has it under.
QString methodGroup(const MethodInfo& method);

/// What it computes, who published it, and what it does not say. Rich text.
QString methodToolTip(const MethodInfo& method);

/// A map's own words, in the window's language where they are known.
QString methodMapWords(const MethodMap& map);

/// The class's name, or "class 3" where it has none.
QString classWords(const QStringList& names, int index);

} // namespace saccade::ui
