// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steps/steps_dialog.h"

#include "ui/attention/scene/attention_state.h"
#include "ui/attention/scene/query.h"
#include "ui/attention/scene/words.h"
#include "ui/steps/steps_view.h"
#include "ui/steps/token_grid.h"
#include "ui/steps/token_mark.h"
#include "ui/support/look.h"
#include "ui/window/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int StepMs = 4000; // long enough to read a sentence

} // namespace

StepsDialog::StepsDialog(AttentionState* state, Compute compute, QWidget* parent)
    : QDialog(parent)
    , m_state(state)
    , m_compute(std::move(compute))
    , m_mark(new TokenMark(this))
    , m_view(new StepsView(m_mark, this))
    , m_title(labelOfKind("title", {}, this))
    , m_marked(labelOfKind("muted", {}, this))
    , m_message(labelOfKind("muted", {}, this))
    , m_where(labelOfKind("muted", {}, this))
{
    // A tool window: the keys of the window that it belongs to go on working in it.
    setWindowFlag(Qt::Tool);
    setWindowTitle(tr("Step through"));
    setObjectName("steps");
    m_title->setObjectName("stepsTitle");
    m_marked->setObjectName("markedToken");
    m_message->setObjectName("stepsMessage");
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_timer.setInterval(StepMs);
    makeHeader();
    resize(1020, 820);

    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (int(m_view->current()) + 1 < StepCount)
            goTo(Step(int(m_view->current()) + 1));
        if (int(m_view->current()) + 1 == StepCount)
            play(false);
    });
    connect(m_view, &StepsView::stepChosen, this, &StepsDialog::goTo);
    connect(m_mark, &TokenMark::changed, this, &StepsDialog::refreshMark);
    connect(m_mark, &TokenMark::chosen, this, &StepsDialog::choose);
    connect(m_state, &AttentionState::changed, this, &StepsDialog::refresh);
    connect(&m_job, &LatestJob::failed, this, &StepsDialog::say);
    goTo(Step::Token);
    say(tr("There is no picture that a model has looked at."));
}

StepsDialog::~StepsDialog()
{
    m_job.cancel();
}

QToolButton* StepsDialog::makeButton(const char* iconName, const QString& text, const QKeySequence& keys)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(iconName) + QStringLiteral("Step"));
    button->setIcon(icon(iconName));
    button->setAccessibleName(text);
    button->setShortcut(keys);
    button->setToolTip(keys.isEmpty() ? text
                                      : tr("%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
    return button;
}

void StepsDialog::makeHeader()
{
    m_previous = makeButton("previous", tr("The step before"), Qt::Key_PageUp);
    m_play = makeButton("play", tr("Play the steps"), {});
    m_play->setCheckable(true);
    m_next = makeButton("next", tr("The next step"), Qt::Key_PageDown);
    connect(m_previous, &QToolButton::clicked, this, &StepsDialog::previousStep);
    connect(m_next, &QToolButton::clicked, this, &StepsDialog::nextStep);
    connect(m_play, &QToolButton::toggled, this, &StepsDialog::play);

    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    auto* legend = labelOfKind("muted",
                               tr("The model's own numbers. Orange is above 0, blue below. Point at a token "
                                  "to follow it through every "
                                  "step; a click makes it the query."),
                               this);
    legend->setWordWrap(true);
    words->addWidget(legend);
    auto* header = new QHBoxLayout;
    header->setSpacing(8);
    header->addLayout(words, 1);
    header->addSpacing(24);
    header->addWidget(m_where);
    for (QToolButton* button : {m_previous, m_play, m_next})
        header->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 12);
    column->setSpacing(10);
    column->addLayout(header);
    column->addWidget(m_message, 1);
    column->addWidget(m_view, 1);
    column->addWidget(m_marked);
    m_play->setFocus();
}

void StepsDialog::setSubject(const ModelPtr& model, const Image& picture)
{
    m_model = model;
    m_picture = picture;
    refresh();
}

