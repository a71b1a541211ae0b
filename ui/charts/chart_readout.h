// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>
#include <QString>
#include <QWidget>

#include <vector>

namespace saccade::ui {

/// Lies over a chart and shows its values at one place: a line, a dot on every curve and a small table beside
/// it.
class ChartReadout : public QWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QString name;
        QString value;
        QColor colour;
        QPointF point; ///< on the curve, in this widget's coordinates
    };

    explicit ChartReadout(QWidget* parent = nullptr);

    /// `plot` bounds the line and the table.
    void showAt(double x, const QRect& plot, const QString& heading, std::vector<Row> rows);
    void clear();
    bool isShown() const { return m_shown; }
    QString heading() const { return m_heading; }
    const std::vector<Row>& rows() const { return m_rows; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// Rows stand one below the other as long as the plot is high enough.
    int rowsInColumn() const;
    QSize columnSize() const;
    QRect tableRect() const;

    bool m_shown = false;
    double m_x = 0.0;
    QRect m_plot;
    QString m_heading;
    std::vector<Row> m_rows;
};

} // namespace saccade::ui
