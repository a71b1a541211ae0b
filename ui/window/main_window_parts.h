// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

class QString;
class QToolBar;
class QWidget;

namespace saccade::ui {

class MainWindow;
class WindowActions;
struct Services;

/// The program's name, the workspaces, the run, and at the right export, search and help.
void fillToolBar(QToolBar& bar, const WindowActions& actions, QWidget* runBar);

/// A folder of `dataFolder`/runs that is not there yet, named by the preset and the time.
std::filesystem::path newRunFolder(const std::filesystem::path& dataFolder, const QString& preset);

/// Opens each action's dialog over the window.
void connectDialogs(MainWindow& window, const WindowActions& actions, const Services& services);

} // namespace saccade::ui
