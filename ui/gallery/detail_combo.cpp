// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/detail_combo.h"

#include <QPainter>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QStyledItemDelegate>

namespace saccade::ui {

namespace {

constexpr int detailRole = Qt::UserRole + 1;
constexpr int space = 8;

/// Draws an entry of the opened list, its second text at the right.
class DetailDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        painter->setPen(option.palette.color(chosen ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->setFont(option.font);
        painter->drawText(option.rect.adjusted(space, 0, -space, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(detailRole).toString());
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const int detail = option.fontMetrics.horizontalAdvance(index.data(detailRole).toString());
        return QStyledItemDelegate::sizeHint(option, index) + QSize(detail + 2 * space, 0);
    }
};

} // namespace

DetailCombo::DetailCombo(QWidget* parent)
    : QComboBox(parent)
{
    setItemDelegate(new DetailDelegate(this));
    // Wide as its place, not as its longest entry: a dock has to be able to get narrow.
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
}

void DetailCombo::addEntry(const QString& text, const QString& detail, const QVariant& value)
{
    addItem(text, value);
    setItemData(count() - 1, detail, detailRole);
    setItemData(count() - 1, detail.isEmpty() ? text : tr("%1, %2").arg(text, detail),
                Qt::AccessibleTextRole);
}

QString DetailCombo::detail(int entry) const
{
    return itemData(entry, detailRole).toString();
}

void DetailCombo::paintEvent(QPaintEvent* /*event*/)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const QString detail = this->detail(currentIndex());
    const int detailWidth = option.fontMetrics.horizontalAdvance(detail);
    option.currentText = option.fontMetrics.elidedText(option.currentText, Qt::ElideRight,
                                                       field.width() - detailWidth - 2 * space);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    painter.setPen(
        palette().color(isEnabled() ? QPalette::Normal : QPalette::Disabled, QPalette::PlaceholderText));
    painter.drawText(field.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter, detail);
}

} // namespace saccade::ui
