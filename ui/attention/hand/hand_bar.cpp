// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/hand/hand_bar.h"

#include "ui/attention/hand/intervention_history.h"
#include "ui/support/look.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace saccade::ui {

HandBar::HandBar(QWidget* parent)
    : QWidget(parent)
    , m_brush(new QToolButton(this))
    , m_fill(new QComboBox(this))
    , m_changes(labelOfKind("warn", {}, this))
    , m_reset(new QToolButton(this))
{
    m_brush->setObjectName("brush");
    m_brush->setText(tr("Paint out"));
    m_brush->setCheckable(true);
    m_brush->setToolTip(tr("Paint patches out of the picture (B). Drag over it; with Alt or the right button "
                           "held, patches come back."));
    m_fill->setObjectName("patchFill");
    m_fill->setAccessibleName(tr("What stands in the place of a painted patch"));
    const auto offer = [this](PatchFill fill, const QString& name, const QString& tip) {
        m_fill->addItem(name, int(fill));
        m_fill->setItemData(m_fill->count() - 1, tip, Qt::ToolTipRole);
    };
    offer(PatchFill::Zero, tr("zero"),
          tr("The data set's mean colour, which is 0 to the model: an even grey most often. It says nothing, "
             "but "
             "its edges do."));
    offer(PatchFill::Mean, tr("mean"),
          tr("The picture's own mean colour: stands out the least among one-coloured fills."));
    offer(PatchFill::Blur, tr("blurred"),
          tr("The picture itself, blurred over a patch's width: colours stay, detail goes."));
    offer(PatchFill::Noise, tr("noise"),
          tr("Random pixels with the data set's mean and deviation, the same at every stroke."));
    m_fill->hide();
    m_changes->setObjectName("changes");
    m_changes->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_reset->setObjectName("resetChanges");
    m_reset->setText(tr("Reset"));
    m_reset->setToolTip(tr("Back to the untouched model and picture; undo brings the changes back."));
    for (QWidget* part : std::initializer_list<QWidget*>{m_brush, m_fill, m_reset})
        part->setFocusPolicy(Qt::TabFocus); // a click must not take the arrow keys from the picture

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_brush);
    layout->addWidget(m_fill);
    layout->addWidget(m_changes, 1);
    layout->addWidget(m_reset);
    layout->setSizeConstraint(QLayout::SetNoConstraint); // may be narrower than its parts

    connect(m_brush, &QToolButton::toggled, this, [this](bool on) {
        m_fill->setVisible(on);
        fit();
        Q_EMIT brushChanged(on);
    });
    connect(m_fill, &QComboBox::currentIndexChanged, this, [this] {
        if (m_history)
            m_history->setFill(PatchFill(m_fill->currentData().toInt()));
    });
}

void HandBar::setHistory(InterventionHistory* history)
{
    m_history = history;
    connect(m_history, &InterventionHistory::changed, this, &HandBar::refresh);
    connect(m_reset, &QToolButton::clicked, m_history, &InterventionHistory::reset);
    refresh();
}

QSize HandBar::sizeHint() const
{
    const QSize parts = QWidget::sizeHint();
    return {parts.width(), std::max({m_brush->sizeHint().height(), m_fill->sizeHint().height(),
                                     m_reset->sizeHint().height()})};
}

bool HandBar::hasBrush() const
{
    return m_brush->isChecked();
}

void HandBar::setBrush(bool on)
{
    m_brush->setChecked(on);
}

void HandBar::refresh()
{
    const Intervention& now = m_history->current();
    m_words = InterventionHistory::words(now);
    m_changes->setToolTip(m_words);
    m_reset->setVisible(!now.isEmpty());
    const QSignalBlocker quiet(m_fill);
    m_fill->setCurrentIndex(m_fill->findData(int(now.fill)));
    m_fill->setToolTip(m_fill->currentData(Qt::ToolTipRole).toString());
    fit();
}

void HandBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void HandBar::fit()
{
    int room = width() - m_brush->sizeHint().width() - 8;
    if (!m_fill->isHidden())
        room -= m_fill->sizeHint().width() + 8;
    if (!m_reset->isHidden())
        room -= m_reset->sizeHint().width() + 8;
    m_changes->setText(m_changes->fontMetrics().elidedText(m_words, Qt::ElideRight, std::max(room, 0)));
}

} // namespace saccade::ui
