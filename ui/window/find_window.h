// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade::ui {

class MainWindow;
class WindowActions;
struct Services;

/// The pictures of a head, in a dialog beside the window: opened by the action and by the menu of a head's
/// tile. It asks the window's model, as it is changed, and a click on one of the pictures chooses it in the
/// gallery.
void connectFind(MainWindow& window, const WindowActions& actions, const Services& services);

} // namespace saccade::ui
