// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade::ui {

class MainWindow;
class WindowActions;
struct Services;

/// The way from *Open model* to a model: the file, what it does not say itself, and why it may not be opened.
void connectModelOpening(MainWindow& window, const WindowActions& actions, const Services& services);

} // namespace saccade::ui
