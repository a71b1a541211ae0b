// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include <optional>

namespace saccade::ui {

/// Rows of a name, a bar and a number.
class BarList : public QWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QString name;
        double share = 0.0; ///< of the bar's full length, 0..1
        QString value;
        QString toolTip;
        bool isFirst = false; ///< stands out
        /// What the bar is compared with, of its full length; and the difference, as it is read. Drawn as a
        /// mark on the bar, with what lies between the two.
        std::optional<double> ghost = {};
        QString change = {};
        bool operator==(const Row&) const = default;
    };
    enum class Accent
    {
        Highlight,
        Amber
    };

    explicit BarList(Accent accent, QWidget* parent = nullptr);

    void setRows(const QList<Row>& rows);
    const QList<Row>& rows() const { return m_rows; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int rowHeight() const;
    void paintGhost(QPainter& painter, const QRectF& bar, double at) const;
    std::optional<int> rowAt(const QPoint& position) const;

    Accent m_accent;
    QList<Row> m_rows;
};

} // namespace saccade::ui
