// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_controls.h"

#include "ui/charts/number_text.h"
#include "ui/timeline/loss_strip.h"
#include "ui/window/icons.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

constexpr int PlayEvery = 120; // ms: a hundred moments in twelve seconds

} // namespace

TimelineControls::TimelineControls(QWidget* parent)
    : QWidget(parent)
    , m_play(new QToolButton(this))
    , m_compare(new QToolButton(this))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_loss(new LossStrip(this))
    , m_reading(new QLabel(this))
{
    build();
    connectParts();
    refresh();
}

void TimelineControls::build()
{
    m_play->setObjectName(QStringLiteral("timelinePlay"));
    m_compare->setObjectName(QStringLiteral("timelineCompare"));
    m_slider->setObjectName(QStringLiteral("timelineSlider"));
    m_reading->setObjectName(QStringLiteral("timelineReading"));
    m_reading->setProperty("kind", "muted");
    m_reading->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_slider->setAccessibleName(tr("Moment of the run"));
    m_slider->setFocusPolicy(Qt::StrongFocus);
    m_slider->setPageStep(10);
    for (QToolButton* button : {m_play, m_compare}) {
        button->setProperty("kind", "key");
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
    }
    m_compare->setToolTip(
        tr("Shows how the maps change from this moment on, in colours that tell more from less"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(0);
    grid->addWidget(m_play, 0, 0, 2, 1, Qt::AlignVCenter);
    grid->addWidget(m_loss, 0, 1);
    grid->addWidget(m_slider, 1, 1);
    grid->addWidget(m_compare, 0, 2, Qt::AlignRight);
    grid->addWidget(m_reading, 1, 2);
    grid->setColumnStretch(1, 1);
}

void TimelineControls::connectParts()
{
    m_timer.setInterval(PlayEvery);
    connect(&m_timer, &QTimer::timeout, this, &TimelineControls::advance);
    connect(m_play, &QToolButton::toggled, this, &TimelineControls::setPlaying);
    connect(m_compare, &QToolButton::toggled, this, &TimelineControls::setComparing);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) { setMoment(std::size_t(value)); });
    connect(m_loss, &LossStrip::momentChosen, this, &TimelineControls::setMoment);
}

void TimelineControls::setTimeline(const TimelinePtr& timeline)
{
    const TimelinePtr before = std::exchange(m_timeline, timeline);
    const bool goesOn = before && timeline && before->folder == timeline->folder && !before->isEmpty();
    if (!timeline || timeline->isEmpty()) {
        m_moment = 0;
    } else {
        const std::size_t last = timeline->moments.size() - 1;
        const bool wasNewest = !goesOn || (m_moment + 1 >= before->moments.size() && !isPlaying());
        m_moment = wasNewest ? last : timeline->nearest(before->moments[m_moment].step);
    }
    if (!goesOn) {
        m_compared.reset();
        setPlaying(false);
    }
    refresh();
    Q_EMIT changed();
}

void TimelineControls::setMoment(std::size_t moment)
{
    if (!m_timeline || moment >= m_timeline->moments.size() || moment == m_moment)
        return;
    m_moment = moment;
    refresh();
    Q_EMIT changed();
}

void TimelineControls::setComparing(bool on)
{
    if (on == m_compared.has_value())
        return;
    if (!on)
        m_compared.reset();
    else if (m_timeline && !m_timeline->isEmpty())
        m_compared = m_timeline->moments[m_moment].step;
    refresh();
    Q_EMIT changed();
}

void TimelineControls::setPlaying(bool on)
{
    if (on == isPlaying())
        return;
    if (on && m_timeline && !m_timeline->isEmpty()) {
        if (m_moment + 1 >= m_timeline->moments.size())
            setMoment(0);
        m_timer.start();
    } else {
        m_timer.stop();
    }
    refresh();
}

void TimelineControls::advance()
{
    if (m_drawing)
        return;
    if (!m_timeline || m_moment + 1 >= m_timeline->moments.size())
        setPlaying(false);
    else
        setMoment(m_moment + 1);
}

void TimelineControls::refresh()
{
    const std::size_t count = m_timeline ? m_timeline->moments.size() : 0;
    setEnabled(count > 0);
    {
        const QSignalBlocker quiet(m_slider);
        m_slider->setRange(0, int(std::max<std::size_t>(count, 1)) - 1);
        m_slider->setValue(int(m_moment));
    }
    const QSignalBlocker quietPlay(m_play);
    const QSignalBlocker quietCompare(m_compare);
    m_play->setChecked(isPlaying());
    m_play->setIcon(icon(isPlaying() ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setToolTip(isPlaying() ? tr("Stop at this moment") : tr("Play the run from here"));
    m_play->setAccessibleName(m_play->toolTip());
    m_compare->setChecked(m_compared.has_value());
    m_compare->setText(m_compared ? tr("Change since step %1").arg(*m_compared) : tr("Compare with here"));
    m_loss->setTimeline(m_timeline);
    m_loss->setShown(m_moment);
    m_loss->setCompared(m_compared && count > 0 ? std::optional(m_timeline->nearest(*m_compared))
                                                : std::nullopt);
    if (count == 0) {
        m_reading->clear();
        return;
    }
    const TimelineMoment& moment = m_timeline->moments[m_moment];
    const QString where = tr("step %1, epoch %2").arg(moment.step).arg(moment.epoch, 0, 'f', 2);
    m_reading->setText(std::isfinite(moment.loss)
                           ? tr("%1, loss %2", "step and epoch, loss").arg(where, shortNumber(moment.loss))
                           : where);
}

} // namespace saccade::ui
