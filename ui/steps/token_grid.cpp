// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steps/token_grid.h"

#include "core/render/overlay.h"
#include "ui/attention/scene/query.h"
#include "ui/attention/scene/words.h"
#include "ui/steps/signed_colour.h"
#include "ui/steps/token_mark.h"
#include "ui/support/image_convert.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <span>

namespace saccade::ui {

namespace {

constexpr double Opacity = 0.85;
constexpr int Margin = 3;
constexpr int PrefixGap = 14;

bool isWalkKey(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down ||
           key == Qt::Key_Return || key == Qt::Key_Enter;
}

} // namespace

QString tokenName(const ModelSpec& spec, int token)
{
    const int patch = token - spec.prefixTokens();
    if (patch >= 0)
        return queryName(Query::ofPatch(patch / spec.gridSide(), patch % spec.gridSide()));
    if (token == 0 && spec.pooling == Pooling::Cls)
        return queryName(Query::ofCls());
    return TokenGrid::tr("register %1").arg(token - (spec.pooling == Pooling::Cls ? 1 : 0));
}

TokenGrid::TokenGrid(TokenMark* mark, int cellSide, QWidget* parent)
    : QWidget(parent)
    , m_mark(mark)
    , m_cell(cellSide)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Tokens in their places"));
    connect(mark, &TokenMark::changed, this, [this] {
        setAccessibleDescription(m_mark->token() && !m_isEmpty ? textAt(*m_mark->token()) : QString());
        update();
    });
}

void TokenGrid::take(Kind kind, const AttentionSteps& steps)
{
    m_kind = kind;
    m_spec = steps.spec;
    m_query = steps.query;
    m_isEmpty = false;
    m_grid = {};
    m_tiles.clear();
    updateGeometry();
    update();
}

void TokenGrid::setPicture(const AttentionSteps& steps, const Image& picture)
{
    m_picture = picture;
    m_values.clear();
    take(Kind::Picture, steps);
}

void TokenGrid::setNumbers(const AttentionSteps& steps, const Image& picture,
                           const std::vector<float>& numbers, ColourMap colours, float lowest, float highest)
{
    m_picture = picture;
    m_values = numbers;
    m_colours = colours;
    m_lowest = lowest;
    m_highest = highest;
    take(Kind::Numbers, steps);
}

void TokenGrid::setVectors(const AttentionSteps& steps, const std::vector<float>& vectors)
{
    m_values = vectors;
    take(Kind::Vectors, steps);
}

int TokenGrid::prefixWidth() const
{
    if (m_isEmpty || m_spec.prefixTokens() == 0)
        return 0;
    return std::max(m_cell, fontMetrics().horizontalAdvance(QStringLiteral("CLS"))) + PrefixGap;
}

QSize TokenGrid::sizeHint() const
{
    const int side = m_isEmpty ? 8 : m_spec.gridSide();
    const int prefix = m_isEmpty ? 0 : m_spec.prefixTokens() * (m_cell + fontMetrics().height() + 4);
    return {prefixWidth() + side * m_cell + 2 * Margin, std::max(side * m_cell, prefix) + 2 * Margin};
}

QRectF TokenGrid::gridRect() const
{
    const int side = m_spec.gridSide() * m_cell;
    return QRectF(Margin + prefixWidth(), Margin, side, side);
}

QRectF TokenGrid::cellRect(int token) const
{
    const int patch = token - m_spec.prefixTokens();
    if (patch < 0) {
        const int line = fontMetrics().height();
        return QRectF(Margin, Margin + line + token * (m_cell + line + 4), m_cell, m_cell);
    }
    return QRectF(gridRect().left() + patch % m_spec.gridSide() * m_cell,
                  gridRect().top() + patch / m_spec.gridSide() * m_cell, m_cell, m_cell);
}

std::optional<int> TokenGrid::tokenAt(const QPointF& position) const
{
    for (int token = 0; !m_isEmpty && token < m_spec.tokens(); ++token)
        if (cellRect(token).contains(position))
            return token;
    return std::nullopt;
}

QString TokenGrid::textAt(int token) const
{
    if (m_isEmpty || token < 0 || token >= m_spec.tokens())
        return {};
    const QString name = tokenName(m_spec, token);
    if (m_kind == Kind::Numbers)
        return tr("%1: %2").arg(name, shortNumber(double(m_values[std::size_t(token)])));
    if (m_kind == Kind::Vectors) {
        const std::size_t width = m_values.size() / std::size_t(m_spec.tokens());
        const auto begin = m_values.begin() + std::ptrdiff_t(width * std::size_t(token));
        QStringList first;
        for (std::size_t i = 0; i < std::min<std::size_t>(width, 6); ++i)
            first << shortNumber(double(*(begin + std::ptrdiff_t(i))));
        if (width > 6)
            first << QStringLiteral("…");
        return tr("%1: %2").arg(name, first.join(QStringLiteral("  ")));
    }
    return name;
}

QImage TokenGrid::renderedGrid(int side) const
{
    if (m_picture.isEmpty())
        return {};
    if (m_kind == Kind::Picture)
        return toQImage(enlarge(m_picture, side));
    const auto patches = std::span(m_values).subspan(std::size_t(m_spec.prefixTokens()));
    return toQImage(overlay(m_picture, patches, m_spec.gridSide(), m_spec.gridSide(), {m_lowest, m_highest},
                            m_colours, Opacity, /*smooth=*/false, side));
}

