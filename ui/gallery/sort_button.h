// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/picture_query.h"

#include <QToolButton>

class QActionGroup;

namespace saccade::ui {

/// Chooses the order of the gallery from a menu and shows the choice in a word: "Confidence ↓".
class SortButton : public QToolButton
{
    Q_OBJECT

public:
    explicit SortButton(QWidget* parent = nullptr);

    SortBy sortBy() const { return m_by; }
    bool descending() const { return m_descending; }
    /// Shows a choice without announcing it.
    void setSort(SortBy by, bool descending);
    /// Whether the orders that need predictions can be chosen; `why` is said in their tooltips.
    void setPredictionSorts(bool possible, const QString& why);
    void retranslate();

Q_SIGNALS:
    void sortChosen(SortBy by, bool descending);

private:
    void showChoice();

    QActionGroup* m_actions;
    SortBy m_by = SortBy::Order;
    bool m_descending = false;
};

} // namespace saccade::ui
