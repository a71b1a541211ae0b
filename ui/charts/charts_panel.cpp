// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charts_panel.h"

#include "ui/charts/chart_card.h"
#include "ui/charts/chart_headings.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <utility>

namespace saccade::ui {

namespace {

constexpr int redrawMilliseconds = 50;
constexpr int fourInARow = 880; ///< pixels of width from which the four charts stand side by side
constexpr int twoInARow = 400;
constexpr int tall = 420; ///< a panel as high as this has room for two rows, whose charts are wider

/// Shares ownership of all curves through a pointer to one.
std::shared_ptr<const SeriesHistory> part(const std::shared_ptr<RunCurves>& curves,
                                          const SeriesHistory& history)
{
    return {curves, &history};
}

QToolButton* smallSwitch(const char* name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setProperty("kind", "key");
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

ChartsPanel::ChartsPanel(QWidget* parent)
    : ChartsPanel(std::make_shared<RunCurves>(), parent)
{
}

ChartsPanel::ChartsPanel(std::shared_ptr<RunCurves> curves, QWidget* parent)
    : QWidget(parent)
    , m_curves(std::move(curves))
    , m_log(smallSwitch("chartsLog", this))
    , m_speed(smallSwitch("chartsSpeed", this))
    , m_norm(smallSwitch("chartsGradientNorm", this))
    , m_empty(new QLabel(this))
{
    build();
    addCurves();
    addSwitches();
    retranslate();
    m_timer.setSingleShot(true);
    m_timer.setInterval(redrawMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &ChartsPanel::refresh);
}

void ChartsPanel::build()
{
    m_empty->setObjectName(QStringLiteral("chartsEmpty"));
    m_empty->setProperty("kind", "muted");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    for (ChartCard*& card : m_cards) {
        card = new ChartCard(this);
        card->hide();
        // All charts show their values at the epoch that one of them is asked about.
        connect(&card->chart(), &LineChart::epochLookedAt, this, [this](std::optional<double> epoch) {
            for (ChartCard* other : m_cards)
                other->chart().showValuesAt(epoch);
        });
    }
}

void ChartsPanel::addCurves()
{
    RunCurves& c = *m_curves;
    LineChart& loss = m_cards[Loss]->chart();
    loss.addCurve({part(m_curves, c.trainLoss), CurveLook::Faint, CurveColour::Train, {}});
    loss.addCurve({part(m_curves, c.trainLoss), CurveLook::Line, CurveColour::Train, {}});
    loss.addCurve({part(m_curves, c.validationLoss), CurveLook::Points, CurveColour::Validation, {}});

    loss.setMarks(part(m_curves, c.spikes));

    LineChart& accuracy = m_cards[Accuracy]->chart();
    accuracy.addCurve({part(m_curves, c.trainAccuracy), CurveLook::Faint, CurveColour::Train, {}});
    accuracy.addCurve({part(m_curves, c.testAccuracy), CurveLook::Thin, CurveColour::Quiet, {}});
    accuracy.addCurve({part(m_curves, c.trainAccuracy), CurveLook::Line, CurveColour::Train, {}});
    accuracy.addCurve({part(m_curves, c.validationAccuracy), CurveLook::Points, CurveColour::Validation, {}});
    accuracy.setStar(part(m_curves, c.bestAccuracy));
    accuracy.setYAxis(YAxis::Share);
    accuracy.setNumberText(percentTickText, percentText);

    LineChart& rate = m_cards[LearningRate]->chart();
    rate.addCurve({part(m_curves, c.learningRate), CurveLook::Line, CurveColour::Train, {}});
    rate.setYAxis(YAxis::FromZero);
    rate.setNumberText(tickText, rateText);

    LineChart& fourth = m_cards[Speed]->chart();
    fourth.addCurve({part(m_curves, c.imagesPerSecond), CurveLook::Line, CurveColour::Train, {}});
    fourth.addCurve({part(m_curves, c.gradientNorm), CurveLook::Faint, CurveColour::Train, {}});
    fourth.addCurve({part(m_curves, c.gradientNorm), CurveLook::Line, CurveColour::Train, {}});
    fourth.setYAxis(YAxis::FromZero);
}

void ChartsPanel::addSwitches()
{
    m_cards[Loss]->addSwitch(m_log);
    connect(m_log, &QToolButton::toggled, this, [this](bool on) { m_cards[Loss]->chart().setLogScale(on); });

    auto* choice = new QWidget(this);
    auto* row = new QHBoxLayout(choice);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto* group = new QButtonGroup(choice);
    for (QToolButton* button : {m_speed, m_norm}) {
        row->addWidget(button);
        group->addButton(button);
    }
    m_speed->setChecked(true);
    m_cards[Speed]->replaceTitle(choice);
    connect(m_norm, &QToolButton::toggled, this, [this](bool on) {
        m_gradient = on;
        fillFourth();
        refresh();
    });
    fillFourth();
}

void ChartsPanel::fillFourth()
{
    LineChart& chart = m_cards[Speed]->chart();
    chart.setCurveVisible(0, !m_gradient);
    chart.setCurveVisible(1, m_gradient);
    chart.setCurveVisible(2, m_gradient);
    chart.setNumberText(tickText, m_gradient ? NumberText(shortNumber) : NumberText(wholeText));
    m_cards[Speed]->setTitle(m_gradient ? tr("Gradient norm") : tr("Images per second"));
}

void ChartsPanel::retranslate()
{
    m_empty->setText(tr("Press Train: loss and accuracy appear here."));
    m_log->setText(tr("log"));
    m_log->setToolTip(tr("Logarithmic loss axis"));
    m_log->setAccessibleName(tr("Logarithmic loss axis"));
    m_speed->setText(tr("images/s"));
    m_speed->setToolTip(tr("Training pictures per second"));
    m_norm->setText(tr("gradient norm"));
    m_norm->setToolTip(tr("Length of the gradient over all parameters, before clipping"));

    m_cards[Loss]->setTitle(tr("Loss"));
    m_cards[Loss]->chart().setCurveName(1, tr("train"));
    m_cards[Loss]->chart().setCurveName(2, tr("validation"));
    m_cards[Loss]->chart().setMarkName(tr("spike"));
    m_cards[Accuracy]->setTitle(tr("Accuracy"));
    m_cards[Accuracy]->chart().setCurveName(1, tr("test"));
    m_cards[Accuracy]->chart().setCurveName(2, tr("train"));
    m_cards[Accuracy]->chart().setCurveName(3, tr("validation"));
    m_cards[LearningRate]->setTitle(tr("Learning rate"));
    m_cards[LearningRate]->chart().setCurveName(0, tr("learning rate"));
    m_cards[Speed]->chart().setCurveName(0, tr("images/s"));
    m_cards[Speed]->chart().setCurveName(2, tr("gradient norm"));
    fillFourth();
    showHeadings();
}

void ChartsPanel::begin(int stepsPerEpoch, qint64 totalSteps)
{
    m_curves->begin(stepsPerEpoch, totalSteps);
    refresh();
}

void ChartsPanel::clear()
{
    *m_curves = RunCurves();
    refresh();
}

void ChartsPanel::addBatch(const BatchReport& report)
{
    m_curves->addBatch(report);
    later();
}

void ChartsPanel::addEpoch(const EpochReport& report)
{
    m_curves->addEpoch(report);
    later();
}

void ChartsPanel::later()
{
    if (!m_timer.isActive() && isVisible())
        m_timer.start();
}

void ChartsPanel::refresh()
{
    m_timer.stop();
    m_empty->setVisible(!m_curves->begun);
    showHeadings();
    for (ChartCard* card : m_cards) {
        card->setVisible(m_curves->begun);
        card->chart().setXEnd(m_curves->end());
        card->chart().refresh();
    }
}

void ChartsPanel::showHeadings()
{
    m_cards[Loss]->setValues(lossHeading(*m_curves));
    m_cards[Accuracy]->setValues(accuracyHeading(*m_curves));
    m_cards[LearningRate]->setValues(learningRateHeading(*m_curves));
    m_cards[Speed]->setValues(m_gradient ? gradientNormHeading(*m_curves) : speedHeading(*m_curves));
}

int ChartsPanel::columns() const
{
    if (width() >= fourInARow && height() < tall)
        return 4;
    return width() >= twoInARow ? 2 : 1;
}

void ChartsPanel::placeCards()
{
    const int across = columns();
    const int down = Places / across;
    for (int i = 0; i < Places; ++i) {
        const int column = i % across;
        const int row = i / across;
        const QPoint from(width() * column / across, height() * row / down);
        const QPoint to(width() * (column + 1) / across, height() * (row + 1) / down);
        m_cards[std::size_t(i)]->setGeometry(QRect(from, to - QPoint(1, 1)));
    }
    m_empty->setGeometry(rect().adjusted(16, 8, -16, -8));
}

void ChartsPanel::resizeEvent(QResizeEvent* /*event*/)
{
    placeCards();
}

void ChartsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void ChartsPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ChartsPanel::paintEvent(QPaintEvent* /*event*/)
{
    if (!m_curves->begun)
        return;
    QPainter painter(this);
    const QColor line = gridColour(palette());
    const int across = columns();
    for (int column = 1; column < across; ++column)
        painter.fillRect(width() * column / across, 0, 1, height(), line);
    for (int row = 1; row < Places / across; ++row)
        painter.fillRect(0, height() * row * across / Places, width(), 1, line);
}

bool ChartsPanel::logLoss() const
{
    return m_log->isChecked();
}

void ChartsPanel::setLogLoss(bool on)
{
    m_log->setChecked(on);
}

void ChartsPanel::setShowsGradientNorm(bool on)
{
    (on ? m_norm : m_speed)->setChecked(true);
}

QImage ChartsPanel::image(const QSize& size, qreal scale) const
{
    // A second panel over the same curves: this one keeps its size, and need not be visible.
    ChartsPanel twin(m_curves, nullptr);
    twin.setPalette(palette());
    twin.setFont(font());
    twin.setLogLoss(logLoss());
    twin.setShowsGradientNorm(m_gradient);
    twin.resize(size);
    twin.refresh();
    twin.ensurePolished();
    QImage result(size * scale, QImage::Format_ARGB32_Premultiplied);
    result.setDevicePixelRatio(scale);
    result.fill(palette().color(QPalette::Base));
    twin.render(&result, {}, {}, QWidget::DrawChildren);
    return result;
}

} // namespace saccade::ui
