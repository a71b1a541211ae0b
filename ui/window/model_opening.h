// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace saccade::ui {

class MainWindow;
class Workbench;
class WindowActions;
struct Services;

/// The way from *Open model* to a model: the file, what it does not say itself, and why it may not be opened.
void connectModelOpening(MainWindow& window, const WindowActions& actions, const Services& services);

/// Opens the model once the data set's own is there (or cannot be), which would else be opened over it.
void openBehindFirst(Workbench& bench, const QString& model);

} // namespace saccade::ui
