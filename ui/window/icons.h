// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPalette>

namespace saccade::ui {

/// An icon of resources/icons by its file's name, drawn in the palette's colour of that role whenever it is
/// painted, so that it follows a change of scheme by itself.
QIcon icon(const QString& name, QPalette::ColorRole role = QPalette::ButtonText);

/// The program's own icon, in its own colours.
QIcon applicationIcon();

} // namespace saccade::ui
