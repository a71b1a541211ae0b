// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/fold.h"

#include "ui/window/icons.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace saccade::ui {

Fold::Fold(const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent)
    , m_header(new QToolButton(this))
{
    m_header->setText(title);
    m_header->setCheckable(true);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setIcon(icon("next"));
    m_header->setIconSize({12, 12});
    m_header->setProperty("kind", QStringLiteral("fold"));
    m_header->setFocusPolicy(Qt::StrongFocus);
    m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    content->setVisible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_header);
    column->addWidget(content);
    connect(m_header, &QToolButton::toggled, this, [this, content](bool open) {
        m_header->setIcon(icon(open ? "down" : "next"));
        content->setVisible(open);
        Q_EMIT toggled(open);
    });
}

bool Fold::isOpen() const
{
    return m_header->isChecked();
}

void Fold::setOpen(bool open)
{
    m_header->setChecked(open);
}

} // namespace saccade::ui
