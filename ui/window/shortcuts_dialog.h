// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/action_list.h"

#include <QDialog>

namespace saccade::ui {

/// Every action with its keys, by menu. Built from the actions themselves, so that it cannot go stale.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const QList<ActionGroup>& groups, QWidget* parent = nullptr);
};

} // namespace saccade::ui
