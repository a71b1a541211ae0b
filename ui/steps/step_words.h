// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_steps.h"

#include <QString>

namespace saccade::ui {

/// The computation of a layer, in the order in which it is told.
enum class Step
{
    Token,
    Query,
    Keys,
    Scores,
    Softmax,
    Values,
    Heads,
    Output,
    FeedForward
};
inline constexpr int StepCount = 9;

QString stepTitle(Step step);
/// As HTML: italics, sub- and superscripts.
QString stepFormula(Step step, const AttentionSteps& steps);
/// One or two sentences, with the model's own numbers.
QString stepSentence(Step step, const AttentionSteps& steps);

/// How few tokens hold half of the attention.
int tokensOfHalf(const AttentionSteps& steps);

} // namespace saccade::ui
