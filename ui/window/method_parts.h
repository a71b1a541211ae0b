// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace saccade::ui {

class AttentionWorkspace;
class MainWindow;
class Workbench;
struct Services;

/// What the picture wants to know of a method is asked of the model, and the answer shown.
void connectMethods(Workbench& bench, AttentionWorkspace& attention);

/// The panel that scores the methods on the window's picture, with its work and its action.
QWidget* makeScoreboard(MainWindow& window, const Services& services);

} // namespace saccade::ui
