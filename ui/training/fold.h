// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace saccade::ui {

/// A heading that shows and hides what is below it.
class Fold : public QWidget
{
    Q_OBJECT

public:
    Fold(const QString& title, QWidget* content, QWidget* parent = nullptr);

    bool isOpen() const;
    void setOpen(bool open);
    QToolButton* header() const { return m_header; }

Q_SIGNALS:
    void toggled(bool open);

private:
    QToolButton* m_header;
};

} // namespace saccade::ui
