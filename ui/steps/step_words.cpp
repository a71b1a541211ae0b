// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steps/step_words.h"

#include "ui/attention/scene/words.h"
#include "ui/steps/token_grid.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <functional>

namespace saccade::ui {

namespace {

struct StepWords
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ui::StepWords)
};

int strongest(const std::vector<float>& values)
{
    return int(std::max_element(values.begin(), values.end()) - values.begin());
}

QString scoresSentence(const AttentionSteps& steps)
{
    const int best = strongest(steps.scores);
    return StepWords::tr("How well each key fits the query: their dot product, over √%1 so that it does not "
                         "grow with the width. Highest at %2: %3.")
        .arg(steps.spec.headDim())
        .arg(tokenName(steps.spec, best), shortNumber(double(steps.scores[std::size_t(best)])));
}

QString softmaxSentence(const AttentionSteps& steps)
{
    const int best = strongest(steps.attention);
    return StepWords::tr(
               "The scores become shares that add up to 1. Most goes to %1, %2; half of all lies on "
               "%3 of the %4 tokens.")
        .arg(tokenName(steps.spec, best), percent(double(steps.attention[std::size_t(best)])))
        .arg(tokensOfHalf(steps))
        .arg(steps.spec.tokens());
}

QString outputSentence(const AttentionSteps& steps)
{
    QStringList others;
    for (std::size_t head = 0; head < steps.headLengths.size(); ++head)
        if (int(head) != steps.head)
            others << shortNumber(double(steps.headLengths[head]));
    const QString own = shortNumber(double(steps.headLengths[std::size_t(steps.head)]));
    QString text =
        StepWords::tr("A matrix mixes the heads, and the result is added to the token: the residual "
                      "connection.");
    text += QLatin1Char(' ');
    text += others.isEmpty() ? StepWords::tr("Its only head moves the token by a length of %1.").arg(own)
                             : StepWords::tr("This head moves the token by a length of %1, the others by %2.")
                                   .arg(own, others.join(QStringLiteral(", ")));
    if (!steps.isPreNorm())
        text += QLatin1Char(' ') + StepWords::tr("Then the sum is normalised.");
    return text;
}

QString feedForwardSentence(const AttentionSteps& steps)
{
    const auto above = std::count_if(steps.preActivation.begin(), steps.preActivation.end(),
                                     [](float value) { return value > 0.0F; });
    QString text = StepWords::tr("Each token by itself: %1 detectors, of which %2 are above 0 here, then back to "
                                 "%3 numbers, which are added again.")
                       .arg(steps.spec.mlpHidden())
                       .arg(above)
                       .arg(steps.spec.dim);
    if (!steps.isPreNorm())
        text += QLatin1Char(' ') + StepWords::tr("Then the sum is normalised.");
    return text + QLatin1Char(' ') + StepWords::tr("That is the layer's output.");
}

} // namespace

int tokensOfHalf(const AttentionSteps& steps)
{
    std::vector<float> shares = steps.attention;
    std::sort(shares.begin(), shares.end(), std::greater<>());
    double sum = 0;
    int count = 0;
    for (const float share : shares) {
        if (sum >= 0.5)
            break;
        sum += double(share);
        ++count;
    }
    return count;
}

QString stepTitle(Step step)
{
    switch (step) {
    case Step::Token:
        return StepWords::tr("The token");
    case Step::Query:
        return StepWords::tr("Its query");
    case Step::Keys:
        return StepWords::tr("Keys");
    case Step::Scores:
        return StepWords::tr("Scores");
    case Step::Softmax:
        return StepWords::tr("Softmax");
    case Step::Values:
        return StepWords::tr("Values, weighted");
    case Step::Heads:
        return StepWords::tr("Heads side by side");
    case Step::Output:
        return StepWords::tr("Mixed and added");
    case Step::FeedForward:
        return StepWords::tr("Feed-forward network");
    }
    return {};
}

