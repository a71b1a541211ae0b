// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_headings.h"

#include "ui/charts/number_text.h"

#include <QCoreApplication>

namespace saccade::ui {

namespace {

struct ChartHeadings
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ui::ChartHeadings)
};

using Values = std::vector<HeadingValue>;

void add(Values& values, const SeriesHistory& history, const QString& name, QString (*text)(double),
         std::optional<CurveColour> colour = {}, bool star = false)
{
    if (!history.empty())
        values.push_back({name, text(history.smooth().back()), colour, star});
}

} // namespace

Values lossHeading(const RunCurves& curves)
{
    Values values;
    add(values, curves.trainLoss, ChartHeadings::tr("train"), shortNumber, CurveColour::Train);
    add(values, curves.validationLoss, ChartHeadings::tr("validation"), shortNumber, CurveColour::Validation);
    return values;
}

Values accuracyHeading(const RunCurves& curves)
{
    Values values;
    add(values, curves.testAccuracy, ChartHeadings::tr("test"), percentText, CurveColour::Quiet);
    add(values, curves.trainAccuracy, ChartHeadings::tr("train"), percentText, CurveColour::Train);
    add(values, curves.validationAccuracy, ChartHeadings::tr("validation"), percentText,
        CurveColour::Validation);
    add(values, curves.bestAccuracy, ChartHeadings::tr("best"), percentText, CurveColour::Validation, true);
    return values;
}

Values learningRateHeading(const RunCurves& curves)
{
    Values values;
    add(values, curves.learningRate, {}, rateText);
    return values;
}

Values speedHeading(const RunCurves& curves)
{
    Values values;
    add(values, curves.imagesPerSecond, {}, wholeText);
    return values;
}

Values gradientNormHeading(const RunCurves& curves)
{
    Values values;
    add(values, curves.gradientNorm, {}, shortNumber);
    return values;
}

} // namespace saccade::ui
