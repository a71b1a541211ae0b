// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/work_line.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace saccade::ui {

namespace {

constexpr int Steps = 1000; // of the bar

} // namespace

WorkLine::WorkLine(QWidget* parent)
    : QWidget(parent)
    , m_bar(new QProgressBar(this))
    , m_stop(new QPushButton(tr("Stop"), this))
{
    m_bar->setObjectName("findProgress");
    m_bar->setTextVisible(false);
    m_bar->setProperty("kind", QStringLiteral("thin"));
    m_stop->setObjectName("findStop");
    m_stop->setAutoDefault(false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_stop);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        stop();
        Q_EMIT stopped();
    });
    connect(&m_job, &LatestJob::failed, this, &WorkLine::failed);
    connect(&m_job, &LatestJob::busyChanged, this, [this](bool busy) {
        setVisible(busy);
        Q_EMIT runningChanged(busy);
    });
    hide();
}

WorkLine::~WorkLine()
{
    // Nobody listens any more: the job's own end says nothing of interest to a widget that goes.
    m_job.disconnect(this);
    if (m_control)
        m_control->stop();
}

std::shared_ptr<RunControl> WorkLine::renew()
{
    if (m_control)
        m_control->stop();
    m_control = std::make_shared<RunControl>();
    showShare(-1.0);
    return m_control;
}

Progress WorkLine::progressOf(const std::shared_ptr<RunControl>& control)
{
    // This object outlives its worker, so it can be called by name there.
    return [this, control](double share, const std::string&) {
        QMetaObject::invokeMethod(
            this,
            [this, control, share] {
                if (control == m_control)
                    showShare(share);
            },
            Qt::QueuedConnection);
    };
}

void WorkLine::showShare(double share)
{
    m_bar->setRange(0, share < 0 ? 0 : Steps); // how far is not known: it only moves
    m_bar->setValue(int(share * Steps));
}

void WorkLine::stop()
{
    if (m_control)
        m_control->stop();
    m_job.cancel();
}

} // namespace saccade::ui
