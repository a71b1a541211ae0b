// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/find_dialog.h"

#include "ui/find/class_page.h"
#include "ui/find/found_page.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace saccade::ui {

FindDialog::FindDialog(const Services& services, AttentionState* state, QWidget* parent)
    : QDialog(parent)
    , m_pages(new QTabWidget(this))
    , m_found(new FoundPage(services, state))
    , m_classes(new ClassPage(services, state))
{
    // A tool window: the keys of the window that it belongs to go on working in it.
    setWindowFlag(Qt::Tool);
    setObjectName("find");
    setWindowTitle(tr("Pictures of a head"));
    m_pages->setObjectName("findPages");
    m_pages->addTab(m_found, tr("Pictures"));
    m_pages->addTab(m_classes, tr("Mean map of each class"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_pages);
    connect(m_found, &FoundPage::pictureChosen, this, &FindDialog::pictureChosen);
    connect(this, &QDialog::finished, this, [this] {
        m_found->stop();
        m_classes->stop();
    });
    resize(720, 680);
}

void FindDialog::setSubject(const FindSubject& subject)
{
    m_found->setSubject(subject);
    m_classes->setSubject(subject);
}

void FindDialog::search()
{
    m_pages->setCurrentWidget(m_found);
    if (!m_found->isCurrent())
        m_found->search();
}

} // namespace saccade::ui
