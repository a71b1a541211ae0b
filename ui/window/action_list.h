// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QAction;
class QMenuBar;

namespace saccade::ui {

/// Actions that belong together, under a menu's name.
struct ActionGroup
{
    /// A key that is no action: something to hold, or a key of the picture's own.
    struct Hint
    {
        QString keys;
        QString what;
    };

    QString title;
    QList<QAction*> actions;
    QList<Hint> hints{};
};

/// A group a menu; actions of a submenu belong to its menu's. Separators and menus themselves are left out.
QList<ActionGroup> actionGroups(const QMenuBar& bar);

/// A text without what marks its mnemonic: "&Open" and "打开(&O)" are "Open" and "打开".
QString withoutMnemonic(QString text);

/// An action's words without the mnemonic and without a closing "…".
QString plainText(const QAction& action);

/// Why a disabled action cannot be used: its tooltip, where it has one of its own.
QString reasonOf(const QAction& action);

} // namespace saccade::ui
