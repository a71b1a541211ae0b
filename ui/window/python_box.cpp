// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/python_box.h"

#include "ui/window/icons.h"
#include "ui/window/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace saccade::ui {

PythonBox::PythonBox(const QString& title, int rows, QWidget* parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
{
    m_text->setObjectName("python");
    m_text->setReadOnly(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Python lines"));
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * rows + 34);
    auto* copy = new QPushButton(icon("copy"), tr("Copy"), this);
    copy->setObjectName("copyPython");
    copy->setToolTip(tr("Copy the Python lines"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(lines()); });
    auto* head = new QHBoxLayout;
    head->addWidget(sectionLabel(title, this));
    head->addStretch(1);
    head->addWidget(copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_text);
}

void PythonBox::setLines(const QString& lines)
{
    if (lines != m_text->toPlainText())
        m_text->setPlainText(lines);
}

QString PythonBox::lines() const
{
    return m_text->toPlainText();
}

} // namespace saccade::ui
