// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_panel.h"

#include "ui/gallery/gallery_filters.h"
#include "ui/gallery/gallery_model.h"
#include "ui/gallery/gallery_view.h"

#include <QBoxLayout>
#include <QEvent>
#include <QItemSelectionModel>
#include <QLabel>
#include <QSlider>

#include <algorithm>
#include <utility>

namespace saccade::ui {

GalleryPanel::GalleryPanel(QWidget* parent)
    : QWidget(parent)
    , m_pictures(new GalleryModel(this))
    , m_title(new QLabel(this))
    , m_sizeName(new QLabel(this))
    , m_size(new QSlider(Qt::Horizontal, this))
    , m_filters(new GalleryFilters(this))
    , m_note(new QLabel(this))
    , m_view(new GalleryView(m_pictures, this))
{
    build();
    connect(m_filters, &GalleryFilters::queryChanged, this, &GalleryPanel::applyQuery);
    connect(m_size, &QSlider::valueChanged, m_view, &GalleryView::setThumbnailSize);
    connect(m_view, &GalleryView::thumbnailSizeChanged, m_size, &QSlider::setValue);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (!index.isValid() || m_pictures->pictureAt(index.row()) == m_current)
                    return;
                m_current = m_pictures->pictureAt(index.row());
                Q_EMIT pictureSelected(*m_current);
            });
    retranslate();
}

void GalleryPanel::build()
{
    m_title->setProperty("kind", "section");
    m_note->setProperty("kind", "muted");
    m_note->setWordWrap(true);
    m_note->hide();
    m_sizeName->setProperty("kind", "muted");
    m_sizeName->setBuddy(m_size);
    m_size->setObjectName(QStringLiteral("gallerySize"));
    m_size->setRange(GalleryView::smallest, GalleryView::largest);
    m_size->setSingleStep(4);
    m_size->setPageStep(16);
    m_size->setValue(GalleryView::usual);
    m_size->setFixedWidth(64);
    m_view->setObjectName(QStringLiteral("galleryView"));

    auto* header = new QHBoxLayout;
    header->addWidget(m_title);
    header->addStretch();
    header->addWidget(m_sizeName);
    header->addWidget(m_size);
    auto* controls = new QVBoxLayout;
    controls->setContentsMargins(12, 8, 12, 4);
    controls->setSpacing(8);
    controls->addLayout(header);
    controls->addWidget(m_filters);
    controls->addWidget(m_note);
    auto* column = new QVBoxLayout(this);
    // The view's own margin, which holds outlines, lines its pictures up with the controls.
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(controls);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(12 - GridGeometry::margin, 0, 0, 0);
    inset->addWidget(m_view);
    column->addLayout(inset, 1);
}

void GalleryPanel::setDataset(DatasetPtr data)
{
    m_asked.reset();
    m_current.reset();
    m_filters->setDataset(data);
    m_pictures->setDataset(std::move(data));
    showState();
    choose(0);
}

void GalleryPanel::setPredictions(Split split, const std::vector<Prediction>& predictions)
{
    if (!m_pictures->setPredictions(split, predictions))
        return;
    if (m_asked == split)
        m_asked.reset();
    applyQuery();
}

void GalleryPanel::clearPredictions()
{
    m_asked.reset();
    m_pictures->clearPredictions();
    dropPredictionQuery();
    applyQuery();
}

void GalleryPanel::setCanPredict(bool can)
{
    if (can == m_canPredict)
        return;
    m_canPredict = can;
    if (predictionState() == PredictionState::Impossible) {
        m_asked.reset();
        dropPredictionQuery();
    }
    applyQuery();
}

void GalleryPanel::dropPredictionQuery()
{
    PictureQuery query = m_filters->query();
    if (!query.needsPredictions())
        return;
    query.wrongOnly = false;
    query.sortBy = SortBy::Order;
    query.descending = false;
    m_filters->setQuery(query);
}

PredictionState GalleryPanel::predictionState() const
{
    if (m_pictures->hasPredictions(m_filters->query()))
        return PredictionState::Known;
    if (!m_canPredict)
        return PredictionState::Impossible;
    return m_asked ? PredictionState::Awaited : PredictionState::OnDemand;
}

