// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/grid/head_grid.h"

#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/grid/head_grid_words.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/words.h"
#include "ui/support/look.h"
#include "ui/support/tab_order.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

namespace saccade::ui {

namespace {

constexpr int SideBySideFrom = 210; // pixels of width that leave room for the order's words beside a button

} // namespace

HeadGrid::HeadGrid(AttentionState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_scene(std::make_shared<Scene>())
    , m_note(labelOfKind("muted", {}, this))
    , m_quantity(new QComboBox(this))
    , m_order(new QComboBox(this))
    , m_sinks(new QToolButton(this))
    , m_scroll(new QScrollArea(this))
    , m_canvas(new HeadGridCanvas(state))
{
    m_note->setObjectName("gridNote");
    m_note->setToolTip(tr("On its own scale, a map's lightest patch is its highest. On one scale, colours "
                          "compare between maps."));
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // cut off where it is narrow
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus); // the tiles take the keys
    m_scroll->viewport()->setAutoFillBackground(false);
    m_canvas->setAutoFillBackground(false);
    setFocusProxy(m_canvas);

    auto* heading = new QHBoxLayout;
    heading->addWidget(labelOfKind("section", tr("Layers × heads"), this));
    heading->addWidget(m_note, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(6);
    layout->addLayout(heading);
    layout->addLayout(makeChoices());
    layout->addWidget(m_scroll, 1);

    connect(m_state, &AttentionState::changed, this, &HeadGrid::refresh);
    connect(m_canvas, &HeadGridCanvas::selectionMoved, this, [this](const QRect& tile) {
        m_scroll->ensureVisible(tile.center().x(), tile.center().y(), tile.width(), tile.height());
    });
}

void HeadGrid::showEvent(QShowEvent* event)
{
    // Not before it is in its window, whose order of tabs is another.
    tabBehindProxy(m_canvas, {m_quantity, m_order, m_sinks});
    QWidget::showEvent(event);
}

void HeadGrid::setScene(const ScenePtr& scene)
{
    m_scene = scene;
    m_canvas->setScene(scene);
    refresh();
}

void HeadGrid::showAttentionAlone()
{
    m_quantity->hide();
}

void HeadGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_below->setDirection(width() < SideBySideFrom ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    refresh();
}

QLayout* HeadGrid::makeChoices()
{
    m_quantity->setObjectName("gridQuantity");
    m_quantity->setAccessibleName(tr("What the tiles show"));
    for (const QString& method : gridQuantities()) {
        m_quantity->addItem(quantityName(method), method);
        m_quantity->setItemData(m_quantity->count() - 1, quantityToolTip(method), Qt::ToolTipRole);
    }
    m_order->setObjectName("headOrder");
    m_order->setAccessibleName(tr("Order of the heads"));
    for (const HeadOrder order :
         {HeadOrder::AsBuilt, HeadOrder::Entropy, HeadOrder::Distance, HeadOrder::ShareOnCls})
        m_order->addItem(tr("Order: %1").arg(orderName(order)), int(order));
    for (QComboBox* box : {m_quantity, m_order}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(3); // a narrow grid cuts the words off
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(box, &QComboBox::activated, this, &HeadGrid::choose);
    }
    m_sinks->setObjectName("sinksLeftOut");
    m_sinks->setText(tr("No sinks"));
    m_sinks->setCheckable(true);
    m_sinks->setFocusPolicy(Qt::StrongFocus);
    connect(m_sinks, &QToolButton::toggled, this, &HeadGrid::choose);
    m_below = new QBoxLayout(QBoxLayout::LeftToRight);
    m_below->setSpacing(6);
    m_below->addWidget(m_order, 1);
    m_below->addWidget(m_sinks);
    auto* rows = new QVBoxLayout;
    rows->setSpacing(6);
    rows->addWidget(m_quantity);
    rows->addLayout(m_below);
    refreshChoices();
    return rows;
}

void HeadGrid::choose()
{
    m_state->setGrid({m_quantity->currentData().toString().toStdString(),
                      HeadOrder(m_order->currentData().toInt()), m_sinks->isChecked()});
}

void HeadGrid::refreshChoices()
{
    const QSignalBlocker blocker(m_sinks);
    const GridChoice& choice = m_state->grid();
    const QString method = QString::fromStdString(choice.quantity);
    m_quantity->setCurrentIndex(m_quantity->findData(method));
    m_quantity->setToolTip(quantityToolTip(method));
    m_order->setCurrentIndex(m_order->findData(int(choice.order)));
    const AttentionMaps* maps = m_scene->maps();
    auto* orders = qobject_cast<QStandardItemModel*>(m_order->model());
    orders->item(m_order->findData(int(HeadOrder::ShareOnCls)))->setEnabled(!maps || maps->hasCls());
    const bool hasHeads = methodInfo(choice.quantity).takesHead;
    m_order->setEnabled(hasHeads);
    m_order->setToolTip(
        hasHeads
            ? tr("In which order the heads of each layer stand: the most focused, the nearest or the one "
                 "that looks at CLS most first. Each tile then bears its head's number.")
            : tr("This quantity joins the heads of a layer: there is nothing to order."));
    m_sinks->setChecked(choice.sinksLeftOut);
    const bool isAttention = choice.quantity == "attention";
    m_sinks->setEnabled(isAttention);
    m_sinks->setToolTip(
        isAttention ? tr("Leaves tokens out of the tiles that draw attention from everywhere, or whose "
                         "vectors are far longer than the others', and shares their part among the "
                         "rest. Those of the chosen layer bear a ring on the picture.")
                    : tr("Sinks are left out of attention alone."));
}

QString HeadGrid::note() const
{
    const Query query = m_state->query();
    const QString name = queryName(query);
    const QString from = tr("from %1").arg(name);
    const HeadTiles tiles = headTiles(*m_scene, m_state->grid(), query);
    QString scale = tr("each on its own scale");
    if (m_state->scale().shared) {
        const Scale ends = tiles.scale(0, m_state->scale());
        scale = tr("one scale, %1 to %2").arg(shortNumber(ends.minimum), shortNumber(ends.maximum));
    }
    QString both = from + QStringLiteral(" · ") + scale;
    if (!tiles.hasHeads)
        both = tr("one map a layer") + QStringLiteral(" · ") + both;
    for (const QString& words : {both, from, name})
        if (m_note->fontMetrics().horizontalAdvance(words) <= m_note->width())
            return words;
    return {};
}

void HeadGrid::refresh()
{
    refreshChoices();
    if (m_scene->maps())
        m_note->setText(note());
    else
        m_note->clear();
}

} // namespace saccade::ui
