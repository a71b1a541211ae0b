// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>
#include <QString>
#include <QWidget>

#include <vector>

namespace saccade::ui {

/// Probability against the share of patches that were taken away or put in, one curve a method.
class RankedCurves : public QWidget
{
    Q_OBJECT

public:
    struct Curve
    {
        QString name;
        std::vector<float> probabilities; ///< at even steps from none of the patches to all
        QColor colour;
        Qt::PenStyle style = Qt::SolidLine;
    };

    explicit RankedCurves(const QString& title, QWidget* parent = nullptr);

    /// The last lies on top.
    void setCurves(std::vector<Curve> curves);
    const std::vector<Curve>& curves() const { return m_curves; }
    /// Where a share of patches (0..1) and a probability lie in this widget.
    QPointF placeOf(double share, double probability) const;

    QSize sizeHint() const override { return {240, 130}; }
    QSize minimumSizeHint() const override { return {140, 90}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont smallFont() const;
    QRect plot() const;

    QString m_title;
    std::vector<Curve> m_curves;
};

} // namespace saccade::ui
