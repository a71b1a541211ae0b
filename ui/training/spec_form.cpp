// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/spec_form.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QStyle>

#include <nlohmann/json.hpp>

namespace saccade::ui {

namespace {

/// Rich text, since plain tooltips do not wrap.
QString wrapped(const QString& first, const QString& second = {})
{
    QString text = "<p>" + first.toHtmlEscaped() + "</p>";
    if (!second.isEmpty())
        text += "<p>" + second.toHtmlEscaped() + "</p>";
    return text;
}

/// The widgets that a person edits in: the editor, or the parts of a composite one.
QList<QWidget*> inputs(QWidget* editor)
{
    QList<QWidget*> found{editor};
    for (QWidget* child : editor->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        if (qobject_cast<QAbstractSpinBox*>(child) || qobject_cast<QComboBox*>(child))
            found += child;
    return found;
}

} // namespace

SpecForm::SpecForm(const std::vector<FormField>& fields, QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    // Labels take what they need; editors share one width in every form of a panel.
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    for (const FormField& field : fields)
        addRow(field, int(m_rows.size()));
}

void SpecForm::addRow(const FormField& field, int at)
{
    Row row;
    row.editor = makeEditor(field, this, [this] { Q_EMIT changed(); });
    row.name = field.label;
    row.tip = field.tip;
    row.label = new QLabel(field.label, this);
    row.label->setProperty("kind", QStringLiteral("muted"));
    row.label->setBuddy(row.editor.widget);
    for (QWidget* input : inputs(row.editor.widget)) {
        if (input->focusPolicy() == Qt::WheelFocus)
            input->setFocusPolicy(Qt::StrongFocus);
        input->installEventFilter(this);
        input->setMinimumWidth(60);
    }
    auto* grid = static_cast<QGridLayout*>(layout());
    grid->addWidget(row.label, at, 0);
    grid->addWidget(row.editor.widget, at, 1);
    m_rows.push_back(std::move(row));
    refresh(m_rows.back());
}

void SpecForm::load(const nlohmann::json& spec)
{
    // One signal for the whole form: in between, the fields do not belong together.
    const bool blocked = blockSignals(true);
    for (Row& row : m_rows)
        row.editor.load(spec);
    blockSignals(blocked);
    Q_EMIT changed();
}

void SpecForm::store(nlohmann::json& spec) const
{
    for (const Row& row : m_rows)
        row.editor.store(spec);
}

const SpecForm::Row* SpecForm::row(const QString& key) const
{
    for (const Row& row : m_rows)
        if (row.editor.keys.contains(key))
            return &row;
    return nullptr;
}

SpecForm::Row* SpecForm::row(const QString& key)
{
    return const_cast<Row*>(std::as_const(*this).row(key));
}

bool SpecForm::has(const QString& key) const
{
    return row(key) != nullptr;
}

QString SpecForm::label(const QString& key) const
{
    const Row* found = row(key);
    return found ? found->name : QString();
}

QWidget* SpecForm::editor(const QString& key) const
{
    const Row* found = row(key);
    return found ? found->editor.widget : nullptr;
}

void SpecForm::setLocked(const QString& reason)
{
    m_locked = reason;
    for (Row& row : m_rows)
        refresh(row);
}

void SpecForm::setUnused(const QString& key, const QString& reason)
{
    if (Row* found = row(key)) {
        found->unused = reason;
        refresh(*found);
    }
}

void SpecForm::markFaulty(const QStringList& keys)
{
    for (Row& row : m_rows) {
        const bool faulty = std::any_of(row.editor.keys.begin(), row.editor.keys.end(),
                                        [&](const QString& key) { return keys.contains(key); });
        for (QWidget* input : inputs(row.editor.widget)) {
            if (input->property("invalid").toBool() == faulty)
                continue;
            input->setProperty("invalid", faulty);
            input->style()->unpolish(input);
            input->style()->polish(input);
        }
    }
}

void SpecForm::refresh(Row& row)
{
    const QString reason = m_locked.isEmpty() ? row.unused : m_locked;
    const QString tip = reason.isEmpty() ? wrapped(row.tip) : wrapped(reason, row.tip);
    row.editor.widget->setEnabled(reason.isEmpty());
    row.label->setEnabled(reason.isEmpty());
    row.label->setToolTip(tip);
    for (QWidget* input : inputs(row.editor.widget))
        input->setToolTip(tip);
}

/// A wheel turned to scroll the panel must not change the field that happens to come under the mouse.
bool SpecForm::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace saccade::ui
