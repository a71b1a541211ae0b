// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace saccade::ui {

/// A line of the command palette: the action's words with the matched letters bold, its menu, its keys.
class CommandDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role
    {
        GroupRole = Qt::UserRole + 1, ///< QString
        KeysRole,                     ///< QString
        MatchRole,                    ///< QList<int>: positions in the words
        UsableRole                    ///< bool
    };

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace saccade::ui
