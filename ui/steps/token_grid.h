// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/colour_map.h"
#include "core/values/attention_steps.h"
#include "core/values/image.h"

#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

namespace saccade::ui {

class TokenMark;

/// "CLS", "register 1" or "patch (3, 5)".
QString tokenName(const ModelSpec& spec, int token);

/// Every token in its place: the patches as they lie in the picture, CLS and the registers beside them. A
/// cell shows the token's number as a colour over the picture, or its vector as a little mosaic. The query
/// has a frame; the token under the mouse, or chosen by the arrow keys, is marked here and elsewhere. A click
/// or Enter asks for it as the query.
class TokenGrid : public QWidget
{
    Q_OBJECT

public:
    TokenGrid(TokenMark* mark, int cellSide, QWidget* parent = nullptr);

    /// The picture alone.
    void setPicture(const AttentionSteps& steps, const Image& picture);
    /// A number for each token, (N), laid over the picture in the colours from `lowest` to `highest`.
    void setNumbers(const AttentionSteps& steps, const Image& picture, const std::vector<float>& numbers,
                    ColourMap colours, float lowest, float highest);
    /// A vector for each token, (N, width): signed, all on one scale.
    void setVectors(const AttentionSteps& steps, const std::vector<float>& vectors);

    QRectF cellRect(int token) const;
    std::optional<int> tokenAt(const QPointF& position) const;
    /// What the tooltip says.
    QString textAt(int token) const;
    const std::vector<float>& values() const { return m_values; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Kind
    {
        Picture,
        Numbers,
        Vectors
    };

    void take(Kind kind, const AttentionSteps& steps);
    int prefixWidth() const;
    QRectF gridRect() const;
    void render();
    QImage renderedGrid(int side) const;
    QImage mosaic(int token) const;
    void paintFrame(QPainter& painter, int token, const QColor& colour, double width) const;
    std::optional<int> neighbour(int token, int key) const;

    TokenMark* m_mark;
    int m_cell;
    Kind m_kind = Kind::Picture;
    ModelSpec m_spec;
    int m_query = 0;
    bool m_isEmpty = true;
    Image m_picture;
    std::vector<float> m_values; ///< (N) or (N, width)
    ColourMap m_colours = ColourMap::Inferno;
    float m_lowest = 0.0F;
    float m_highest = 1.0F;
    QImage m_grid;               ///< rendered; null: to be rendered
    std::vector<QImage> m_tiles; ///< of vectors, a token each
};

} // namespace saccade::ui
