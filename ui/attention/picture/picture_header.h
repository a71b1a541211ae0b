// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/scene.h"

#include <QWidget>

class QLabel;

namespace saccade::ui {

/// The line above the picture: its true class, where it is from, whether the model is right, and, where
/// there is room, how to see the picture alone.
class PictureHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PictureHeader(QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);
    QString text() const; ///< as a person reads it, from left to right
    /// As high whatever its words are and whether there is room for the hint: the picture stands below it.
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QString m_titleText;
    QString m_verdictText;
    QString m_shortVerdict; // the class and its mark alone
    QLabel* m_title;
    QLabel* m_where;
    QLabel* m_verdict;
    QWidget* m_hint;
};

} // namespace saccade::ui
