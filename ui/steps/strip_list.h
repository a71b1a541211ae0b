// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace saccade::ui {

class TokenMark;

/// One vector as a strip of coloured cells.
struct Strip
{
    QString name;
    std::vector<float> values;
    float end = 1.0F;       ///< the colours reach from -end to end
    int token = -1;         ///< the token that the vector belongs to; below 0: none
    QString note{};         ///< to the right of the strip
    int segments = 1;       ///< equal parts with a gap between them, each underlined in a colour of its own
    int chosenSegment = -1; ///< is framed
    bool operator==(const Strip&) const = default;
};

/// Vectors under each other. The value under the mouse is told; with the focus, the arrow keys walk from
/// value to value.
class StripList : public QWidget
{
    Q_OBJECT

public:
    struct Place
    {
        int strip = 0;
        int value = 0;
        bool operator==(const Place&) const = default;
    };

    explicit StripList(TokenMark* mark, QWidget* parent = nullptr);

    void setStrips(const std::vector<Strip>& strips);
    const std::vector<Strip>& strips() const { return m_strips; }
    /// Where a value is painted.
    QRectF cellRect(Place place) const;
    std::optional<Place> placeAt(const QPointF& position) const;
    /// "q, value 17: .314".
    QString textAt(Place place) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Line
    {
        int perLine = 1;
        int lines = 1;
        int cellHeight = 18;
        int height = 18; ///< of the whole row
    };
    Line lineOf(const Strip& strip) const;
    int topOf(int strip) const;
    int nameWidth() const;
    int noteWidth() const;
    void paintStrip(QPainter& painter, int index) const;
    void moveTo(std::optional<Place> place);

    TokenMark* m_mark;
    std::vector<Strip> m_strips;
    std::optional<Place> m_place;
};

} // namespace saccade::ui
