// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <vector>

class QWidget;

namespace saccade::ui {

/// One row of a form over a spec's JSON: which field it edits, and what a person reads of it.
struct FormField
{
    enum class Kind
    {
        Whole,    ///< int, within low and high
        Number,   ///< double
        Choice,   ///< one of `choices`
        Word,     ///< one of `choices`, or another word typed
        Flag,     ///< true or false
        Seed,     ///< whole number of 64 bits, 0 or more
        Duration, ///< "epochs" or "minutes": the two fields of how long a run is
    };
    struct Option
    {
        const char* word; ///< as the JSON spells it
        QString text;
    };

    Kind kind = Kind::Whole;
    const char* key = ""; ///< in the JSON
    QString label;
    QString tip; ///< plain words for somebody who meets the term for the first time
    double low = 0.0;
    double high = 0.0;
    std::vector<Option> choices{};
    double smallest = 1e-6; ///< Number: the first step up from 0
};

/// The widget of a field, and how it reads and writes the spec's JSON.
struct FieldEditor
{
    QWidget* widget = nullptr;
    QStringList keys;
    std::function<void(const nlohmann::json&)> load;
    /// What cannot be a value is written as null or NaN, which the spec's own checks then explain.
    std::function<void(nlohmann::json&)> store;
};

/// `changed` is called whenever a person, or load(), changes the value.
FieldEditor makeEditor(const FormField& field, QWidget* parent, const std::function<void()>& changed);

} // namespace saccade::ui
