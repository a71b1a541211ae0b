// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/layer_words.h"

#include <QCoreApplication>

#include <cmath>

namespace saccade::ui {

namespace {

struct LayerWords
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ui::LayerWords)
};

/// Two digits are enough for a ratio, and more only where it is above 100.
QString timesText(double value)
{
    return value < 10.0 ? QString::number(value, 'f', 1) : QString::number(std::round(value), 'f', 0);
}

} // namespace

QString layerName(const std::string& name)
{
    if (name == "embedding")
        return LayerWords::tr("embedding");
    if (name == "head")
        return LayerWords::tr("head", "of a network");
    if (name.starts_with("blocks."))
        return LayerWords::tr("block %1").arg(QString::fromStdString(name.substr(7)));
    return QString::fromStdString(name);
}

QString depthReading(const LayerCurves& curves)
{
    if (curves.layers().empty())
        return {};
    const auto depth = curves.depth();
    if (!depth)
        return LayerWords::tr("With fewer than two blocks there is no depth to compare.");
    const QString first = layerName(depth->first);
    const QString last = layerName(depth->last);
    if (!std::isfinite(depth->ratio) || depth->ratio <= 0.0)
        return LayerWords::tr("No gradient reaches %1.").arg(depth->ratio == 0.0 ? first : last);
    if (depth->ratio < 1.0 / depthThreshold)
        return LayerWords::tr(
                   "Gradients vanish towards the input: that of %1 is %2 times smaller than that of %3.")
            .arg(first, timesText(1.0 / depth->ratio), last);
    if (depth->ratio > depthThreshold)
        return LayerWords::tr("Gradients explode towards the input: that of %1 is %2 times that of %3.")
            .arg(first, timesText(depth->ratio), last);
    return LayerWords::tr("Gradients reach every depth: that of %1 is %2 times that of %3.")
        .arg(first, timesText(depth->ratio), last);
}

QString depthReadingRule()
{
    return LayerWords::tr(
               "The gradient's root mean square in the first block over that in the last, averaged over "
               "the last five reports. Below 1/%1: vanishing; above %1: exploding.")
        .arg(int(depthThreshold));
}

} // namespace saccade::ui
