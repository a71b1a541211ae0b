// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <filesystem>

class QToolBar;
class QWidget;

namespace saccade::ui {

class MainWindow;
class WindowActions;
struct Services;

/// Of its preset and the time, under the data folder's "runs"; one that does not exist yet.
std::filesystem::path newRunFolder(const std::filesystem::path& dataFolder, const QString& preset);

/// The program's name, the workspaces, the run, and at the right export, search and help.
void fillToolBar(QToolBar& bar, const WindowActions& actions, QWidget* runBar);

/// Opens each action's dialog over the window.
void connectDialogs(MainWindow& window, const WindowActions& actions, const Services& services);

} // namespace saccade::ui
