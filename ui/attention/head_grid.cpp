// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/head_grid.h"

#include "ui/attention/attention_state.h"
#include "ui/attention/head_grid_canvas.h"
#include "ui/attention/look.h"
#include "ui/attention/words.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace saccade::ui {

HeadGrid::HeadGrid(AttentionState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_scene(std::make_shared<Scene>())
    , m_note(labelOfKind("muted", {}, this))
    , m_scroll(new QScrollArea(this))
    , m_canvas(new HeadGridCanvas(state))
{
    m_note->setObjectName("gridNote");
    m_note->setToolTip(tr("On its own scale, a map's lightest patch is its highest. On one scale, colours "
                          "compare between maps."));
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // cut off where it is narrow
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus); // the tiles take the keys
    m_scroll->viewport()->setAutoFillBackground(false);
    m_canvas->setAutoFillBackground(false);
    setFocusProxy(m_canvas);

    auto* heading = new QHBoxLayout;
    heading->addWidget(labelOfKind("section", tr("Layers × heads"), this));
    heading->addWidget(m_note, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(6);
    layout->addLayout(heading);
    layout->addWidget(m_scroll, 1);

    connect(m_state, &AttentionState::changed, this, &HeadGrid::refresh);
    connect(m_canvas, &HeadGridCanvas::selectionMoved, this, [this](const QRect& tile) {
        m_scroll->ensureVisible(tile.center().x(), tile.center().y(), tile.width(), tile.height());
    });
}

void HeadGrid::setScene(const ScenePtr& scene)
{
    m_scene = scene;
    m_canvas->setScene(scene);
    refresh();
}

void HeadGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    refresh();
}

void HeadGrid::refresh()
{
    const AttentionMaps* maps = m_scene->maps();
    if (!maps) {
        m_note->clear();
        return;
    }
    const Query query = m_state->query();
    const QString from = tr("from %1").arg(queryName(query));
    QString scale = tr("each on its own scale");
    if (m_state->scale().shared) {
        const Scale ends = shownScale(*maps, 0, 0, query, m_state->scale());
        scale = tr("one scale, %1 to %2").arg(shortNumber(ends.minimum), shortNumber(ends.maximum));
    }
    const QString both = from + QStringLiteral(" · ") + scale;
    m_note->setText(m_note->fontMetrics().horizontalAdvance(both) <= m_note->width() ? both : from);
}

} // namespace saccade::ui
