// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDialog;
class QDialogButtonBox;

namespace saccade::ui {

/// The row of buttons of a dialog that is only closed. Its word is ours: Qt's own translations need not be
/// installed.
QDialogButtonBox* closeButtons(QDialog* dialog);

} // namespace saccade::ui
