// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/open_data_dialog.h"

#include "ui/window/close_buttons.h"
#include "ui/window/fetch_card.h"
#include "ui/window/path_field.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <utility>

namespace saccade::ui {

namespace {

constexpr const char* FolderKey = "data/folder";

/// Title, one muted sentence, and a row for what is to be done.
QGridLayout* cardLayout(QFrame* card, const QString& title, const QString& about)
{
    card->setProperty("kind", QStringLiteral("card"));
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(16, 14, 16, 14);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 1);
    grid->addWidget(new QLabel("<b>" + title.toHtmlEscaped() + "</b>", card), 0, 0);
    auto* text = new QLabel(about, card);
    text->setWordWrap(true);
    text->setProperty("kind", QStringLiteral("muted"));
    grid->addWidget(text, 1, 0);
    return grid;
}

} // namespace

bool holdsCifar10(const QString& folder)
{
    for (const char* inside : {"", "/cifar-10-batches-bin"})
        if (QFileInfo(folder + QLatin1String(inside) + "/test_batch.bin").isFile())
            return true;
    return false;
}

OpenDataDialog::OpenDataDialog(const Services& services, QWidget* parent)
    : QDialog(parent)
    , m_fetch(new FetchCard(services.fetchDataset, fromPath(services.dataFolder / "cifar-10"), this))
    , m_folder(new PathField(PathField::What::Folder, tr("CIFAR-10 folder"),
                             tr("A folder with data_batch_1.bin and its like, or one that holds a "
                                "cifar-10-batches-bin folder"),
                             {}, this))
    , m_openFolder(new QPushButton(tr("Open"), this))
{
    setWindowTitle(tr("Open Data Set"));
    const QString last = QSettings().value(FolderKey).toString();
    const QString usual = fromPath(services.dataFolder / "cifar-10");
    m_folder->setPlaceholder(tr("folder with the .bin files"));
    m_folder->setPath(!last.isEmpty() ? last : holdsCifar10(usual) ? usual : QString());
    m_folder->setObjectName("dataFolder");
    m_openFolder->setObjectName("openFolder");

    auto* buttons = closeButtons(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 18, 18, 14);
    column->setSpacing(12);
    column->addWidget(m_fetch);
    column->addWidget(makeFolderCard());
    column->addWidget(makeShapesCard());
    column->addStretch(1);
    column->addWidget(buttons);
    setMinimumWidth(560);

    connect(m_fetch, &FetchCard::fetched, this, &OpenDataDialog::choose);
    connect(m_fetch, &FetchCard::ended, this, [this] {
        if (std::exchange(m_closing, false))
            QDialog::reject();
    });
    connect(m_folder, &PathField::changed, this, &OpenDataDialog::refresh);
    refresh();
    m_fetch->setFocus();
}

/// Grows when a message or a bar comes in: Qt would rather cut off wrapped text.
bool OpenDataDialog::event(QEvent* event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest && layout()->heightForWidth(width()) > height())
        resize(width(), layout()->heightForWidth(width()));
    return handled;
}

void OpenDataDialog::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isReturn || !qobject_cast<QLineEdit*>(focusWidget()) || !m_folder->isAncestorOf(focusWidget())) {
        QDialog::keyPressEvent(event);
        return;
    }
    // What was typed there is what is meant, and not the button that Qt takes for the default.
    m_openFolder->click();
    event->accept();
}

QWidget* OpenDataDialog::makeFolderCard()
{
    auto* card = new QFrame(this);
    auto* grid = cardLayout(card, tr("CIFAR-10, from a folder"),
                            tr("The binary version, unpacked: data_batch_1.bin to data_batch_5.bin and "
                               "test_batch.bin."));
    grid->addWidget(m_folder, 2, 0);
    grid->addWidget(m_openFolder, 2, 1);
    connect(m_openFolder, &QPushButton::clicked, this, [this] {
        QSettings().setValue(FolderKey, m_folder->text());
        choose(m_folder->text());
    });
    return card;
}

QWidget* OpenDataDialog::makeShapesCard()
{
    auto* card = new QFrame(this);
    auto* grid = cardLayout(card, tr("Shapes, built in"),
                            tr("Simple shapes drawn by the program, at once and without a download. What a "
                               "model should look at is known for every picture."));
    auto* open = new QPushButton(tr("Open"), card);
    open->setObjectName("openShapes");
    open->setToolTip(tr("Work with the Shapes pictures"));
    grid->addWidget(open, 1, 1, Qt::AlignTop);
    connect(open, &QPushButton::clicked, this, [this] { choose(QStringLiteral("shapes")); });
    return card;
}

void OpenDataDialog::refresh()
{
    const QString folder = m_folder->text();
    QString reason;
    if (folder.isEmpty())
        reason = tr("Choose the folder first.");
    else if (!QFileInfo(folder).isDir())
        reason = tr("There is no such folder.");
    else if (!holdsCifar10(folder))
        reason = tr("This folder holds no test_batch.bin, nor a cifar-10-batches-bin folder with one.");
    m_openFolder->setEnabled(reason.isEmpty());
    m_openFolder->setToolTip(reason.isEmpty() ? tr("Open the pictures of this folder") : reason);
}

void OpenDataDialog::choose(const QString& source)
{
    // A choice made while a download runs takes the download's place.
    m_fetch->cancel();
    accept();
    Q_EMIT opened(source);
}

void OpenDataDialog::reject()
{
    if (!m_fetch->isRunning()) {
        QDialog::reject();
        return;
    }
    m_closing = true;
    m_fetch->cancel();
}

} // namespace saccade::ui
