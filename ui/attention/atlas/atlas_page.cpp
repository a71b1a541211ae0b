// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/atlas/atlas_page.h"

#include "ui/support/look.h"

#include <QEvent>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QScrollArea>
#include <QVBoxLayout>

namespace saccade::ui {

AtlasPage::AtlasPage(Work work, QWidget* parent)
    : QWidget(parent)
    , m_work(std::move(work))
    , m_caption(labelOfKind("muted", {}, this))
    , m_picture(new QLabel)
    , m_progress(new QProgressBar(this))
{
    m_caption->setObjectName("atlasCaption");
    m_caption->setWordWrap(true);
    m_picture->setObjectName("atlasPicture");
    m_picture->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_progress->setObjectName("atlasProgress");
    m_progress->setTextVisible(false);
    m_progress->setProperty("kind", QStringLiteral("thin"));
    m_progress->setRange(0, 0); // not known yet
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_picture);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_caption);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_progress);
    connect(&m_job, &LatestJob::failed, this, [this](const QString& sentence) {
        m_progress->hide();
        m_caption->setText(sentence);
    });
}

AtlasPage::~AtlasPage()
{
    m_control->stop();
}

void AtlasPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_isStarted)
        start();
}

void AtlasPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        paintSheet();
}

void AtlasPage::start()
{
    m_isStarted = true;
    const Progress progress = [self = QPointer<AtlasPage>(this)](double share, const std::string&) {
        QMetaObject::invokeMethod(
            self,
            [self, share] {
                if (self)
                    self->showProgress(share);
            },
            Qt::QueuedConnection);
    };
    m_job.run([work = m_work, control = m_control, progress] { return work(*control, progress); },
              [this](const Content& content) { showContent(content); });
}

void AtlasPage::showProgress(double share)
{
    m_progress->setRange(0, share < 0 ? 0 : 1000);
    m_progress->setValue(int(share * 1000));
}

void AtlasPage::showContent(const Content& content)
{
    m_content = content;
    m_progress->hide();
    m_caption->setText(content.caption);
    m_picture->setAccessibleName(content.caption);
    paintSheet();
}

void AtlasPage::paintSheet()
{
    if (m_content.paint)
        m_picture->setPixmap(QPixmap::fromImage(m_content.paint({palette(), font(), devicePixelRatioF()})));
}

} // namespace saccade::ui
