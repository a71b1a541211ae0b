// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/grid/head_marks.h"

#include "ui/attention/hand/intervention_history.h"

#include <QInputDialog>
#include <QMenu>
#include <QPainter>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace saccade::ui {

namespace {

constexpr int DragFrom = 4;      // pixels: less is a click by an unsteady hand
constexpr double PerUnit = 20.0; // steps of a factor that is dragged

/// "×0.5"
QString factorText(double factor)
{
    return QChar(0x00D7) + QString::number(factor, 'g', 3);
}

void paintEye(QPainter& painter, const QRectF& box, bool isShut)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 170));
    painter.drawRoundedRect(box, 3, 3);
    const QRectF eye(box.left() + box.width() * 0.14, box.center().y() - box.height() * 0.22,
                     box.width() * 0.72, box.height() * 0.44);
    painter.setPen(QPen(Qt::white, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(eye);
    painter.setBrush(Qt::white);
    painter.drawEllipse(eye.center(), box.width() * 0.09, box.width() * 0.09);
    if (isShut)
        painter.drawLine(box.bottomLeft() + QPointF(2, -2), box.topRight() + QPointF(-2, 2));
}

} // namespace

HeadMarks::HeadMarks(QWidget* canvas)
    : QObject(canvas)
    , m_canvas(canvas)
{
}

void HeadMarks::setHistory(InterventionHistory* history)
{
    m_history = history;
    connect(history, &InterventionHistory::changed, m_canvas, qOverload<>(&QWidget::update));
}

QRect HeadMarks::eyeRect(const QRect& tile)
{
    const int side = std::clamp(tile.width() / 3, 9, 18);
    return {tile.right() - side, tile.top() + 1, side, side};
}

void HeadMarks::paint(QPainter& painter, const QRect& rect, const Tile& tile, bool isHovered) const
{
    if (!m_history)
        return;
    const double factor = m_history->current().factorOf(tile.layer, tile.head);
    if (factor == 1.0 && !isHovered)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (factor == 0.0) {
        QColor ground = m_canvas->palette().color(QPalette::Window);
        ground.setAlpha(190);
        painter.fillRect(rect, ground);
        painter.setPen(QPen(m_canvas->palette().color(QPalette::Text), 1.5));
        painter.drawLine(rect.bottomLeft(), rect.topRight());
    } else if (factor != 1.0) {
        QFont font = m_canvas->font();
        font.setPixelSize(std::clamp(rect.height() / 4, 8, 13));
        painter.setFont(font);
        const QString text = factorText(factor);
        const QFontMetrics metrics(font);
        const QRect label(rect.left(), rect.bottom() - metrics.height(), metrics.horizontalAdvance(text) + 4,
                          metrics.height() + 1);
        painter.fillRect(label, QColor(0, 0, 0, 170));
        painter.setPen(Qt::white);
        painter.drawText(label, Qt::AlignCenter, text);
    }
    if (isHovered)
        paintEye(painter, eyeRect(rect), factor == 0.0);
    painter.restore();
}

QString HeadMarks::describe(const Tile& tile) const
{
    if (!m_history)
        return {};
    const double factor = m_history->current().factorOf(tile.layer, tile.head);
    const QString how = tr("The eye: a click mutes this head, a drag up or down scales it");
    if (factor == 0.0)
        return tr("Muted: it adds nothing to the residual stream") + QStringLiteral("<br>") + how;
    if (factor != 1.0)
        return tr("Scaled %1: what it adds to the residual stream, times that").arg(factorText(factor)) +
               QStringLiteral("<br>") + how;
    return how;
}

bool HeadMarks::press(const Tile& tile, const QRect& rect, const QPoint& position)
{
    if (!m_history || !eyeRect(rect).contains(position))
        return false;
    m_pressed = tile;
    m_pressedY = position.y();
    m_factor = m_history->current().factorOf(tile.layer, tile.head);
    m_dragged = false;
    return true;
}

bool HeadMarks::move(const QPoint& position)
{
    if (!m_pressed)
        return false;
    const int up = m_pressedY - position.y();
    if (!m_dragged && std::abs(up) < DragFrom)
        return true;
    m_dragged = true;
    const double wanted = m_factor + double(up) / PerFactor;
    Intervention now = m_history->current();
    now.setFactor(m_pressed->layer, m_pressed->head,
                  std::clamp(std::round(wanted * PerUnit) / PerUnit, 0.0, 2.0));
    m_history->preview(now);
    return true;
}

bool HeadMarks::release()
{
    if (!m_pressed)
        return false;
    const Tile tile = *m_pressed;
    m_pressed.reset();
    if (m_dragged)
        m_history->commit(InterventionHistory::tr("scale layer %1 head %2").arg(tile.layer).arg(tile.head));
    else
        m_history->toggleMute(tile.layer, tile.head);
    return true;
}

QMenu* HeadMarks::menu(const Tile& tile, int heads, QWidget* parent)
{
    if (!m_history)
        return nullptr;
    auto* menu = new QMenu(parent);
    menu->setObjectName("headMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const double factor = m_history->current().factorOf(tile.layer, tile.head);
    InterventionHistory* history = m_history;
    menu->addAction(factor == 0.0 ? tr("Unmute") : tr("Mute"), history,
                    [history, tile] { history->toggleMute(tile.layer, tile.head); });
    menu->addAction(tr("Scale…"), this, [this, tile, parent] { askFactor(tile, parent); });
    menu->addAction(tr("Mute all others in this layer"), history,
                    [history, tile, heads] { history->muteOthers(tile.layer, tile.head, heads); })
        ->setEnabled(heads > 1);
    menu->addSeparator();
    menu->addAction(tr("Reset"), history, [history, tile] { history->resetHead(tile.layer, tile.head); })
        ->setEnabled(factor != 1.0);
    menu->addAction(tr("Reset all heads"), history, &InterventionHistory::resetHeads)
        ->setEnabled(!m_history->current().heads.empty());
    return menu;
}

void HeadMarks::askFactor(const Tile& tile, QWidget* parent)
{
    auto* dialog = new QInputDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName("headFactor");
    dialog->setWindowTitle(tr("Scale layer %1, head %2").arg(tile.layer).arg(tile.head));
    dialog->setLabelText(tr("Factor of what this head adds, 0 to 2:"));
    dialog->setOkButtonText(tr("Scale"));
    dialog->setCancelButtonText(tr("Cancel"));
    dialog->setInputMode(QInputDialog::DoubleInput);
    dialog->setDoubleDecimals(2);
    dialog->setDoubleStep(1.0 / PerUnit);
    dialog->setDoubleRange(0.0, 2.0);
    dialog->setDoubleValue(m_history->current().factorOf(tile.layer, tile.head));
    connect(
        dialog, &QInputDialog::doubleValueSelected, m_history,
        [history = m_history, tile](double factor) { history->setFactor(tile.layer, tile.head, factor); });
    dialog->open();
}

} // namespace saccade::ui
