// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/shortcuts_dialog.h"

#include "ui/window/close_buttons.h"
#include "ui/window/theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace saccade::ui {

namespace {

QLabel* keycap(const QString& keys, QWidget* parent)
{
    auto* label = new QLabel(keys, parent);
    label->setProperty("kind", QStringLiteral("key"));
    return label;
}

int rowsOf(const ActionGroup& group)
{
    return int(group.actions.size() + group.hints.size()) + 2; // and the heading with the space above it
}

QWidget* groupWidget(const ActionGroup& group)
{
    auto* widget = new QWidget;
    auto* grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(0, 1);
    grid->addWidget(sectionLabel(group.title), 0, 0, 1, 2);
    int row = 1;
    for (const QAction* action : group.actions) {
        auto* name = new QLabel(plainText(*action), widget);
        name->setToolTip(action->toolTip());
        grid->addWidget(name, row, 0);
        auto* keys = new QHBoxLayout;
        keys->setSpacing(4);
        keys->addStretch(1);
        for (const QKeySequence& sequence : action->shortcuts())
            keys->addWidget(keycap(sequence.toString(QKeySequence::NativeText), widget));
        grid->addLayout(keys, row++, 1);
    }
    for (const ActionGroup::Hint& hint : group.hints) {
        grid->addWidget(new QLabel(hint.what, widget), row, 0);
        grid->addWidget(keycap(hint.keys, widget), row++, 1, Qt::AlignRight);
    }
    return widget;
}

/// Two columns of about the same height, the groups in their order.
QWidget* columns(const QList<ActionGroup>& groups)
{
    int rows = 0;
    for (const ActionGroup& group : groups)
        rows += rowsOf(group);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(20, 16, 20, 16);
    row->setSpacing(40);
    QVBoxLayout* sides[2] = {new QVBoxLayout, new QVBoxLayout};
    for (QVBoxLayout* side : sides) {
        side->setSpacing(18);
        row->addLayout(side, 1);
    }
    int used = 0;
    for (const ActionGroup& group : groups) {
        const int middle = used + rowsOf(group) / 2;
        sides[2 * middle < rows ? 0 : 1]->addWidget(groupWidget(group));
        used += rowsOf(group);
    }
    for (QVBoxLayout* side : sides)
        side->addStretch(1);
    return content;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<ActionGroup>& groups, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(columns(groups));
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->widget()->setAutoFillBackground(false);
    auto* buttons = closeButtons(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(20, 6, 20, 14);
    foot->addWidget(buttons);
    column->addLayout(foot);
    const QSize wanted = scroll->widget()->sizeHint() + QSize(24, 70);
    resize(wanted.boundedTo({900, 700}).expandedTo({560, 300}));
}

} // namespace saccade::ui
