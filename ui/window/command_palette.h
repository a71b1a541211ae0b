// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/action_list.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace saccade::ui {

/// Finds any action by some of its letters. Enter triggers it; what cannot be used now is listed too, and
/// says why.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    explicit CommandPalette(const QList<ActionGroup>& groups, QWidget* parent = nullptr);

    /// The actions that are listed, best first.
    QList<QAction*> listed() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Entry
    {
        QAction* action;
        QString group;
    };

    void search(const QString& query);
    void choose(const QListWidgetItem* item);
    void showReason();
    QAction* actionOf(const QListWidgetItem* item) const;

    QList<Entry> m_entries;
    QLineEdit* m_query;
    QListWidget* m_list;
    QLabel* m_reason;
};

} // namespace saccade::ui