void GalleryPanel::applyQuery()
{
    if (predictionState() == PredictionState::Impossible)
        dropPredictionQuery();
    PictureQuery shown = m_filters->query();
    if (shown.needsPredictions() && !m_pictures->hasPredictions(shown)) {
        askForPredictions();
        shown.wrongOnly = false;
        shown.sortBy = SortBy::Order;
        shown.descending = false;
    }
    if (shown != m_pictures->query())
        m_pictures->setQuery(shown);
    restoreCurrent();
    showState();
}

void GalleryPanel::askForPredictions()
{
    // One split at a time: the next one is asked for when the answer arrives.
    PictureQuery one = m_filters->query();
    for (const Split split : {Split::Test, Split::Train}) {
        if (!m_filters->query().shows(split))
            continue;
        one.split = split;
        if (m_pictures->hasPredictions(one))
            continue;
        if (m_asked != split) {
            m_asked = split;
            Q_EMIT predictionsWanted(split);
        }
        return;
    }
}

void GalleryPanel::showState()
{
    const PredictionState state = predictionState();
    m_filters->setPredictionState(state, m_pictures->wrongCount());
    const bool waiting = state == PredictionState::Awaited && m_filters->query().needsPredictions();
    m_note->setVisible(waiting);
    if (waiting)
        m_note->setText(tr("Asking the model about %1 pictures…")
                            .arg(locale().toString(m_pictures->dataset()->count(*m_asked))));
    if (!m_pictures->dataset())
        m_view->setEmptyText(tr("No pictures yet.\n\nOpen a data set: CIFAR-10, or Shapes, which is made on "
                                "the spot and needs no download."));
    else if (m_pictures->query().wrongOnly)
        m_view->setEmptyText(tr("None of these pictures is wrong.\n\nChoose All to see them."));
    else
        m_view->setEmptyText(tr("No picture of this class here.\n\nChoose All classes."));
}

void GalleryPanel::choose(int row)
{
    const QModelIndex index = m_pictures->index(row);
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    m_view->scrollTo(index);
}

void GalleryPanel::clearCurrent()
{
    m_current.reset();
    m_view->selectionModel()->clear();
}

void GalleryPanel::restoreCurrent()
{
    const int row = m_current ? m_pictures->rowOf(*m_current) : -1;
    if (row >= 0 && m_view->currentIndex().row() != row)
        choose(row);
}

void GalleryPanel::select(PictureRef picture)
{
    const DatasetPtr& data = m_pictures->dataset();
    if (!data || picture.index < 0 || picture.index >= data->count(picture.split))
        return;
    if (m_pictures->rowOf(picture) < 0) {
        PictureQuery wider;
        if (m_filters->query().shows(picture.split))
            wider.split = m_filters->query().split;
        else
            wider.split = picture.split;
        m_filters->setQuery(wider);
        applyQuery();
    }
    choose(m_pictures->rowOf(picture));
}

void GalleryPanel::selectBeside(int step)
{
    const int count = m_pictures->rowCount();
    if (count == 0)
        return;
    const QModelIndex at = m_view->currentIndex();
    choose(at.isValid() ? std::clamp(at.row() + step, 0, count - 1) : 0);
}

void GalleryPanel::selectNext()
{
    selectBeside(1);
}

void GalleryPanel::selectPrevious()
{
    selectBeside(-1);
}

int GalleryPanel::thumbnailSize() const
{
    return m_view->thumbnailSize();
}

void GalleryPanel::setThumbnailSize(int side)
{
    m_view->setThumbnailSize(side);
}

void GalleryPanel::setTitleVisible(bool visible)
{
    m_title->setVisible(visible);
}

void GalleryPanel::retranslate()
{
    m_title->setText(tr("Gallery"));
    m_size->setToolTip(tr("Size of the thumbnails (Ctrl and the wheel do the same)"));
    m_sizeName->setText(tr("Thumbnail size"));
    m_size->setAccessibleName(m_sizeName->text());
    m_view->setAccessibleName(tr("Pictures"));
    showState();
}

void GalleryPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace saccade::ui
