// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace saccade::ui {

/// One step: its number and title, the formula and a sentence on the left, pictures of the numbers on the
/// right. The current one has a frame in the accent.
class StepCard : public QWidget
{
    Q_OBJECT

public:
    StepCard(int number, const QString& title, QWidget* parent = nullptr);

    void addPicture(QWidget* picture);
    /// HTML.
    void setFormula(const QString& formula);
    void setSentence(const QString& sentence);
    void setCurrent(bool current);
    bool isCurrent() const { return m_current; }
    QString sentence() const;

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refreshFormula();

    int m_number;
    bool m_current = false;
    QString m_html;
    QLabel* m_formula;
    QLabel* m_sentence;
    QVBoxLayout* m_pictures;
};

} // namespace saccade::ui
