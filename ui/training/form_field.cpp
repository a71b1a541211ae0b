// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/form_field.h"

#include "ui/training/duration_field.h"
#include "ui/training/number_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QSpinBox>

#include <nlohmann/json.hpp>

namespace saccade::ui {

namespace {

using nlohmann::json;

FieldEditor whole(const FormField& field, QWidget* parent, const std::function<void()>& changed)
{
    auto* box = new QSpinBox(parent);
    box->setRange(int(field.low), int(field.high));
    box->setGroupSeparatorShown(false);
    QObject::connect(box, &QSpinBox::valueChanged, box, changed);
    return {box,
            {},
            [box, key = field.key](const json& spec) { box->setValue(spec.at(key).get<int>()); },
            [box, key = field.key](json& spec) { spec[key] = box->value(); }};
}

FieldEditor number(const FormField& field, QWidget* parent, const std::function<void()>& changed)
{
    auto* box = new NumberField(field.low, field.high, field.smallest, parent);
    QObject::connect(box, &NumberField::edited, box, changed);
    return {box,
            {},
            [box, key = field.key](const json& spec) { box->setValue(spec.at(key).get<double>()); },
            [box, key = field.key](json& spec) { spec[key] = box->value(); }};
}

FieldEditor choice(const FormField& field, QWidget* parent, const std::function<void()>& changed)
{
    auto* box = new QComboBox(parent);
    for (const FormField::Option& option : field.choices)
        box->addItem(option.text, QString::fromLatin1(option.word));
    QObject::connect(box, &QComboBox::currentIndexChanged, box, changed);
    return {box,
            {},
            [box, key = field.key](const json& spec) {
                box->setCurrentIndex(box->findData(QString::fromStdString(spec.at(key).get<std::string>())));
            },
            [box, key = field.key](json& spec) { spec[key] = box->currentData().toString().toStdString(); }};
}

FieldEditor word(const FormField& field, QWidget* parent, const std::function<void()>& changed)
{
    auto* box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    for (const FormField::Option& option : field.choices)
        box->addItem(QString::fromLatin1(option.word));
    QObject::connect(box, &QComboBox::editTextChanged, box, changed);
    return {box,
            {},
            [box, key = field.key](const json& spec) {
                box->setEditText(QString::fromStdString(spec.at(key).get<std::string>()));
            },
            [box, key = field.key](json& spec) { spec[key] = box->currentText().trimmed().toStdString(); }};
}

FieldEditor flag(const FormField& field, QWidget* parent, const std::function<void()>& changed)
{
    auto* box = new QCheckBox(parent);
    QObject::connect(box, &QCheckBox::toggled, box, changed);
    return {box,
            {},
            [box, key = field.key](const json& spec) { box->setChecked(spec.at(key).get<bool>()); },
            [box, key = field.key](json& spec) { spec[key] = box->isChecked(); }};
}

FieldEditor seed(const FormField& field, QWidget* parent, const std::function<void()>& changed)
{
    auto* edit = new QLineEdit(parent);
    edit->setValidator(new QRegularExpressionValidator(QRegularExpression("\\d{0,20}"), edit));
    QObject::connect(edit, &QLineEdit::textChanged, edit, changed);
    return {edit,
            {},
            [edit, key = field.key](const json& spec) {
                edit->setText(QString::number(spec.at(key).get<std::uint64_t>()));
            },
            [edit, key = field.key](json& spec) {
                bool fits = false;
                const quint64 value = edit->text().toULongLong(&fits);
                spec[key] = fits ? json(std::uint64_t(value)) : json();
            }};
}

FieldEditor duration(QWidget* parent, const std::function<void()>& changed)
{
    auto* field = new DurationField(parent);
    QObject::connect(field, &DurationField::edited, field, changed);
    return {field,
            {"epochs", "minutes"},
            [field](const json& spec) {
                field->setDuration(spec.at("epochs").get<int>(), spec.at("minutes").get<double>());
            },
            [field](json& spec) {
                spec["epochs"] = field->epochs();
                spec["minutes"] = field->minutes();
            }};
}

FieldEditor editorOf(const FormField& field, QWidget* parent, const std::function<void()>& changed)
{
    switch (field.kind) {
    case FormField::Kind::Whole:
        return whole(field, parent, changed);
    case FormField::Kind::Number:
        return number(field, parent, changed);
    case FormField::Kind::Choice:
        return choice(field, parent, changed);
    case FormField::Kind::Word:
        return word(field, parent, changed);
    case FormField::Kind::Flag:
        return flag(field, parent, changed);
    case FormField::Kind::Seed:
        return seed(field, parent, changed);
    case FormField::Kind::Duration:
        return duration(parent, changed);
    }
    return {};
}

} // namespace

FieldEditor makeEditor(const FormField& field, QWidget* parent, const std::function<void()>& changed)
{
    FieldEditor editor = editorOf(field, parent, changed);
    if (editor.keys.isEmpty())
        editor.keys = {QString::fromLatin1(field.key)};
    editor.widget->setObjectName(editor.keys.first());
    editor.widget->setAccessibleName(field.label);
    editor.widget->setAccessibleDescription(field.tip);
    return editor;
}

} // namespace saccade::ui
