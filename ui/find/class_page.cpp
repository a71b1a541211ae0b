// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/class_page.h"

#include "core/render/overlay.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/words.h"
#include "ui/find/tile_list.h"
#include "ui/find/work_line.h"
#include "ui/support/image_convert.h"
#include "ui/support/look.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int Pictures = 2000; // of all classes together

} // namespace

ClassPage::ClassPage(const Services& services, AttentionState* state, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_state(state)
    , m_average(new QPushButton(tr("Average again"), this))
    , m_caption(labelOfKind("muted", {}, this))
    , m_list(new TileList(this))
    , m_work(new WorkLine(this))
{
    m_average->setObjectName("classAverage");
    m_average->setAutoDefault(false);
    m_caption->setObjectName("classCaption");
    m_caption->setWordWrap(true);
    m_list->setObjectName("classMaps");
    m_list->setAccessibleName(tr("Mean map of each class"));
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_average, 0, Qt::AlignLeft);
    layout->addWidget(m_caption);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_work);
    connect(m_average, &QPushButton::clicked, this, &ClassPage::average);
    connect(m_state, &AttentionState::changed, this, &ClassPage::showMaps);
    connect(m_work, &WorkLine::failed, this, &ClassPage::say);
    connect(m_work, &WorkLine::stopped, this, [this] { say(tr("Stopped.")); });
    refresh();
}

void ClassPage::setSubject(const FindSubject& subject)
{
    if (subject.data != m_subject.data || !m_subject.isReady()) {
        m_work->stop();
        say({});
    }
    m_subject = subject;
    refresh();
    if (isVisible() && m_subject.isReady() && !m_begun.isReady() && m_caption->text().isEmpty())
        average();
}

void ClassPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_begun.isReady())
        average();
    else
        showMaps();
}

void ClassPage::average()
{
    say({});
    if (!m_services.classAttention) {
        say(tr("Maps cannot be averaged here."));
        return;
    }
    if (!m_subject.isReady()) {
        say(tr("There is no picture or no model yet."));
        return;
    }
    m_begun = m_subject;
    m_work->run(
        [ask = m_services.classAttention, subject = m_subject](RunControl& control,
                                                               const Progress& progress) {
            return ask(subject.model, subject.data, subject.split(), Pictures, control, progress);
        },
        [this](ClassAttention maps) {
            m_maps = std::move(maps);
            m_drawn = {};
            showMaps();
        });
    refresh();
}

void ClassPage::stop()
{
    if (!m_work->isRunning())
        return;
    m_work->stop();
    say({});
}

void ClassPage::say(const QString& sentence)
{
    m_begun = {};
    m_maps.reset();
    m_list->clear();
    m_caption->setText(sentence);
    refresh();
}

bool ClassPage::hasMaps() const
{
    return m_maps && m_state->layer() >= 0 && m_state->layer() < m_maps->layers &&
           m_state->head() < m_maps->heads;
}

std::vector<QImage> ClassPage::paint() const
{
    Scale scale{0.0F, 0.0F};
    for (int label = 0; label < m_maps->classes; ++label)
        scale.maximum =
            std::max(scale.maximum, scaleOf(m_maps->map(label, m_state->layer(), m_state->head())).maximum);
    std::vector<QImage> pictures;
    const Image ground(m_maps->gridColumns, m_maps->gridRows); // which the map covers wholly
    for (int label = 0; label < m_maps->classes; ++label)
        pictures.push_back(toQImage(overlay(ground, m_maps->map(label, m_state->layer(), m_state->head()),
                                            m_maps->gridRows, m_maps->gridColumns, scale,
                                            m_state->colourMap(), 1.0, m_state->isSmooth(), m_list->side())));
    return pictures;
}

void ClassPage::showMaps()
{
    // The state changes with every patch that is hovered, too.
    const Drawn wanted{m_state->layer(), m_state->head(), m_state->colourMap(), m_state->isSmooth()};
    if (isVisible() && hasMaps() && wanted != m_drawn) {
        m_drawn = wanted;
        const std::vector<QImage> pictures = paint();
        if (m_list->count() == int(pictures.size())) {
            m_list->setPictures(pictures);
        } else {
            const std::vector<std::string>& names = m_begun.data->classNames;
            std::vector<TileList::Tile> tiles;
            for (std::size_t label = 0; label < pictures.size(); ++label)
                tiles.push_back(
                    {pictures[label],
                     QStringLiteral("%1\n%2").arg(
                         QString::fromStdString(label < names.size() ? names[label] : std::string()),
                         tr("pictures: %1").arg(m_maps->pictures[label])),
                     {}});
            m_list->setTiles(tiles);
        }
        m_caption->setText(tr("Layer %1, head %2: what it looks at on the pictures of each class, on "
                              "average. One scale for all classes, from 0.")
                               .arg(m_state->layer())
                               .arg(m_state->head()));
    }
    refresh();
}

void ClassPage::refresh()
{
    m_average->setEnabled(m_subject.isReady() && m_begun != m_subject);
    m_average->setToolTip(m_average->isEnabled() || !m_subject.isReady()
                              ? QString()
                              : tr("These are the maps of the model as it is now."));
}

} // namespace saccade::ui
