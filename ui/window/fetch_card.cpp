// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/fetch_card.h"

#include "ui/window/background_task.h"
#include "ui/window/icons.h"
#include "ui/window/path_field.h"
#include "ui/window/theme.h"
#include "ui/window/work_words.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace saccade::ui {

FetchCard::FetchCard(decltype(Services::fetchDataset) fetch, const QString& folder, QWidget* parent)
    : QFrame(parent)
    , m_fetch(std::move(fetch))
    , m_task(new BackgroundTask(this))
    , m_folder(new PathField(PathField::What::Folder, tr("Folder for CIFAR-10"),
                             tr("Where the pictures are put; about 350 MB while unpacking"), QString(), this))
    , m_haveArchive(new QCheckBox(tr("I have the archive already"), this))
    , m_archive(new PathField(PathField::What::OpenFile, tr("CIFAR-10 archive"),
                              tr("cifar-10-binary.tar.gz as published; it is checked before it is unpacked"),
                              tr("Archives (*.tar.gz *.tgz);;All files (*)"), this))
    , m_button(new QPushButton(icon("download", QPalette::HighlightedText), tr("Get CIFAR-10"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_bar(new QProgressBar(this))
    , m_message(new QLabel(this))
{
    setProperty("kind", QStringLiteral("card"));
    auto* title = new QLabel(tr("<b>CIFAR-10, from the internet</b>"), this);
    auto* about = new QLabel(
        tr("60,000 photographs of 32 × 32 pixels in ten classes; a download of 162 MB from the University of "
           "Toronto. By Alex Krizhevsky, Vinod Nair and Geoffrey Hinton. It comes without a licence of its "
           "own; "
           "who publishes with it is asked to cite “Learning Multiple Layers of Features from Tiny Images”, "
           "2009."),
        this);
    about->setWordWrap(true);
    about->setProperty("kind", QStringLiteral("muted"));
    m_folder->setPath(folder);
    m_folder->setObjectName("fetchFolder");
    m_haveArchive->setObjectName("haveArchive");
    m_haveArchive->setToolTip(tr("Unpack a file on this machine instead of downloading it"));
    m_archive->setPlaceholder(tr("cifar-10-binary.tar.gz"));
    m_archive->setObjectName("archive");
    m_archive->hide();
    m_button->setProperty("kind", QStringLiteral("primary"));
    m_button->setObjectName("fetch");
    m_cancel->setObjectName("cancelFetch");
    m_cancel->setToolTip(tr("Stop; the window stays open"));
    m_bar->setProperty("kind", QStringLiteral("thin"));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the download"));
    m_bar->setToolTip(tr("How much is done"));
    m_message->setObjectName("fetchMessage");
    m_message->setWordWrap(true);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 14, 16, 14);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 1);
    grid->addWidget(title, 0, 0);
    grid->addWidget(about, 1, 0, 1, 2);
    grid->addWidget(m_folder, 2, 0);
    grid->addWidget(m_button, 2, 1);
    grid->addWidget(m_cancel, 2, 1);
    grid->addWidget(m_haveArchive, 3, 0, Qt::AlignLeft);
    grid->addWidget(m_archive, 4, 0);
    grid->addWidget(m_bar, 5, 0, 1, 2);
    grid->addWidget(m_message, 6, 0, 1, 2);

    connect(m_haveArchive, &QCheckBox::toggled, this, &FetchCard::refresh);
    connect(m_folder, &PathField::changed, this, &FetchCard::refresh);
    connect(m_archive, &PathField::changed, this, &FetchCard::refresh);
    connect(m_button, &QPushButton::clicked, this, &FetchCard::begin);
    connect(m_cancel, &QPushButton::clicked, this, &FetchCard::cancel);
    connect(m_task, &BackgroundTask::progressed, this, &FetchCard::showProgress);
    connect(m_task, &BackgroundTask::failed, this, [this](const QString& text) { showEnd("bad", text); });
    connect(m_task, &BackgroundTask::cancelled, this, [this] { showEnd("muted", tr("Cancelled.")); });
    connect(m_task, &BackgroundTask::succeeded, this, [this](const QString& opened) {
        refresh();
        m_message->clear();
        Q_EMIT fetched(opened);
    });
    m_message->hide();
    setFocusProxy(m_button);
    refresh();
}

bool FetchCard::isRunning() const
{
    return m_task->isRunning();
}

void FetchCard::begin()
{
    const std::filesystem::path archive =
        m_haveArchive->isChecked() ? m_archive->path() : std::filesystem::path();
    m_task->start(
        [fetch = m_fetch, folder = m_folder->path(), archive](RunControl& control, const Progress& progress) {
            return fromPath(fetch(folder, archive, control, progress));
        });
    showProgress(-1.0, tr("Beginning…"));
    refresh();
    m_cancel->setFocus();
}

void FetchCard::cancel()
{
    if (!m_task->isRunning())
        return;
    m_task->cancel();
    m_cancel->setEnabled(false);
    m_message->setText(tr("Cancelling…"));
}

void FetchCard::refresh()
{
    const bool running = m_task->isRunning();
    const bool fromFile = m_haveArchive->isChecked();
    m_archive->setVisible(fromFile);
    m_button->setText(fromFile ? tr("Unpack CIFAR-10") : tr("Get CIFAR-10"));
    QString reason;
    if (m_folder->text().isEmpty())
        reason = tr("Choose a folder for the pictures first.");
    else if (fromFile && !QFileInfo(m_archive->text()).isFile())
        reason = tr("Choose the archive first: there is no such file.");
    m_button->setEnabled(reason.isEmpty());
    m_button->setToolTip(!reason.isEmpty() ? reason
                         : fromFile        ? tr("Check the archive, unpack it and open it")
                                           : tr("Download 162 MB, check it, unpack it and open it"));
    m_button->setVisible(!running);
    m_cancel->setVisible(running);
    m_cancel->setEnabled(running);
    m_bar->setVisible(running);
    m_folder->setEnabled(!running);
    m_archive->setEnabled(!running);
    m_haveArchive->setEnabled(!running);
}

void FetchCard::showProgress(double share, const QString& what)
{
    m_bar->setRange(0, share < 0.0 ? 0 : 1000); // 0 to 0: busy, of unknown length
    m_bar->setValue(share < 0.0 ? 0 : int(1000.0 * share));
    if (m_task->isCancelling())
        return;
    Theme::setKind(*m_message, "muted");
    const QString words = workWords(what);
    m_message->setText(share < 0.0 ? words : tr("%1 · %2 %").arg(words).arg(int(100.0 * share)));
    m_message->show();
}

void FetchCard::showEnd(const char* kind, const QString& text)
{
    Theme::setKind(*m_message, kind);
    m_message->setText(text);
    m_message->show();
    refresh();
    m_button->setFocus();
    Q_EMIT ended();
}

} // namespace saccade::ui
