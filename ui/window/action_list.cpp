// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/action_list.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

namespace saccade::ui {

namespace {

void collect(const QMenu& menu, QList<QAction*>& into)
{
    for (QAction* action : menu.actions()) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        if (const QMenu* submenu = action->menu())
            collect(*submenu, into);
        else
            into += action;
    }
}

} // namespace

QList<ActionGroup> actionGroups(const QMenuBar& bar)
{
    QList<ActionGroup> groups;
    for (const QAction* entry : bar.actions()) {
        if (!entry->menu())
            continue;
        ActionGroup group;
        group.title = withoutMnemonic(entry->text());
        collect(*entry->menu(), group.actions);
        if (!group.actions.isEmpty())
            groups += group;
    }
    return groups;
}

QString withoutMnemonic(QString text)
{
    // Chinese has no letter of its own to underline, so the letter stands behind in brackets.
    static const QRegularExpression bracketed(QStringLiteral("\\s*\\(&[^&]\\)"));
    // "&&" is a literal ampersand.
    static const QChar marker(0x1);
    return text.remove(bracketed)
        .replace(QLatin1String("&&"), QString(marker))
        .remove(QLatin1Char('&'))
        .replace(marker, QLatin1Char('&'));
}

QString plainText(const QAction& action)
{
    QString text = withoutMnemonic(action.text());
    while (text.endsWith(QChar(0x2026)) || text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

QString reasonOf(const QAction& action)
{
    // Without a tooltip of its own an action gives its text.
    if (action.isEnabled() || action.toolTip() == plainText(action))
        return {};
    return action.toolTip();
}

} // namespace saccade::ui
