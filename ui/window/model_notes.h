// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_note.h"

#include <QFrame>

#include <vector>

class QLabel;
class QToolButton;

namespace saccade::ui {

class Workbench;

/// Above the picture: what opening the model had to assume or to change, until a person has read it and
/// closes it. Hidden where there is nothing to say.
class ModelNotes : public QFrame
{
    Q_OBJECT

public:
    explicit ModelNotes(QWidget* parent = nullptr);

    void setNotes(const QString& model, const std::vector<ModelNote>& notes);

private:
    QLabel* m_text;
    QToolButton* m_close;
};

/// The note in the window's language.
QString noteWords(const ModelNote& note);

/// A column of the notes on the model that is opened, and `below`.
QWidget* withModelNotes(QWidget* below, const Workbench& bench);

} // namespace saccade::ui
