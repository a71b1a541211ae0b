// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steps/steps_view.h"

#include "ui/attention/scene/words.h"
#include "ui/steps/signed_colour.h"
#include "ui/steps/step_card.h"
#include "ui/steps/strip_list.h"
#include "ui/steps/token_grid.h"
#include "ui/steps/token_mark.h"
#include "ui/steps/weighted_values.h"

#include <QEvent>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int SmallCell = 28;
constexpr int LargeCell = 46; // of a key's mosaic

QString endsText(float end)
{
    return QStringLiteral("±") + shortNumber(double(end));
}

/// A vector on its own scale, which stands beside it.
Strip alone(const QString& name, const std::vector<float>& values)
{
    const float end = largestSize(values);
    return {name, values, end, -1, endsText(end)};
}

/// Vectors that are added: on one scale, which stands beside the first.
void onOneScale(std::vector<Strip>& strips, std::size_t from)
{
    float end = 0.0F;
    for (std::size_t i = from; i < strips.size(); ++i)
        end = std::max(end, strips[i].end);
    for (std::size_t i = from; i < strips.size(); ++i) {
        strips[i].end = end;
        strips[i].note = i == from ? endsText(end) : QString();
    }
}

} // namespace

StepsView::StepsView(TokenMark* mark, QWidget* parent)
    : QScrollArea(parent)
    , m_mark(mark)
    , m_picture(new TokenGrid(mark, SmallCell))
    , m_token(new StripList(mark))
    , m_query(new StripList(mark))
    , m_keys(new TokenGrid(mark, LargeCell))
    , m_scores(new TokenGrid(mark, SmallCell))
    , m_shares(new TokenGrid(mark, SmallCell))
    , m_weighted(new StripList(mark))
    , m_heads(new StripList(mark))
    , m_output(new StripList(mark))
    , m_feedForward(new StripList(mark))
{
    auto* content = new QWidget;
    makeCards(content);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // the pictures take the keys
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    connect(mark, &TokenMark::changed, this, &StepsView::refreshWeighted);
    setCurrent(Step::Token);
}

void StepsView::makeCards(QWidget* content)
{
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 8, 24, 24);
    column->setSpacing(18);
    const auto add = [&](Step step, std::initializer_list<QWidget*> pictures) {
        auto* card = new StepCard(int(step) + 1, stepTitle(step), content);
        for (QWidget* picture : pictures) {
            picture->setParent(card);
            card->addPicture(picture);
        }
        m_cards[std::size_t(step)] = card;
        column->addWidget(card);
        connect(card, &StepCard::clicked, this, [this, step] { Q_EMIT stepChosen(step); });
    };
    add(Step::Token, {m_picture, m_token});
    add(Step::Query, {m_query});
    add(Step::Keys, {m_keys});
    add(Step::Scores, {m_scores});
    add(Step::Softmax, {m_shares});
    add(Step::Values, {m_weighted});
    add(Step::Heads, {m_heads});
    add(Step::Output, {m_output});
    add(Step::FeedForward, {m_feedForward});
    column->addStretch(1);
}

void StepsView::setSteps(const AttentionSteps& steps, const Image& picture, ColourMap colours)
{
    m_steps = std::make_unique<const AttentionSteps>(steps);
    m_image = picture;
    m_colours = colours;
    refresh();
    for (int i = 0; i < StepCount; ++i) {
        m_cards[std::size_t(i)]->setFormula(stepFormula(Step(i), steps));
        m_cards[std::size_t(i)]->setSentence(stepSentence(Step(i), steps));
    }
}

void StepsView::refresh()
{
    const AttentionSteps& steps = *m_steps;
    m_picture->setPicture(steps, m_image);
    m_keys->setVectors(steps, steps.k);
    const float end = largestSize(steps.scores);
    m_scores->setNumbers(steps, m_image, steps.scores, signedMap(palette()), -end, end);
    m_shares->setNumbers(steps, m_image, steps.attention, m_colours, 0.0F, largestSize(steps.attention));
    refreshStrips();
    refreshWeighted();
}

void StepsView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_steps)
        refresh(); // the signed colours are those of the ground
    QScrollArea::changeEvent(event);
}

void StepsView::refreshStrips()
{
    const AttentionSteps& steps = *m_steps;
    const bool pre = steps.isPreNorm();
    std::vector<Strip> token{alone(QStringLiteral("x"), steps.input)};
    if (pre)
        token.push_back(alone(QStringLiteral("z"), steps.normalised));
    m_token->setStrips(token);
    m_query->setStrips({alone(QStringLiteral("q"), steps.q)});

    Strip joined = alone(QStringLiteral("c"), steps.joined);
    joined.segments = steps.spec.heads;
    joined.chosenSegment = steps.head;
    m_heads->setStrips({joined});

    std::vector<Strip> output{alone(QStringLiteral("x"), steps.input),
                              alone(tr("the heads, mixed"), steps.projected),
                              alone(pre ? QStringLiteral("y") : tr("sum"), steps.attentionSum)};
    onOneScale(output, 0);
    if (!pre)
        output.push_back(alone(QStringLiteral("y"), steps.middle));
    m_output->setStrips(output);

    std::vector<Strip> network;
    if (pre)
        network.push_back(alone(tr("y, normalised"), steps.feedForwardInput));
    network.push_back(alone(tr("detectors"), steps.preActivation));
    network.push_back(alone(steps.spec.activation == Activation::Gelu ? tr("behind GELU") : tr("behind ReLU"),
                            steps.activation));
    const std::size_t added = network.size();
    network.push_back(alone(QStringLiteral("y"), steps.middle));
    network.push_back(alone(tr("what is added"), steps.feedForwardOutput));
    network.push_back(alone(pre ? QStringLiteral("x′") : tr("sum"), steps.feedForwardSum));
    onOneScale(network, added);
    if (!pre)
        network.push_back(alone(QStringLiteral("x′"), steps.output));
    m_feedForward->setStrips(network);
}

void StepsView::refreshWeighted()
{
    if (m_steps && (!m_mark->token() || *m_mark->token() < m_steps->spec.tokens()))
        m_weighted->setStrips(weightedValues(*m_steps, m_mark->token()));
}

void StepsView::setCurrent(Step step)
{
    m_current = step;
    for (int i = 0; i < StepCount; ++i)
        m_cards[std::size_t(i)]->setCurrent(Step(i) == step);
    ensureWidgetVisible(card(step), 0, 12);
}

void StepsView::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    // Where a card lies is known once the first steps have been laid out.
    QTimer::singleShot(0, this, [this] { setCurrent(m_current); });
}

} // namespace saccade::ui
