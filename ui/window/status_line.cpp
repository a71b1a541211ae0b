// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_line.h"

#include "ui/training/quantity_text.h"
#include "ui/window/process_memory.h"
#include "ui/window/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>

namespace saccade::ui {

namespace {

const char* kindOf(StatusLine::Tone tone)
{
    switch (tone) {
    case StatusLine::Tone::Working:
        return "good";
    case StatusLine::Tone::Held:
        return "warn";
    case StatusLine::Tone::Bad:
        return "bad";
    case StatusLine::Tone::Quiet:
        break;
    }
    return "muted";
}

} // namespace

QString savedText(const QDateTime& saved, const QDateTime& now)
{
    const qint64 seconds = saved.secsTo(now);
    return seconds < 5 ? StatusLine::tr("saved just now")
                       : StatusLine::tr("saved %1 ago").arg(durationText(double(seconds)));
}

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent)
    , m_dot(new QLabel(QStringLiteral("●"), this))
    , m_work(new QLabel(this))
    , m_rate(new QLabel(this))
    , m_memory(new QLabel(this))
    , m_model(new QLabel(this))
    , m_right(new QLabel(this))
    , m_clock(new QTimer(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 0, 6, 0);
    row->setSpacing(0);
    row->addWidget(m_dot);
    row->addSpacing(6);
    for (QLabel* label : {m_work, m_rate, m_memory, m_model}) {
        row->addWidget(label);
        row->addSpacing(22);
    }
    row->addStretch(1);
    row->addWidget(m_right);
    for (QLabel* label : {m_rate, m_memory, m_model, m_right})
        label->setProperty("kind", QStringLiteral("muted"));
    m_dot->setAccessibleName(tr("State of the worker"));
    m_work->setObjectName("work");
    m_work->setToolTip(tr("What the program is doing beside the window"));
    m_rate->setObjectName("rate");
    m_rate->setToolTip(tr("Training pictures a second, over the last second or so"));
    m_memory->setObjectName("memory");
    m_memory->setToolTip(tr("Main memory that the program holds, the data set included"));
    m_model->setObjectName("model");
    m_model->setToolTip(tr("The model that is looked at: width × depth × heads, and its weights"));
    m_right->setObjectName("note");
    m_right->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setWork(Tone::Quiet, tr("ready"));
    setImagesPerSecond(0.0);

    connect(m_clock, &QTimer::timeout, this, [this] {
        refreshRight();
        refreshMemory();
    });
    m_clock->start(2000);
    refreshMemory();
}

void StatusLine::setWork(Tone tone, const QString& what)
{
    Theme::setKind(*m_dot, kindOf(tone));
    Theme::setKind(*m_work, kindOf(tone));
    m_work->setText(what);
}

void StatusLine::setImagesPerSecond(double rate)
{
    m_rate->setVisible(rate > 0.0);
    m_rate->setText(tr("%1 images/s").arg(locale().toString(rate, 'f', rate < 10.0 ? 1 : 0)));
}

void StatusLine::setModel(const ModelSpec& model)
{
    m_model->setText(
        tr("%1, %2 parameters").arg(QString::fromStdString(shortName(model)), countText(model.parameters())));
}

void StatusLine::setModel(const ModelInfo& model)
{
    setModel(model.spec);
    if (model.step == 0 && model.source.empty())
        m_model->setText(tr("%1, untrained").arg(m_model->text()));
}

void StatusLine::clearModel()
{
    m_model->clear();
}

void StatusLine::setRun(const QString& name)
{
    m_run = name;
    refreshRight();
}

void StatusLine::setSaved(const QDateTime& when)
{
    m_saved = when;
    refreshRight();
}

void StatusLine::setNote(const QString& note)
{
    m_note = note;
    refreshRight();
}

void StatusLine::refreshRight()
{
    QStringList parts;
    if (!m_note.isEmpty()) {
        parts += m_note;
    } else {
        if (m_saved.isValid())
            parts += savedText(m_saved, QDateTime::currentDateTime());
        if (!m_run.isEmpty())
            parts += tr("run “%1”").arg(m_run);
    }
    m_right->setText(parts.join(QStringLiteral(" · ")));
}

void StatusLine::refreshMemory()
{
    const std::int64_t bytes = residentBytes();
    m_memory->setVisible(bytes >= 0);
    m_memory->setText(tr("memory %1").arg(bytesText(bytes)));
}

} // namespace saccade::ui
