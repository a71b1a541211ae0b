// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace saccade::ui {

/// Python lines that can be read, selected and copied.
class PythonBox : public QWidget
{
    Q_OBJECT

public:
    /// `title` stands above them; `rows` can be seen at once.
    PythonBox(const QString& title, int rows, QWidget* parent = nullptr);

    void setLines(const QString& lines);
    QString lines() const;

private:
    QPlainTextEdit* m_text;
};

} // namespace saccade::ui
