// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_filters.h"

#include "ui/gallery/detail_combo.h"
#include "ui/gallery/sort_button.h"
#include "ui/gallery/thumbnail_painter.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QIcon>
#include <QPainter>
#include <QToolButton>

#include <utility>

namespace saccade::ui {

namespace {

constexpr int bothSplits = -1;

int splitValue(const std::optional<Split>& split)
{
    return split ? int(*split) : bothSplits;
}

/// The dot that also marks the wrong thumbnails, so that the button explains it.
QIcon wrongDot(const QPalette& palette, double pixelRatio)
{
    constexpr int size = 10;
    QPixmap pixmap(QSize(size, size) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(wrongColour(palette));
    painter.drawEllipse(QRectF(1.5, 1.5, 7, 7));
    return {pixmap};
}

} // namespace

GalleryFilters::GalleryFilters(QWidget* parent)
    : QWidget(parent)
    , m_split(new DetailCombo(this))
    , m_class(new DetailCombo(this))
    , m_all(new QToolButton(this))
    , m_wrong(new QToolButton(this))
    , m_sort(new SortButton(this))
{
    build();
    connectControls();
    retranslate();
}

void GalleryFilters::build()
{
    m_split->setObjectName(QStringLiteral("gallerySplit"));
    m_class->setObjectName(QStringLiteral("galleryClass"));
    m_all->setObjectName(QStringLiteral("galleryAll"));
    m_wrong->setObjectName(QStringLiteral("galleryWrong"));
    m_sort->setObjectName(QStringLiteral("gallerySort"));
    m_wrong->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_wrong->setIconSize({10, 10});
    auto* group = new QButtonGroup(this);
    for (QToolButton* button : {m_all, m_wrong}) {
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        group->addButton(button);
    }
    m_sort->setFocusPolicy(Qt::StrongFocus);
    m_all->setChecked(true);

    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_all);
    row->addWidget(m_wrong);
    row->addStretch();
    row->addWidget(m_sort);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_split);
    column->addWidget(m_class);
    column->addLayout(row);
}

void GalleryFilters::connectControls()
{
    connect(m_split, &QComboBox::activated, this, [this] {
        const int value = m_split->currentData().toInt();
        m_query.split = value == bothSplits ? std::nullopt : std::optional(Split(value));
        fillClasses();
        announce();
    });
    connect(m_class, &QComboBox::activated, this, [this] {
        m_query.label = m_class->currentData().toInt();
        announce();
    });
    for (QToolButton* button : {m_all, m_wrong})
        connect(button, &QToolButton::clicked, this, [this] {
            m_query.wrongOnly = m_wrong->isChecked();
            announce();
        });
    connect(m_sort, &SortButton::sortChosen, this, [this](SortBy by, bool descending) {
        m_query.sortBy = by;
        m_query.descending = descending;
        announce();
    });
}

void GalleryFilters::announce()
{
    Q_EMIT queryChanged(m_query);
}

void GalleryFilters::setDataset(DatasetPtr data)
{
    m_data = std::move(data);
    fillSplits();
    setQuery({});
    showPredictionState();
}

void GalleryFilters::setQuery(const PictureQuery& query)
{
    m_query = query;
    m_split->setCurrentIndex(m_split->findData(splitValue(query.split)));
    fillClasses();
    (query.wrongOnly ? m_wrong : m_all)->setChecked(true);
    m_sort->setSort(query.sortBy, query.descending);
}

void GalleryFilters::setPredictionState(PredictionState state, int wrong)
{
    m_state = state;
    m_wrongCount = wrong;
    showPredictionState();
}

void GalleryFilters::fillSplits()
{
    m_split->clear();
    if (m_data) {
        const QString name = QString::fromStdString(m_data->name);
        const auto add = [&](const QString& split, int pictures, int value) {
            m_split->addEntry(tr("%1 · %2", "data set, split").arg(name, split), locale().toString(pictures),
                              value);
        };
        add(tr("test"), m_data->testCount, int(Split::Test));
        add(tr("train"), m_data->trainCount, int(Split::Train));
        add(tr("all"), m_data->trainCount + m_data->testCount, bothSplits);
    } else {
        m_split->addEntry(tr("No data set"), {}, splitValue(m_query.split));
    }
    m_split->setCurrentIndex(m_split->findData(splitValue(m_query.split)));
}

void GalleryFilters::fillClasses()
{
    m_class->clear();
    m_class->addEntry(tr("All classes"), {}, -1);
    m_class->setCurrentIndex(0);
    if (!m_data)
        return;
    std::vector<int> counts(m_data->classNames.size(), 0);
    PictureQuery whole;
    whole.split = m_query.split;
    for (const int row : matchingRows(*m_data, {}, whole))
        if (const std::size_t label = m_data->labels[std::size_t(row)]; label < counts.size())
            ++counts[label];
    for (std::size_t label = 0; label < counts.size(); ++label)
        m_class->addEntry(QString::fromStdString(m_data->classNames[label]), locale().toString(counts[label]),
                          int(label));
    m_class->setCurrentIndex(m_class->findData(m_query.label));
}

void GalleryFilters::showPredictionState()
{
    const bool possible = m_data && m_state != PredictionState::Impossible;
    const QString why = !m_data ? tr("Open a data set first.")
                                : tr("Needs a model's predictions: train or open a model first.");
    QString wrongTip = tr("Only the pictures that the model gets wrong");
    if (!possible)
        wrongTip = why;
    else if (m_state == PredictionState::OnDemand)
        wrongTip = tr("Ask the model about every picture, then show only those it gets wrong");
    else if (m_state == PredictionState::Awaited)
        wrongTip = tr("The model is being asked about every picture; the wrong ones appear when it is done");
    for (QWidget* control : std::initializer_list<QWidget*>{m_split, m_class, m_all, m_sort})
        control->setEnabled(m_data != nullptr);
    m_wrong->setEnabled(possible);
    m_wrong->setToolTip(wrongTip);
    m_wrong->setText(m_state == PredictionState::Known ? tr("Wrong %1").arg(locale().toString(m_wrongCount))
                                                       : tr("Wrong"));
    m_sort->setPredictionSorts(possible, possible ? QString() : why);
    const QString open = tr("Open a data set first.");
    m_split->setToolTip(m_data ? tr("Which pictures: the test split was never trained on") : open);
    m_class->setToolTip(m_data ? tr("Only pictures of one class") : open);
    m_all->setToolTip(m_data ? tr("All pictures, right and wrong") : open);
}

void GalleryFilters::retranslate()
{
    m_all->setText(tr("All"));
    m_split->setAccessibleName(tr("Split"));
    m_class->setAccessibleName(tr("Class"));
    m_wrong->setIcon(wrongDot(palette(), devicePixelRatioF()));
    m_sort->retranslate();
    fillSplits();
    fillClasses();
    showPredictionState();
}

void GalleryFilters::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        m_wrong->setIcon(wrongDot(palette(), devicePixelRatioF()));
}

} // namespace saccade::ui
