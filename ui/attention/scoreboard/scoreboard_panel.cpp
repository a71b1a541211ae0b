// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/scoreboard/scoreboard_panel.h"

#include "ui/attention/methods/method_words.h"
#include "ui/attention/scoreboard/ranked_curves.h"
#include "ui/attention/scoreboard/scoreboard_table.h"
#include "ui/charts/chart_colours.h"
#include "ui/support/look.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace saccade::ui {

namespace {

constexpr int Steps = 1000; // of the progress bar

/// Of the first, second, … chosen method; from the fourth on they are told apart by their place in the table.
QColor chosenColour(const QPalette& palette, int i, int count)
{
    if (i == 0)
        return palette.color(QPalette::Active, QPalette::Highlight);
    if (i == 1)
        return amber(palette);
    return depthColour(palette, count > 3 ? double(i - 2) / (count - 3) : 0.5);
}

/// Core names the method as the command line does: "Scoring head-min".
QString methodIn(const QString& what)
{
    const auto before = QStringLiteral("Scoring");
    return methodName((what.startsWith(before) ? what.mid(before.size()) : what).trimmed().toStdString());
}

QString legendEntry(const RankedCurves::Curve& curve)
{
    const QString line = curve.style == Qt::SolidLine  ? QStringLiteral("━")
                         : curve.style == Qt::DashLine ? QStringLiteral("╍")
                                                       : QStringLiteral("┅");
    return QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp;%3")
        .arg(curve.colour.name(), line,
             curve.name.toHtmlEscaped().replace(QLatin1Char(' '), QStringLiteral("&nbsp;")));
}

} // namespace

ScoreboardPanel::ScoreboardPanel(QWidget* parent)
    : QWidget(parent)
    , m_start(new QPushButton(tr("Score the methods"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_progress(new QProgressBar(this))
    , m_note(labelOfKind("muted", {}, this))
    , m_table(new ScoreboardTable(this))
    , m_legend(labelOfKind("muted", {}, this))
    , m_deletion(new RankedCurves(tr("Probability while patches are taken away"), this))
    , m_insertion(new RankedCurves(tr("Probability while patches are put in"), this))
{
    m_start->setObjectName("scoreMethods");
    m_stop->setObjectName("stopScoring");
    m_stop->setToolTip(tr("Stop scoring"));
    m_progress->setObjectName("scoringProgress");
    m_progress->setAccessibleName(tr("How far the scoring is"));
    m_progress->setTextVisible(false);
    m_progress->setProperty("kind", QStringLiteral("thin"));
    m_note->setObjectName("scoringNote");
    m_note->setWordWrap(true);
    m_legend->setObjectName("scoringLegend");
    m_legend->setWordWrap(true);
    m_legend->setTextFormat(Qt::RichText);
    m_deletion->setObjectName("deletionCurves");
    m_insertion->setObjectName("insertionCurves");

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_start, 1);
    buttons->addWidget(m_stop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 14, 12, 14);
    layout->setSpacing(6);
    layout->addLayout(buttons);
    layout->addWidget(m_progress);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 3);
    layout->addWidget(m_legend);
    layout->addWidget(m_deletion, 1);
    layout->addWidget(m_insertion, 1);
    layout->addStretch(); // while there is no table

    connect(m_start, &QPushButton::clicked, this, &ScoreboardPanel::scoreWanted);
    connect(m_stop, &QPushButton::clicked, this, &ScoreboardPanel::stopWanted);
    connect(m_table, &ScoreboardTable::methodChosen, this, &ScoreboardPanel::methodChosen);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ScoreboardPanel::draw);
    clear();
    refresh();
}

void ScoreboardPanel::setObstacle(const QString& why)
{
    m_obstacle = why;
    refresh();
}

void ScoreboardPanel::setRunning(bool running)
{
    m_isRunning = running;
    if (running) {
        setProgress(-1, {});
        m_note->setText(tr("Scoring …"));
    }
    refresh();
}

void ScoreboardPanel::setProgress(double share, const QString& what)
{
    m_progress->setRange(0, share < 0 ? 0 : Steps);
    if (share >= 0)
        m_progress->setValue(int(std::lround(share * Steps)));
    const QString method = methodIn(what);
    if (!method.isEmpty())
        m_note->setText(tr("Scoring: %1").arg(method));
}

void ScoreboardPanel::setBoard(const Scoreboard& board, const QStringList& classNames)
{
    m_board = board;
    m_table->setRows(board.rows);
    m_note->setText(tr("How well each map finds what “%1” is read from: the higher the score, the better.")
                        .arg(classWords(classNames, board.classIndex)));
    draw();
}

void ScoreboardPanel::clear()
{
    m_board = {};
    m_table->setRows({});
    m_note->setText(tr("Every method is asked about this picture, and its patches are taken away and put in, "
                       "the most important first. A good map's first patches change the answer most."));
    draw();
}

void ScoreboardPanel::setOutdated()
{
    if (!m_board.rows.empty())
        m_note->setText(tr("The model has changed since these scores."));
}

void ScoreboardPanel::setMessage(const QString& sentence)
{
    clear();
    m_note->setText(sentence);
}

void ScoreboardPanel::setShownMethod(const std::string& method)
{
    m_table->setShownMethod(method);
}

void ScoreboardPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        draw();
    QWidget::changeEvent(event);
}

void ScoreboardPanel::draw()
{
    std::vector<RankedCurves::Curve> deletion;
    std::vector<RankedCurves::Curve> insertion;
    QStringList legend;
    const auto add = [&](const ScoreRow& row, const QColor& colour, Qt::PenStyle style) {
        const RankedCurves::Curve curve{methodName(row.method), row.deletion.probabilities, colour, style};
        legend << legendEntry(curve);
        deletion.push_back(curve);
        insertion.push_back({curve.name, row.insertion.probabilities, colour, style});
    };
    Qt::PenStyle style = Qt::DashLine;
    for (const ScoreRow& row : m_board.rows) {
        if (!row.isBaseline || !row.refusal.empty())
            continue;
        add(row, palette().color(QPalette::PlaceholderText), style);
        style = Qt::DotLine;
    }
    const std::vector<int> chosen = m_board.rows.empty() ? std::vector<int>() : m_table->chosenRows();
    for (int i = 0; i < int(chosen.size()); ++i)
        add(m_board.rows[std::size_t(chosen[std::size_t(i)])], chosenColour(palette(), i, int(chosen.size())),
            Qt::SolidLine);
    m_deletion->setCurves(std::move(deletion));
    m_insertion->setCurves(std::move(insertion));
    m_legend->setText(legend.join(QStringLiteral("&ensp; ")));
    for (QWidget* part : {static_cast<QWidget*>(m_table), static_cast<QWidget*>(m_legend),
                          static_cast<QWidget*>(m_deletion), static_cast<QWidget*>(m_insertion)})
        part->setVisible(!m_board.rows.empty());
}

void ScoreboardPanel::refresh()
{
    m_start->setEnabled(m_obstacle.isEmpty() && !m_isRunning);
    m_start->setToolTip(
        !m_obstacle.isEmpty() ? m_obstacle
        : m_isRunning         ? tr("The methods are being scored.")
                      : tr("Ask every method about this picture and measure which one finds what counts"));
    m_stop->setVisible(m_isRunning);
    m_progress->setVisible(m_isRunning);
}

} // namespace saccade::ui
