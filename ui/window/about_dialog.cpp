// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/about_dialog.h"

#include "ui/window/close_buttons.h"
#include "ui/window/icons.h"
#include "ui/window/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace saccade::ui {

AboutDialog::AboutDialog(const std::vector<std::string>& facts, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Saccade"));
    QStringList lines;
    for (const std::string& fact : facts)
        lines += QString::fromStdString(fact);
    lines += tr("Qt %1").arg(QString::fromLatin1(qVersion()));
    m_report = tr("Saccade %1").arg(QStringLiteral(SACCADE_VERSION)) + '\n' + lines.join('\n') + '\n';

    auto* picture = new QLabel(this);
    picture->setPixmap(applicationIcon().pixmap(QSize(56, 56), devicePixelRatioF()));
    auto* name = new QLabel(tr("Saccade %1").arg(QStringLiteral(SACCADE_VERSION)), this);
    name->setProperty("kind", QStringLiteral("title"));
    auto* purpose = new QLabel(tr("Train a vision transformer and watch where it looks."), this);
    auto* licence = new QLabel(tr("Free software under the GNU General Public License, version 3 or later: "
                                  "you may use, study, share "
                                  "and change it. It comes without any warranty."),
                               this);
    licence->setWordWrap(true);
    licence->setProperty("kind", QStringLiteral("muted"));
    auto* text = new QLabel(lines.join('\n'), this);
    text->setObjectName("facts");
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(tr("Facts of this build and machine"));

    auto* buttons = closeButtons(this);
    auto* copy = new QPushButton(icon("copy"), tr("Copy"), this);
    copy->setObjectName("copy");
    copy->setToolTip(tr("Copy version and facts, for a report of a fault"));
    buttons->addButton(copy, QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [this, copy] {
        QApplication::clipboard()->setText(m_report);
        copy->setText(tr("Copied"));
        copy->setIcon(icon("check"));
    });

    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(name);
    words->addWidget(purpose);
    auto* head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(picture);
    head->addLayout(words, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 14);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(licence);
    column->addSpacing(4);
    column->addWidget(sectionLabel(tr("This build and machine"), this));
    column->addWidget(text);
    column->addStretch(1);
    column->addWidget(buttons);
    setMinimumWidth(440);
}

} // namespace saccade::ui
