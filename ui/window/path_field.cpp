// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/path_field.h"

#include "ui/window/icons.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace saccade::ui {

std::filesystem::path toPath(const QString& text)
{
    return std::filesystem::path(text.toStdU16String());
}

QString fromPath(const std::filesystem::path& path)
{
    return QString::fromStdU16String(path.u16string());
}

PathField::PathField(What what, const QString& name, const QString& tip, const QString& filter,
                     QWidget* parent)
    : QWidget(parent)
    , m_what(what)
    , m_name(name)
    , m_filter(filter)
    , m_edit(new QLineEdit(this))
    , m_button(new QToolButton(this))
{
    m_edit->setAccessibleName(name);
    m_edit->setToolTip(tip);
    m_button->setIcon(icon("folder"));
    m_button->setToolTip(tr("Browse…"));
    m_button->setAccessibleName(tr("Browse for: %1").arg(name));
    m_button->setFocusPolicy(Qt::StrongFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_edit, 1);
    row->addWidget(m_button);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &PathField::changed);
    connect(m_button, &QToolButton::clicked, this, &PathField::browse);
}

QString PathField::text() const
{
    const QString text = m_edit->text().trimmed();
    if (text == QLatin1String("~") || text.startsWith(QLatin1String("~/")))
        return QDir::homePath() + text.mid(1);
    return text;
}

std::filesystem::path PathField::path() const
{
    return toPath(text());
}

void PathField::setPath(const QString& path)
{
    m_edit->setText(QDir::toNativeSeparators(path));
}

void PathField::setPlaceholder(const QString& text)
{
    m_edit->setPlaceholderText(text);
}

void PathField::browse()
{
    QString chosen;
    switch (m_what) {
    case What::Folder:
        chosen = QFileDialog::getExistingDirectory(this, m_name, text());
        break;
    case What::OpenFile:
        chosen = QFileDialog::getOpenFileName(this, m_name, text(), m_filter);
        break;
    case What::SaveFile:
        // The dialog that owns this field asks before it replaces a file.
        chosen = QFileDialog::getSaveFileName(this, m_name, text(), m_filter, nullptr,
                                              QFileDialog::DontConfirmOverwrite);
        break;
    }
    if (!chosen.isEmpty())
        setPath(chosen);
}

} // namespace saccade::ui
