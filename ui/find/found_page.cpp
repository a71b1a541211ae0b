// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/found_page.h"

#include "core/render/overlay.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/words.h"
#include "ui/find/tile_list.h"
#include "ui/find/work_line.h"
#include "ui/support/image_convert.h"
#include "ui/support/look.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace saccade::ui {

namespace {

constexpr int Wanted = 24;

} // namespace

FoundPage::FoundPage(const Services& services, AttentionState* state, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_state(state)
    , m_by(new QComboBox(this))
    , m_search(new QPushButton(this))
    , m_caption(labelOfKind("muted", {}, this))
    , m_list(new TileList(this))
    , m_work(new WorkLine(this))
{
    m_by->setObjectName("findBy");
    m_by->setAccessibleName(tr("Which pictures"));
    m_by->addItem(tr("Excites it most"), int(FindBy::HighestOutput));
    m_by->addItem(tr("Lowest entropy"), int(FindBy::LowestEntropy));
    m_by->addItem(tr("Looks farthest"), int(FindBy::LongestDistance));
    m_search->setObjectName("findSearch");
    m_search->setAutoDefault(false);
    m_caption->setObjectName("foundCaption");
    m_caption->setWordWrap(true);
    m_list->setObjectName("foundPictures");
    m_list->setAccessibleName(tr("The pictures that were found"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_by);
    row->addWidget(m_search);
    row->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(row);
    layout->addWidget(m_caption);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_work);

    connect(m_by, &QComboBox::activated, this, &FoundPage::search);
    connect(m_search, &QPushButton::clicked, this, &FoundPage::search);
    connect(m_state, &AttentionState::changed, this, &FoundPage::refresh);
    connect(m_work, &WorkLine::failed, this, &FoundPage::say);
    connect(m_work, &WorkLine::stopped, this, [this] { say(tr("Stopped.")); });
    connect(m_list, &TileList::chosen, this, [this](int index) {
        if (index >= 0 && index < int(m_tiles.size()))
            Q_EMIT pictureChosen(m_tiles[std::size_t(index)].found.picture);
    });
    refresh();
}

FindBy FoundPage::by() const
{
    return FindBy(m_by->currentData().toInt());
}

FoundPage::Question FoundPage::question() const
{
    return {m_subject, m_state->layer(), m_state->head(), by()};
}

void FoundPage::setSubject(const FindSubject& subject)
{
    if (subject.data != m_subject.data || !m_subject.isReady()) {
        m_work->stop();
        say({});
    }
    m_subject = subject;
    refresh();
}

void FoundPage::search()
{
    say({});
    if (!m_services.findImages || !m_services.explain) {
        say(tr("Pictures cannot be looked for here."));
        return;
    }
    if (!m_subject.isReady()) {
        say(tr("There is no picture or no model yet."));
        return;
    }
    m_begun = question();
    FindPictures wanted;
    wanted.layer = m_begun.layer;
    wanted.head = m_begun.head;
    wanted.by = m_begun.by;
    wanted.split = m_subject.split();
    wanted.count = Wanted;
    m_work->run(
        [services = m_services, subject = m_subject, wanted](RunControl& control, const Progress& progress) {
            return findTiles(services, subject, wanted, control, progress);
        },
        [this](std::vector<FoundTile> tiles) { showTiles(std::move(tiles)); });
    refresh();
}

void FoundPage::stop()
{
    if (!m_work->isRunning())
        return;
    m_work->stop();
    say({});
}

void FoundPage::say(const QString& sentence)
{
    m_begun = {};
    m_tiles.clear();
    m_list->clear();
    m_caption->setText(sentence);
    refresh();
}

void FoundPage::showTiles(std::vector<FoundTile> tiles)
{
    m_tiles = std::move(tiles);
    const std::vector<std::string>& names = m_begun.subject.data->classNames;
    std::vector<TileList::Tile> shown;
    for (const FoundTile& tile : m_tiles) {
        const QString name = QString::fromStdString(
            std::size_t(tile.label) < names.size() ? names[std::size_t(tile.label)] : std::string());
        const QString value = shortNumber(tile.found.value);
        const int index = tile.found.picture.index;
        shown.push_back({paint(tile), QStringLiteral("%1\n%2").arg(value, name),
                         tile.found.picture.split == Split::Test
                             ? tr("test picture %1: %2").arg(index).arg(name)
                             : tr("training picture %1: %2").arg(index).arg(name)});
    }
    m_list->setTiles(shown);
    const QString where = tr("Layer %1, head %2.").arg(m_begun.layer).arg(m_begun.head);
    const QString what =
        m_begun.by == FindBy::HighestOutput
            ? tr("The longest vector that the head adds to the residual stream at any token, longest first.")
        : m_begun.by == FindBy::LowestEntropy
            ? tr("The entropy of what the head looks at, as a share of the highest that is possible, lowest "
                 "first.")
            : tr("How far the head looks on average, in pixels of the picture, farthest first.");
    m_caption->setText(where + QChar(' ') + what + QChar(' ') +
                       tr("Over each picture lies what the head looks at, on its own scale. A click opens "
                          "the picture."));
    refresh();
}

QImage FoundPage::paint(const FoundTile& tile) const
{
    const Scale scale{0.0F, scaleOf(tile.map).maximum};
    return toQImage(overlay(tile.picture, tile.map, tile.gridRows, tile.gridColumns, scale,
                            m_state->colourMap(), m_state->opacity() / 100.0, m_state->isSmooth(),
                            m_list->side()));
}

void FoundPage::refresh()
{
    m_search->setText(tr("Look for layer %1, head %2").arg(m_state->layer()).arg(m_state->head()));
    m_search->setEnabled(m_subject.isReady() && !isCurrent());
    m_search->setToolTip(m_search->isEnabled() || !m_subject.isReady()
                             ? QString()
                             : tr("These are its pictures, by the model as it is now."));
}

} // namespace saccade::ui
