// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/picture/busy_line.h"

#include <QLinearGradient>
#include <QPainter>
#include <QTimerEvent>

namespace saccade::ui {

namespace {

constexpr int PatienceMs = 150;
constexpr int FrameMs = 33;
constexpr int RoundMs = 1400;

} // namespace

BusyLine::BusyLine(QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("The model is looking at the picture"));
    hide();
}

void BusyLine::setBusy(bool busy)
{
    if (busy == m_timer.isActive())
        return;
    if (busy) {
        m_since.start();
        m_timer.start(PatienceMs, this);
    } else {
        m_timer.stop();
        hide();
    }
}

void BusyLine::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    if (isHidden()) {
        show();
        raise();
        m_timer.start(FrameMs, this);
    }
    update();
}

void BusyLine::paintEvent(QPaintEvent*)
{
    const double round = double(m_since.elapsed() % RoundMs) / RoundMs;
    const double centre = (round * 1.6 - 0.3) * width();
    QColor accent = palette().color(QPalette::Highlight);
    QColor clear = accent;
    clear.setAlpha(0);
    QLinearGradient light(centre - width() * 0.3, 0, centre + width() * 0.3, 0);
    light.setColorAt(0.0, clear);
    light.setColorAt(0.5, accent);
    light.setColorAt(1.0, clear);
    QPainter(this).fillRect(rect(), light);
}

} // namespace saccade::ui
