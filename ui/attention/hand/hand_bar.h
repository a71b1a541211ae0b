// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace saccade::ui {

class InterventionHistory;

/// The line above the picture for what a person changes: the brush and its fill, what is changed in words,
/// and the way back to the untouched model and picture.
class HandBar : public QWidget
{
    Q_OBJECT

public:
    explicit HandBar(QWidget* parent = nullptr);

    void setHistory(InterventionHistory* history);
    bool hasBrush() const;
    QString words() const { return m_words; }
    /// As high with the fill as without it, so that the picture stays where it is.
    QSize sizeHint() const override;

public Q_SLOTS:
    void setBrush(bool on);

Q_SIGNALS:
    void brushChanged(bool on);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void fit();

    InterventionHistory* m_history = nullptr;
    QToolButton* m_brush;
    QComboBox* m_fill;
    QString m_words;
    QLabel* m_changes;
    QToolButton* m_reset;
};

} // namespace saccade::ui
