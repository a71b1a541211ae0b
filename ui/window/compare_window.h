// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade::ui {

class MainWindow;
struct Services;

/// Opens the comparison of two models beside the window, or closes it. It follows the window's model and
/// picture.
void toggleCompare(MainWindow& window, const Services& services);

} // namespace saccade::ui
