// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/scoreboard/scoreboard_table.h"

#include "core/render/tile.h"
#include "ui/attention/methods/method_words.h"
#include "ui/attention/scene/shown_map.h"
#include "ui/support/image_convert.h"

#include <QHeaderView>
#include <QIcon>
#include <QPixmap>

#include <algorithm>
#include <array>

namespace saccade::ui {

namespace {

constexpr int ThumbnailSide = 28; // pixels
constexpr int Decimals = 3;
constexpr int LeastNames = 136; // pixels: a thumbnail and the longest word

QPixmap thumbnail(const MethodMap& map)
{
    if (map.rows < 1 || map.columns < 1 ||
        map.values.size() != std::size_t(map.rows) * std::size_t(map.columns))
        return {};
    const Image tile = renderTile(
        map.values, map.rows, map.columns, map.isSigned ? ColourMap::BlueWhiteOrange : ColourMap::Inferno,
        methodScale({}, map, {}), std::max(1, 2 * ThumbnailSide / std::max(map.rows, map.columns)));
    return QPixmap::fromImage(toQImage(tile));
}

} // namespace

ScoreboardTable::ScoreboardTable(QWidget* parent)
    : QTableWidget(0, 4, parent)
{
    setObjectName("scoreboard");
    setAccessibleName(tr("Methods by rank"));
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setIconSize({ThumbnailSide, ThumbnailSide});
    setHorizontalHeaderLabels({tr("Method"), tr("Deletion"), tr("Insertion"), tr("Score")});
    const std::array tips{
        tr("Click a method to see its map over the picture; Ctrl and a click adds its curves."),
        tr("The area under the class's probability while patches are taken away, the most important first: "
           "the lower, the better."),
        tr("The area under the class's probability while patches are put in, the most important first: the "
           "higher, the better."),
        tr("Insertion less deletion: what the rows are ranked by."),
    };
    for (int column = 0; column < columnCount(); ++column)
        horizontalHeaderItem(column)->setToolTip(tips[std::size_t(column)]);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    horizontalHeader()->moveSection(3, 1); // what ranks the rows is seen where the panel is narrow, too
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->setDefaultSectionSize(ThumbnailSide + 6);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(this, &QTableWidget::cellClicked, this, &ScoreboardTable::choose);
    connect(this, &QTableWidget::itemActivated, this,
            [this](const QTableWidgetItem* item) { choose(item->row()); });
}

void ScoreboardTable::setRows(const std::vector<ScoreRow>& rows)
{
    m_rows = rows;
    clearSelection();
    setRowCount(int(rows.size()));
    for (int row = 0; row < rowCount(); ++row)
        fillRow(row, rows[std::size_t(row)]);
    updateFonts();
    fitNames();
    const auto best = std::find_if(
        rows.begin(), rows.end(), [](const ScoreRow& row) { return !row.isBaseline && row.refusal.empty(); });
    if (best != rows.end())
        selectRow(int(best - rows.begin()));
}

void ScoreboardTable::resizeEvent(QResizeEvent* event)
{
    QTableWidget::resizeEvent(event);
    fitNames();
}

/// The names take what the numbers leave, and scroll the numbers out where that is too little.
void ScoreboardTable::fitNames()
{
    int numbers = 0;
    for (int column = 1; column < columnCount(); ++column)
        numbers += columnWidth(column);
    setColumnWidth(0, std::max(LeastNames, viewport()->width() - numbers));
}

void ScoreboardTable::fillRow(int row, const ScoreRow& score)
{
    const bool isRefused = !score.refusal.empty();
    const auto put = [&](int column, const QString& text) {
        auto* item = new QTableWidgetItem(text);
        if (column > 0)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        if (isRefused)
            item->setToolTip(QString::fromStdString(score.refusal));
        else if (score.isBaseline)
            item->setToolTip(tr("A baseline, which knows nothing of the model: what a method has to beat."));
        if (isRefused || score.isBaseline) {
            item->setFlags(Qt::ItemIsEnabled);
            item->setForeground(palette().color(QPalette::PlaceholderText));
        }
        setItem(row, column, item);
        return item;
    };
    const auto number = [&](double value) {
        return isRefused ? QStringLiteral("–") : QString::number(value, 'f', Decimals);
    };
    put(0, methodName(score.method))->setIcon(QIcon(thumbnail(score.map)));
    put(1, number(score.deletion.area));
    put(2, number(score.insertion.area));
    put(3, number(score.score()));
    setVerticalHeaderItem(row,
                          new QTableWidgetItem(isRefused ? QStringLiteral("–") : QString::number(row + 1)));
}

bool ScoreboardTable::isMethod(int row) const
{
    const ScoreRow& score = m_rows[std::size_t(row)];
    return !score.isBaseline && score.refusal.empty();
}

void ScoreboardTable::choose(int row)
{
    if (isMethod(row))
        Q_EMIT methodChosen(QString::fromStdString(m_rows[std::size_t(row)].method));
}

std::vector<int> ScoreboardTable::chosenRows() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        if (isMethod(index.row()))
            rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void ScoreboardTable::setShownMethod(const std::string& method)
{
    m_shown = method;
    updateFonts();
}

void ScoreboardTable::updateFonts()
{
    for (int row = 0; row < rowCount(); ++row) {
        QFont look = font();
        look.setItalic(m_rows[std::size_t(row)].isBaseline);
        look.setBold(m_rows[std::size_t(row)].method == m_shown);
        for (int column = 0; column < columnCount(); ++column)
            item(row, column)->setFont(look);
    }
}

} // namespace saccade::ui
