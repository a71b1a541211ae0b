// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/difference_canvas.h"

#include "core/render/overlay.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/compare/common_shape.h"
#include "ui/support/image_convert.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

DifferenceCanvas::DifferenceCanvas(AttentionState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_first(std::make_shared<Scene>())
    , m_second(m_first)
{
    setAccessibleName(tr("The second model's map less the first one's"));
    setToolTip(tr("Orange: the second model looks here more than the first; blue: less"));
    connect(state, &AttentionState::changed, this, &DifferenceCanvas::compute);
}

void DifferenceCanvas::setScenes(const ScenePtr& first, const ScenePtr& second)
{
    m_first = first;
    m_second = second;
    compute();
}

bool DifferenceCanvas::isComparable() const
{
    return m_first->maps() && m_second->maps() && commonShape(*m_first->maps(), *m_second->maps());
}

void DifferenceCanvas::compute()
{
    m_difference.clear();
    float furthest = 0.0F;
    if (isComparable()) {
        const Query query = m_state->query();
        m_difference = mapDifference(*m_first->maps(), *m_second->maps(), m_state->layer(), m_state->head(),
                                     query.cls, query.row, query.column);
        for (const float value : m_difference)
            furthest = std::max(furthest, std::abs(value));
    }
    if (std::exchange(m_furthest, furthest) != furthest)
        Q_EMIT furthestChanged(furthest);
    update();
}

QRect DifferenceCanvas::pictureRect() const
{
    const int side = std::min(width(), height());
    return {(width() - side) / 2, (height() - side) / 2, side, side};
}

void DifferenceCanvas::paintEvent(QPaintEvent*)
{
    if (m_difference.empty() || m_first->picture.isEmpty())
        return;
    const AttentionMaps& maps = *m_first->maps();
    const float end = std::max(m_furthest, 1e-6F);
    const bool dark = palette().color(QPalette::Window).lightness() < 128;
    const int side = std::max(1, int(std::lround(pictureRect().width() * devicePixelRatioF())));
    const Image drawn = overlay(m_first->picture, m_difference, maps.gridRows, maps.gridColumns, {-end, end},
                                dark ? ColourMap::BlueDarkOrange : ColourMap::BlueWhiteOrange,
                                m_state->opacity() / 100.0, m_state->isSmooth(), side);
    QPainter(this).drawImage(pictureRect(), toQImage(drawn));
}

} // namespace saccade::ui