bool StepsDialog::isAsked(int layer, int head, int token) const
{
    const ModelSpec& spec = m_model->info().spec;
    return layer < spec.depth && head < spec.heads && token >= 0 && token < spec.tokens();
}

void StepsDialog::refresh()
{
    if (!isVisible() || !m_model || !m_compute || m_picture.isEmpty())
        return;
    const ModelSpec& spec = m_model->info().spec;
    if (!spec.hasAttention()) {
        m_job.cancel();
        say(tr("This model is a convolutional network: it has no attention to step through."));
        return;
    }
    const Query query = m_state->query();
    const int token = query.cls ? 0 : spec.prefixTokens() + query.row * spec.gridSide() + query.column;
    const int layer = m_state->layer();
    const int head = m_state->head();
    if (!isAsked(layer, head, token))
        return; // of the model before: the new one has not looked at the picture yet
    m_job.run([compute = m_compute, model = m_model, picture = m_picture, layer, head,
               token] { return compute(model, picture, layer, head, token); },
              [this, picture = m_picture](const AttentionSteps& steps) { present(steps, picture); });
}

void StepsDialog::present(const AttentionSteps& steps, const Image& picture)
{
    if (m_mark->token() && *m_mark->token() >= steps.spec.tokens())
        m_mark->set({});
    m_steps = steps;
    m_title->setText(tr("Layer %1, head %2, seen from %3")
                         .arg(steps.layer)
                         .arg(steps.head)
                         .arg(tokenName(steps.spec, steps.query)));
    m_view->setSteps(steps, picture, m_state->colourMap());
    m_message->hide();
    m_view->show();
    refreshMark();
    Q_EMIT shown();
}

void StepsDialog::say(const QString& message)
{
    m_steps.reset();
    m_title->setText(tr("Step through"));
    m_view->hide();
    m_message->setText(message);
    m_message->show();
    refreshMark();
}

void StepsDialog::goTo(Step step)
{
    m_view->setCurrent(step);
    m_where->setText(tr("step %1 of %2").arg(int(step) + 1).arg(StepCount));
    m_previous->setEnabled(step != Step::Token);
    m_next->setEnabled(int(step) + 1 < StepCount);
}

void StepsDialog::nextStep()
{
    goTo(Step(std::min(int(m_view->current()) + 1, StepCount - 1)));
}

void StepsDialog::previousStep()
{
    goTo(Step(std::max(int(m_view->current()) - 1, 0)));
}

void StepsDialog::play(bool playing)
{
    if (playing && int(m_view->current()) + 1 == StepCount)
        goTo(Step::Token);
    if (playing)
        m_timer.start();
    else
        m_timer.stop();
    m_play->setChecked(playing);
    m_play->setIcon(icon(playing ? "pause" : "play"));
}

void StepsDialog::refreshMark()
{
    const auto token = m_mark->token();
    if (!m_steps || !token) {
        m_marked->setText(m_steps ? tr("No token is marked.") : QString());
        return;
    }
    m_marked->setText(tr("%1: score %2, share %3")
                          .arg(tokenName(m_steps->spec, *token),
                               shortNumber(double(m_steps->scores[std::size_t(*token)])),
                               shortNumber(double(m_steps->attention[std::size_t(*token)]))));
}

void StepsDialog::choose(int token)
{
    if (!m_steps)
        return;
    const ModelSpec& spec = m_steps->spec;
    const int patch = token - spec.prefixTokens();
    if (patch >= 0)
        m_state->pin(Query::ofPatch(patch / spec.gridSide(), patch % spec.gridSide()));
    else if (token == 0 && spec.pooling == Pooling::Cls)
        m_state->queryCls();
}

void StepsDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    refresh();
}

void StepsDialog::hideEvent(QHideEvent* event)
{
    play(false);
    m_mark->set({});
    QDialog::hideEvent(event);
}

} // namespace saccade::ui