QString stepFormula(Step step, const AttentionSteps& steps)
{
    const bool pre = steps.isPreNorm();
    const QString act =
        steps.spec.activation == Activation::Gelu ? QStringLiteral("GELU") : QStringLiteral("ReLU");
    switch (step) {
    case Step::Token:
        return pre ? QStringLiteral("<i>z</i> = LN(<i>x</i>)") : QStringLiteral("<i>z</i> = <i>x</i>");
    case Step::Query:
        return QStringLiteral("<i>q</i> = <i>W<sup>Q</sup>z</i> + <i>b<sup>Q</sup></i>");
    case Step::Keys:
        return QStringLiteral(
            "<i>k<sub>j</sub></i> = <i>W<sup>K</sup>z<sub>j</sub></i> + <i>b<sup>K</sup></i>");
    case Step::Scores:
        return QStringLiteral("<i>s<sub>j</sub></i> = <i>q</i> · <i>k<sub>j</sub></i> ∕ √<i>d</i>");
    case Step::Softmax:
        return QStringLiteral("<i>a<sub>j</sub></i> = exp(<i>s<sub>j</sub></i>) ∕ "
                              "Σ<sub><i>i</i></sub> exp(<i>s<sub>i</sub></i>)");
    case Step::Values:
        return QStringLiteral("<i>o</i> = Σ<sub><i>j</i></sub> <i>a<sub>j</sub> v<sub>j</sub></i>");
    case Step::Heads:
        return steps.spec.heads > 1
                   ? QStringLiteral("<i>c</i> = [<i>o</i><sub>0</sub> ; … ; <i>o</i><sub>%1</sub>]")
                         .arg(steps.spec.heads - 1)
                   : QStringLiteral("<i>c</i> = [<i>o</i><sub>0</sub>]");
    case Step::Output: {
        const QString sum = QStringLiteral("<i>x</i> + <i>W<sup>O</sup>c</i> + <i>b<sup>O</sup></i>");
        return QStringLiteral("<i>y</i> = ") + (pre ? sum : QStringLiteral("LN(%1)").arg(sum));
    }
    case Step::FeedForward: {
        const QString read = pre ? QStringLiteral("LN(<i>y</i>)") : QStringLiteral("<i>y</i>");
        const QString sum = QStringLiteral("<i>y</i> + <i>W</i><sub>2</sub> %1(<i>W</i><sub>1</sub> %2 + "
                                           "<i>b</i><sub>1</sub>) + <i>b</i><sub>2</sub>")
                                .arg(act, read);
        return QStringLiteral("<i>x</i>′ = ") + (pre ? sum : QStringLiteral("LN(%1)").arg(sum));
    }
    }
    return {};
}

QString stepSentence(Step step, const AttentionSteps& steps)
{
    switch (step) {
    case Step::Token:
        return steps.isPreNorm()
                   ? StepWords::tr("The token that looks comes into the layer as %1 numbers. Layer "
                                   "normalisation brings them to one size: what attention reads.")
                         .arg(steps.spec.dim)
                   : StepWords::tr("The token that looks comes into the layer as %1 numbers. This model "
                                   "normalises behind each part, so attention reads them as they are.")
                         .arg(steps.spec.dim);
    case Step::Query:
        return StepWords::tr("What this token looks for: a matrix makes %1 numbers of its %2, the query of "
                             "head %3.")
            .arg(steps.spec.headDim())
            .arg(steps.spec.dim)
            .arg(steps.head);
    case Step::Keys:
        return StepWords::tr("What every token offers: its key, %1 numbers as a little mosaic in the token's "
                             "place, all on one scale.")
            .arg(steps.spec.headDim());
    case Step::Scores:
        return scoresSentence(steps);
    case Step::Softmax:
        return softmaxSentence(steps);
    case Step::Values:
        return StepWords::tr("What each token has to say, its value, counts by its share; the sum is the "
                             "head's output. The strongest are listed, on one scale: point at any other "
                             "token to see it too.");
    case Step::Heads:
        return StepWords::tr("Every head does the same at the same time. Their outputs stand side by side, "
                             "and the frame is around head %1.")
            .arg(steps.head);
    case Step::Output:
        return outputSentence(steps);
    case Step::FeedForward:
        return feedForwardSentence(steps);
    }
    return {};
}

} // namespace saccade::ui
