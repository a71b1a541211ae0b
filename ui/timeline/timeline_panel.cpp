// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_panel.h"

#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/words.h"
#include "ui/support/look.h"
#include "ui/timeline/pin_strip.h"
#include "ui/timeline/pinned_pictures.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_controls.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace saccade::ui {

namespace {

std::vector<PictureRef> picturesOf(const Timeline& timeline)
{
    std::vector<PictureRef> pictures;
    for (const TimelinePin& pin : timeline.pins)
        pictures.push_back(pin.picture);
    return pictures;
}

} // namespace

TimelinePanel::TimelinePanel(AttentionState* state, PinnedPictures* pins, TimelineArtist::ReadFrame read,
                             QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_pins(pins)
    , m_controls(new TimelineControls(this))
    , m_canvas(new TimelineCanvas(this))
    , m_allHeads(new QToolButton(this))
    , m_scale(labelOfKind("muted", {}, this))
    , m_hint(labelOfKind("muted", {}, this))
    , m_fault(labelOfKind("bad", {}, this))
    , m_artist(std::make_shared<TimelineArtist>(std::move(read)))
{
    build(pins);
    connect(state, &AttentionState::changed, this, &TimelinePanel::draw);
    connect(pins, &PinnedPictures::changed, this, &TimelinePanel::refreshWords);
    connect(m_controls, &TimelineControls::changed, this, &TimelinePanel::draw);
    connect(m_canvas, &TimelineCanvas::resized, this, &TimelinePanel::draw);
    connect(m_canvas, &TimelineCanvas::pinClicked, this, [this](std::size_t pin) {
        Q_EMIT pictureChosen(m_canvas->drawing().view.timeline->pins[pin].picture);
    });
    connect(m_allHeads, &QToolButton::toggled, this, &TimelinePanel::draw);
    connect(&m_job, &LatestJob::failed, this, [this](const QString& sentence) {
        m_controls->setDrawing(false);
        setFault(sentence); // what was drawn before stays in view
    });
    refreshWords();
}

void TimelinePanel::build(PinnedPictures* pins)
{
    m_allHeads->setObjectName(QStringLiteral("timelineAllHeads"));
    m_hint->setObjectName(QStringLiteral("timelineHint"));
    m_fault->setObjectName(QStringLiteral("timelineFault"));
    m_allHeads->setProperty("kind", "key");
    m_allHeads->setCheckable(true);
    m_allHeads->setFocusPolicy(Qt::StrongFocus);
    m_allHeads->setText(tr("All heads"));
    m_allHeads->setToolTip(tr("Every head of the chosen layer, instead of the chosen one"));
    m_hint->setWordWrap(true);
    m_fault->setWordWrap(true);
    auto* strip = new PinStrip(pins);
    connect(strip, &PinStrip::pictureChosen, this, &TimelinePanel::pictureChosen);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(strip);
    top->addWidget(m_hint, 1);
    top->addWidget(m_scale);
    top->addWidget(m_allHeads);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 12, 6);
    column->setSpacing(4);
    column->addLayout(top);
    column->addWidget(m_fault);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_controls);
}

void TimelinePanel::setTimeline(const TimelinePtr& timeline)
{
    if (!timeline || timeline->isEmpty())
        m_canvas->clear();
    else
        m_canvas->setCount(timeline->pins.size());
    m_wanted.reset();
    setFault({});
    m_controls->setTimeline(timeline); // draws
    refreshWords();
}

void TimelinePanel::setFault(const QString& sentence)
{
    m_fault->setText(sentence);
    m_fault->setVisible(!sentence.isEmpty());
}

void TimelinePanel::setAllHeads(bool on)
{
    m_allHeads->setChecked(on);
}

QString TimelinePanel::hint() const
{
    return m_hint->text();
}

QString TimelinePanel::fault() const
{
    return m_fault->text();
}

TimelineView TimelinePanel::view() const
{
    const TimelinePtr& timeline = m_controls->timeline();
    TimelineView view;
    view.timeline = timeline;
    view.step = timeline->moments[m_controls->moment()].step;
    view.against = m_controls->compared();
    view.layer = m_state->layer();
    view.head = m_state->head();
    view.allHeads = m_allHeads->isChecked();
    view.query = m_state->query();
    view.colours = m_state->colourMap();
    view.signedColours = palette().color(QPalette::Window).lightness() < 128 ? ColourMap::BlueDarkOrange
                                                                             : ColourMap::BlueWhiteOrange;
    view.opacity = m_state->opacity();
    view.smooth = m_state->isSmooth();
    view.scale = m_state->scale();
    view.side = m_canvas->sideInPixels();
    return view;
}

void TimelinePanel::draw()
{
    const TimelinePtr& timeline = m_controls->timeline();
    if (!timeline || timeline->isEmpty()) {
        m_wanted.reset();
        m_job.cancel();
        m_controls->setDrawing(false);
        return;
    }
    if (!isVisible() || !m_state)
        return;
    const TimelineView wanted = view();
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    m_controls->setDrawing(true);
    m_job.run([artist = m_artist, wanted] { return artist->draw(wanted); },
              [this](const TimelineDrawing& drawing) {
                  m_controls->setDrawing(false);
                  setFault({});
                  m_canvas->setDrawing(drawing);
                  refreshWords();
              });
}

void TimelinePanel::refreshWords()
{
    const TimelinePtr& timeline = m_controls->timeline();
    const bool shows = timeline && !timeline->isEmpty();
    m_controls->setVisible(shows);
    m_canvas->setVisible(shows);
    m_allHeads->setVisible(shows && timeline->model.hasAttention());
    const TimelineDrawing& drawing = m_canvas->drawing();
    m_scale->setText(shows && drawing.against && m_controls->compared()
                         ? tr("blue −%1, orange +%1").arg(shortNumber(double(drawing.furthest)))
                         : QString());
    if (shows && m_pins->pictures() != picturesOf(*timeline) && !m_pins->pictures().empty())
        m_hint->setText(tr("The next run records the pictures that are pinned now."));
    else if (shows)
        m_hint->clear();
    else if (m_pins->pictures().empty())
        m_hint->setText(
            tr("Pin a picture (Shift+I) and press Train: its maps appear here while the model learns."));
    else if (m_pins->isFull())
        m_hint->setText(
            tr("Eight pictures are pinned, which is all that there is room for. Press Train: their "
               "maps appear here while the model learns."));
    else
        m_hint->setText(
            tr("Press Train: the maps of the pinned pictures appear here while the model learns."));
}

void TimelinePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    draw();
}

void TimelinePanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        draw();
}

} // namespace saccade::ui
