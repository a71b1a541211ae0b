// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/steps/fake_steps.h"
#include "ui/steps/step_words.h"
#include "ui/steps/token_grid.h"
#include "ui/steps/weighted_values.h"

#include <QTranslator>

#include <cmath>

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;

class StepWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formulasAreThoseOfTheModelsOrderOfNorms()
    {
        AttentionSteps steps = madeUpSteps(stepsSpec(), 0, 0, 0);
        QCOMPARE(stepFormula(Step::Token, steps), "<i>z</i> = LN(<i>x</i>)");
        QVERIFY(stepFormula(Step::FeedForward, steps).contains("LN(<i>y</i>)"));
        QVERIFY(stepFormula(Step::FeedForward, steps).contains("GELU"));
        QVERIFY(!stepFormula(Step::Output, steps).contains("LN"));
        steps.spec.normOrder = NormOrder::Post;
        steps.spec.activation = Activation::Relu;
        QCOMPARE(stepFormula(Step::Token, steps), "<i>z</i> = <i>x</i>");
        QVERIFY(stepFormula(Step::Output, steps).contains("LN(<i>x</i> + "));
        QVERIFY(stepFormula(Step::FeedForward, steps).contains("ReLU"));
        QVERIFY(stepSentence(Step::Output, steps).contains("normalised"));
    }

    void sentencesHaveTheModelsNumbers()
    {
        AttentionSteps steps = madeUpSteps(stepsSpec(), 1, 1, 5);
        steps.scores.assign(66, 0.0F);
        steps.scores[2 + 8 * 3 + 4] = 6.25F; // behind CLS and a register: row 3, column 4
        steps.preActivation.assign(24, -1.0F);
        steps.preActivation[7] = 1.0F;
        QVERIFY2(stepSentence(Step::Scores, steps).contains("patch (3, 4): 6.25"),
                 qPrintable(stepSentence(Step::Scores, steps)));
        QVERIFY(stepSentence(Step::Scores, steps).contains("√6"));
        QVERIFY(stepSentence(Step::Output, steps).contains("by a length of .250, the others by .500"));
        QVERIFY(stepSentence(Step::FeedForward, steps).contains("24 detectors, of which 1 are"));
        for (int i = 0; i < StepCount; ++i)
            QVERIFY2(!stepSentence(Step(i), steps).contains('%') || Step(i) == Step::Softmax,
                     qPrintable(stepSentence(Step(i), steps)));
    }

    void halfOfTheAttentionIsCountedFromTheStrongest()
    {
        AttentionSteps steps = madeUpSteps(stepsSpec(), 0, 0, 0);
        steps.attention.assign(66, 0.0F);
        steps.attention[9] = 0.3F;
        steps.attention[11] = 0.15F;
        steps.attention[60] = 0.55F;
        QCOMPARE(tokensOfHalf(steps), 1);
        steps.attention[60] = 0.4F;
        QCOMPARE(tokensOfHalf(steps), 2);
        QVERIFY(stepSentence(Step::Softmax, steps).contains("2 of the 66 tokens"));
    }

    void tokensHaveNames()
    {
        ModelSpec spec = stepsSpec();
        QCOMPARE(tokenName(spec, 0), "CLS");
        QCOMPARE(tokenName(spec, 1), "register 0");
        QCOMPARE(tokenName(spec, 2 + 8 + 3), "patch (1, 3)");
        spec.pooling = Pooling::Mean;
        QCOMPARE(tokenName(spec, 0), "register 0");
        QCOMPARE(tokenName(spec, 1), "patch (0, 0)");
    }

    void whatIsListedAddsUpToTheSum()
    {
        const AttentionSteps steps = madeUpSteps(stepsSpec(), 1, 0, 7);
        int weakest = 0;
        for (int token = 1; token < 66; ++token)
            if (steps.attention[std::size_t(token)] < steps.attention[std::size_t(weakest)])
                weakest = token;
        for (const std::optional<int> marked : {std::optional<int>(), std::optional<int>(weakest)}) {
            const std::vector<Strip> strips = weightedValues(steps, marked);
            QCOMPARE(int(strips.size()), StrongestShown + 3); // one token more, or room for it
            const Strip& sum = strips.back();
            QVERIFY(sum.values == steps.headOutput);
            for (std::size_t i = 0; i < sum.values.size(); ++i) {
                float added = 0.0F;
                for (std::size_t strip = 0; strip + 1 < strips.size(); ++strip)
                    if (!strips[strip].values.empty())
                        added += strips[strip].values[i];
                QVERIFY(std::abs(added - sum.values[i]) < 1e-5F);
            }
            QCOMPARE(strips[StrongestShown].token, marked.value_or(-1));
            for (const Strip& strip : strips)
                QCOMPARE(strip.end, sum.end); // one scale
        }
    }

    void everyWordIsSpokenInChineseToo()
    {
        std::vector<AttentionSteps> models{madeUpSteps(stepsSpec(), 0, 0, 0)};
        models.push_back(models.front());
        models.back().spec.normOrder = NormOrder::Post;
        QStringList english;
        const auto collect = [&models] {
            QStringList words;
            for (int i = 0; i < StepCount; ++i)
                for (const AttentionSteps& steps : models)
                    words << stepTitle(Step(i)) << stepSentence(Step(i), steps);
            return words;
        };
        english = collect();
        QTranslator translator;
        QVERIFY(translator.load("saccade_zh_CN", ":/i18n"));
        QCoreApplication::installTranslator(&translator);
        const QStringList chinese = collect();
        QCoreApplication::removeTranslator(&translator);
        for (int i = 0; i < english.size(); ++i)
            QVERIFY2(english[i] != chinese[i] && !chinese[i].contains(". "), qPrintable(chinese[i]));
    }
};

SACCADE_SUITE(StepWordsTest)
#include "step_words_test.moc"
