// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade::ui {

class MainWindow;
struct Services;

/// Opens the steps of self-attention beside the window, or closes them. They follow its model, picture,
/// layer, head and query.
void toggleSteps(MainWindow& window, const Services& services);

} // namespace saccade::ui
