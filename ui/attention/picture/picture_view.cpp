// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/picture/picture_view.h"

#include "ui/attention/hand/hand_bar.h"
#include "ui/attention/picture/busy_line.h"
#include "ui/attention/picture/colour_bar.h"
#include "ui/attention/picture/picture_canvas.h"
#include "ui/attention/picture/picture_caption.h"
#include "ui/attention/picture/picture_header.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/shown_map.h"
#include "ui/support/tab_order.h"

#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int Margin = 14;
constexpr int Gap = 8;

} // namespace

PictureView::PictureView(AttentionState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_scene(std::make_shared<Scene>())
    , m_header(new PictureHeader(this))
    , m_hand(new HandBar(this))
    , m_canvas(new PictureCanvas(state, this))
    , m_bar(new ColourBar(this))
    , m_caption(new PictureCaption(state, this))
    , m_busy(new BusyLine(this))
{
    setFocusProxy(m_canvas);
    tabBehindProxy(m_canvas, m_hand->findChildren<QWidget*>());
    connect(m_state, &AttentionState::changed, this, &PictureView::refresh);
    connect(m_canvas, &PictureCanvas::cursorMoved, this, &PictureView::refresh);
    connect(m_hand, &HandBar::brushChanged, m_canvas, &PictureCanvas::setBrush);
    m_hand->hide();
}

void PictureView::setScene(const ScenePtr& scene)
{
    const bool reshaped = scene->picture.width != m_scene->picture.width ||
                          scene->picture.height != m_scene->picture.height ||
                          bool(scene->method) != bool(m_scene->method); // a method needs more words below
    m_scene = scene;
    m_header->setScene(scene);
    m_canvas->setScene(scene);
    m_busy->setBusy(scene->isPending || (scene->method && scene->method->isPending));
    m_caption->setMethodShown(scene->method != nullptr);
    if (reshaped)
        arrange();
    refresh();
}

void PictureView::setHistory(InterventionHistory* history)
{
    m_hand->setHistory(history);
    m_hand->show();
    m_canvas->setHistory(history);
    arrange();
}

void PictureView::setPictureAlone(bool alone)
{
    m_canvas->setAlone(alone);
}

void PictureView::refresh()
{
    const auto map = shownMap(*m_scene, *m_state);
    std::optional<float> value;
    const auto cell = m_scene->method ? m_canvas->cellUnderCursor() : m_canvas->patchUnderCursor();
    if (map && cell)
        value = map->at(cell->row, cell->column);
    if (m_scene->method)
        m_caption->setMethod(m_scene, map ? map->method : nullptr, value);
    else
        m_caption->setScene(m_scene, m_canvas->patchUnderCursor());
    updateColourBar(map ? &*map : nullptr, value);
}

void PictureView::updateColourBar(const ShownMap* map, std::optional<float> mark)
{
    m_bar->setEmpty(!map);
    if (!map)
        return;
    m_bar->setColours(map->colours, map->scale,
                      !map->method      ? ColourBar::Meaning::Attention
                      : map->isSigned() ? ColourBar::Meaning::ForAndAgainst
                                        : ColourBar::Meaning::Method);
    m_bar->setMark(mark);
}

void PictureView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void PictureView::arrange()
{
    const int barWidth = m_bar->sizeHint().width();
    const int titleHeight = m_header->sizeHint().height();
    const int handHeight = m_hand->isHidden() ? 0 : m_hand->sizeHint().height() + 4;
    const int headerHeight = titleHeight + handHeight;
    const int across = width() - 2 * Margin - Gap - barWidth;
    const int down = height() - 2 * Margin - 2 * Gap - headerHeight;
    constexpr int Ring = PictureCanvas::Margin;
    const auto fit = [&](int captionWidth) {
        const QSize room(across, down - m_caption->roomFor(captionWidth));
        return m_canvas->fit(room.expandedTo({32, 32}) + QSize(2 * Ring, 2 * Ring));
    };
    const auto captionWidth = [&](int pictureWidth) { return std::max(pictureWidth, std::min(across, 420)); };
    const QSize canvas = fit(captionWidth(fit(across).width()));
    const QSize picture = canvas - QSize(2 * Ring, 2 * Ring);
    const int left = std::max(Margin, (width() - picture.width() - Gap - barWidth) / 2);
    const int top = Margin + headerHeight + Gap;

    // Over a small picture the title goes beyond it.
    const int titleWidth = std::max(picture.width(), std::min(across, 240));
    m_header->setGeometry(left, Margin, std::min(titleWidth, width() - left), titleHeight);
    m_hand->setGeometry(left, Margin + titleHeight + 4, width() - left, std::max(0, handHeight - 4));
    m_canvas->setGeometry(QRect(QPoint(left - Ring, top - Ring), canvas));
    m_bar->setGeometry(left + picture.width() + Gap, top, barWidth, picture.height());
    m_busy->setGeometry(left, top + picture.height() + 1, picture.width(), BusyLine::Thickness);
    const int below = top + picture.height() + Gap;
    const int words = std::min(captionWidth(picture.width()), width() - left);
    m_caption->setGeometry(left, below, words, m_caption->roomFor(words));
    m_canvas->update();
}

bool PictureView::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::Enter:
        // While the mouse is here Shift counts wherever the focus is.
        QCoreApplication::instance()->installEventFilter(this);
        break;
    case QEvent::Leave:
    case QEvent::Hide:
        QCoreApplication::instance()->removeEventFilter(this);
        setPictureAlone(false);
        break;
    case QEvent::WindowDeactivate: // the key's release goes to another window
        setPictureAlone(false);
        break;
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LanguageChange:
        arrange();
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

bool PictureView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease)
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Shift)
            setPictureAlone(event->type() == QEvent::KeyPress);
    return QWidget::eventFilter(watched, event);
}

bool PictureView::movesQuery(int key)
{
    switch (key) {
    case Qt::Key_Left:
        m_state->moveQuery(0, -1);
        return true;
    case Qt::Key_Right:
        m_state->moveQuery(0, 1);
        return true;
    case Qt::Key_Up:
        m_state->moveQuery(-1, 0);
        return true;
    case Qt::Key_Down:
        m_state->moveQuery(1, 0);
        return true;
    default:
        return false;
    }
}

void PictureView::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) {
        QWidget::keyPressEvent(event); // the window's shortcuts
        return;
    }
    if (movesQuery(event->key()))
        return;
    switch (event->key()) {
    case Qt::Key_Shift:
    case Qt::Key_Space:
        setPictureAlone(true);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_state->togglePin();
        return;
    case Qt::Key_C:
        m_state->queryCls();
        return;
    case Qt::Key_BracketLeft:
        m_state->nextLayer(-1);
        return;
    case Qt::Key_BracketRight:
        m_state->nextLayer(1);
        return;
    case Qt::Key_Comma:
        m_state->nextHead(-1);
        return;
    case Qt::Key_Period:
        m_state->nextHead(1);
        return;
    case Qt::Key_Escape:
        if (m_state->isPinned()) {
            m_state->unpin();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void PictureView::keyReleaseEvent(QKeyEvent* event)
{
    const bool holds = event->key() == Qt::Key_Shift || event->key() == Qt::Key_Space;
    if (holds && !event->isAutoRepeat())
        setPictureAlone(false);
    else
        QWidget::keyReleaseEvent(event);
}

} // namespace saccade::ui
