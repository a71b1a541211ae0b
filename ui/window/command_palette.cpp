// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/command_palette.h"

#include "ui/window/command_delegate.h"
#include "ui/window/fuzzy_match.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int ActionRole = Qt::UserRole;

} // namespace

CommandPalette::CommandPalette(const QList<ActionGroup>& groups, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_query(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_reason(new QLabel(this))
{
    setWindowTitle(tr("Search actions"));
    setObjectName("palette");
    for (const ActionGroup& group : groups)
        for (QAction* action : group.actions)
            m_entries += {action, group.title};
    m_query->setPlaceholderText(tr("Search actions"));
    m_query->setAccessibleName(tr("Search actions"));
    m_query->setToolTip(tr("Type some letters of what you want to do; Enter does it, Esc closes"));
    m_query->installEventFilter(this);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus); // the field keeps the keys; arrows are handed on
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Actions found"));
    m_reason->setObjectName("reason");
    m_reason->setProperty("kind", QStringLiteral("warn"));
    m_reason->setWordWrap(true);
    m_reason->setContentsMargins(12, 2, 12, 4);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_query);
    column->addWidget(m_list, 1);
    column->addWidget(m_reason);
    resize(560, 420);
    connect(m_query, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_query, &QLineEdit::returnPressed, this, [this] { choose(m_list->currentItem()); });
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    connect(m_list, &QListWidget::currentRowChanged, this, &CommandPalette::showReason);
    search({});
}

QList<QAction*> CommandPalette::listed() const
{
    QList<QAction*> actions;
    for (int i = 0; i < m_list->count(); ++i)
        actions += actionOf(m_list->item(i));
    return actions;
}

QAction* CommandPalette::actionOf(const QListWidgetItem* item) const
{
    return item ? item->data(ActionRole).value<QAction*>() : nullptr;
}

void CommandPalette::search(const QString& query)
{
    struct Found
    {
        const Entry* entry;
        FuzzyMatch match;
    };
    QList<Found> found;
    for (const Entry& entry : std::as_const(m_entries))
        if (auto match = fuzzyMatch(query, plainText(*entry.action)))
            found += {&entry, std::move(*match)};
    // What can be used before what cannot, where they match alike; otherwise in the menus' order.
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        if (a.match.score != b.match.score)
            return a.match.score > b.match.score;
        return a.entry->action->isEnabled() && !b.entry->action->isEnabled();
    });
    m_list->clear();
    for (const Found& one : std::as_const(found)) {
        const QAction& action = *one.entry->action;
        auto* item = new QListWidgetItem(plainText(action), m_list);
        item->setData(ActionRole, QVariant::fromValue(one.entry->action));
        item->setData(CommandDelegate::GroupRole, one.entry->group);
        item->setData(CommandDelegate::KeysRole, action.shortcut().toString(QKeySequence::NativeText));
        item->setData(CommandDelegate::MatchRole, QVariant::fromValue(one.match.positions));
        item->setData(CommandDelegate::UsableRole, action.isEnabled());
        item->setToolTip(action.toolTip());
    }
    m_list->setCurrentRow(found.isEmpty() ? -1 : 0);
    showReason();
}

void CommandPalette::showReason()
{
    const QAction* action = actionOf(m_list->currentItem());
    QString text;
    if (!action)
        text = tr("No action has these letters in this order.");
    else if (!action->isEnabled())
        text = reasonOf(*action).isEmpty() ? tr("This cannot be used now.") : reasonOf(*action);
    m_reason->setText(text);
    m_reason->setVisible(!text.isEmpty());
}

void CommandPalette::choose(const QListWidgetItem* item)
{
    const QPointer<QAction> action = actionOf(item);
    if (!action || !action->isEnabled())
        return;
    // Closed first, so that a dialog that the action opens has the window, not the palette, as its parent.
    accept();
    if (action)
        action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_query && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QCoreApplication::sendEvent(m_list, event);
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    m_query->selectAll();
    m_query->setFocus();
    if (const QWidget* over = parentWidget()) {
        const QRect window(over->window()->mapToGlobal(QPoint(0, 0)), over->window()->size());
        move(window.center().x() - width() / 2, window.top() + window.height() / 8);
    }
}

} // namespace saccade::ui