/// One pixel a value, row by row, about as wide as high.
QImage TokenGrid::mosaic(int token) const
{
    const auto width = int(m_values.size() / std::size_t(m_spec.tokens()));
    const int columns = std::max(1, int(std::ceil(std::sqrt(double(width)))));
    QImage image(columns, (width + columns - 1) / columns, QImage::Format_RGB32);
    const ColourMap map = signedMap(palette());
    image.fill(signedColour(map, 0.0F, 1.0F));
    const float end = largestSize(m_values);
    for (int i = 0; i < width; ++i)
        image.setPixelColor(i % columns, i / columns,
                            signedColour(map, m_values[std::size_t(token * width + i)], end));
    return image;
}

void TokenGrid::render()
{
    if (m_kind == Kind::Vectors) {
        for (int token = 0; token < m_spec.tokens(); ++token)
            m_tiles.push_back(mosaic(token));
        return;
    }
    const double ratio = devicePixelRatioF();
    m_grid = renderedGrid(int(gridRect().width() * ratio));
}

void TokenGrid::paintFrame(QPainter& painter, int token, const QColor& colour, double width) const
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Base), width + 2));
    painter.drawRect(cellRect(token));
    painter.setPen(QPen(colour, width));
    painter.drawRect(cellRect(token));
}

void TokenGrid::paintEvent(QPaintEvent*)
{
    if (m_isEmpty)
        return;
    if (m_grid.isNull() && m_tiles.empty())
        render();
    QPainter painter(this);
    if (!m_grid.isNull())
        painter.drawImage(gridRect(), m_grid);
    for (int token = 0; token < m_spec.tokens(); ++token) {
        const bool isPrefix = token < m_spec.prefixTokens();
        const QRectF cell = cellRect(token);
        if (m_kind == Kind::Vectors)
            painter.drawImage(cell.adjusted(1.5, 1.5, -1.5, -1.5), m_tiles[std::size_t(token)]);
        if (!isPrefix)
            continue;
        if (m_kind == Kind::Numbers) {
            const float position = positionOn({m_lowest, m_highest}, m_values[std::size_t(token)]);
            const auto& colour = colourTable(m_colours)[std::size_t(tableIndex(position))];
            painter.fillRect(cell, QColor(colour[0], colour[1], colour[2]));
        } else if (m_kind == Kind::Picture) {
            painter.fillRect(cell, palette().color(QPalette::AlternateBase));
        }
        const bool isCls = token == 0 && m_spec.pooling == Pooling::Cls;
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(
            QRectF(cell.left(), cell.top() - fontMetrics().height(), prefixWidth(), fontMetrics().height()),
            Qt::AlignLeft | Qt::AlignVCenter,
            isCls ? QStringLiteral("CLS")
                  : QStringLiteral("R%1").arg(token - (m_spec.pooling == Pooling::Cls ? 1 : 0)));
    }
    paintFrame(painter, m_query, palette().color(QPalette::Highlight), 2);
    if (const auto token = m_mark->token(); token && *token < m_spec.tokens())
        paintFrame(painter, *token, palette().color(QPalette::Text), 2);
}

void TokenGrid::mouseMoveEvent(QMouseEvent* event)
{
    const auto token = tokenAt(event->position());
    m_mark->set(token);
    if (token)
        QToolTip::showText(event->globalPosition().toPoint(), textAt(*token), this);
    else
        QToolTip::hideText();
}

void TokenGrid::mousePressEvent(QMouseEvent* event)
{
    if (const auto token = tokenAt(event->position()); token && event->button() == Qt::LeftButton)
        Q_EMIT m_mark->chosen(*token);
}

void TokenGrid::leaveEvent(QEvent* event)
{
    m_mark->set({});
    QWidget::leaveEvent(event);
}

bool TokenGrid::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isWalkKey(static_cast<QKeyEvent*>(event)->key()))
        event->accept();
    return QWidget::event(event);
}

std::optional<int> TokenGrid::neighbour(int token, int key) const
{
    const int prefix = m_spec.prefixTokens();
    const int side = m_spec.gridSide();
    if (token < prefix) {
        if (key == Qt::Key_Right)
            return prefix;
        const int next = token + (key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0);
        return next >= 0 && next < prefix ? std::optional(next) : std::nullopt;
    }
    const int row = (token - prefix) / side + (key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0);
    const int column = (token - prefix) % side + (key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0);
    if (column < 0 && prefix > 0)
        return std::min(row, prefix - 1);
    if (row < 0 || row >= side || column < 0 || column >= side)
        return std::nullopt;
    return prefix + row * side + column;
}

void TokenGrid::keyPressEvent(QKeyEvent* event)
{
    if (m_isEmpty || !isWalkKey(event->key())) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto marked = m_mark->token();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (marked)
            Q_EMIT m_mark->chosen(*marked);
    } else if (!marked) {
        m_mark->set(m_query);
    } else if (const auto next = neighbour(*marked, event->key())) {
        m_mark->set(next);
    }
}

void TokenGrid::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_grid = {};
        m_tiles.clear();
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace saccade::ui
