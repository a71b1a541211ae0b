// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/sort_button.h"

#include <QActionGroup>
#include <QMenu>

#include <array>

namespace saccade::ui {

namespace {

struct Choice
{
    SortBy by;
    bool descending;
    const char* entry; ///< in the menu
    const char* word;  ///< on the button
};

constexpr std::array<Choice, 6> choices{{
    {SortBy::Order, false, QT_TRANSLATE_NOOP("saccade::ui::SortButton", "As in the data set"),
     QT_TRANSLATE_NOOP("saccade::ui::SortButton", "Order ↑")},
    {SortBy::Order, true, QT_TRANSLATE_NOOP("saccade::ui::SortButton", "As in the data set, last first"),
     QT_TRANSLATE_NOOP("saccade::ui::SortButton", "Order ↓")},
    {SortBy::Confidence, true, QT_TRANSLATE_NOOP("saccade::ui::SortButton", "Most confident first"),
     QT_TRANSLATE_NOOP("saccade::ui::SortButton", "Confidence ↓")},
    {SortBy::Confidence, false, QT_TRANSLATE_NOOP("saccade::ui::SortButton", "Least confident first"),
     QT_TRANSLATE_NOOP("saccade::ui::SortButton", "Confidence ↑")},
    {SortBy::Loss, true, QT_TRANSLATE_NOOP("saccade::ui::SortButton", "Highest loss first"),
     QT_TRANSLATE_NOOP("saccade::ui::SortButton", "Loss ↓")},
    {SortBy::Loss, false, QT_TRANSLATE_NOOP("saccade::ui::SortButton", "Lowest loss first"),
     QT_TRANSLATE_NOOP("saccade::ui::SortButton", "Loss ↑")},
}};

} // namespace

SortButton::SortButton(QWidget* parent)
    : QToolButton(parent)
    , m_actions(new QActionGroup(this))
{
    setProperty("kind", "quiet");
    setPopupMode(InstantPopup);
    auto* menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (const Choice& choice : choices) {
        if (choice.by != SortBy::Order && choice.descending)
            menu->addSeparator();
        QAction* action = menu->addAction(QString());
        action->setCheckable(true);
        m_actions->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] {
            setSort(choice.by, choice.descending);
            Q_EMIT sortChosen(choice.by, choice.descending);
        });
    }
    setMenu(menu);
    retranslate();
}

void SortButton::setSort(SortBy by, bool descending)
{
    m_by = by;
    m_descending = descending;
    showChoice();
}

void SortButton::setPredictionSorts(bool possible, const QString& why)
{
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].by == SortBy::Order)
            continue;
        m_actions->actions().at(int(i))->setEnabled(possible);
        m_actions->actions().at(int(i))->setToolTip(why);
    }
    setToolTip(possible ? tr("The order of the pictures") : tr("The order of the pictures. %1").arg(why));
}

void SortButton::retranslate()
{
    setAccessibleName(tr("Sort"));
    for (std::size_t i = 0; i < choices.size(); ++i)
        m_actions->actions().at(int(i))->setText(tr(choices[i].entry));
    showChoice();
}

void SortButton::showChoice()
{
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].by != m_by || choices[i].descending != m_descending)
            continue;
        m_actions->actions().at(int(i))->setChecked(true);
        setText(tr(choices[i].word));
    }
}

} // namespace saccade::ui
