// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/scene/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AttentionWords)
};

} // namespace

int decimalsFor(double value)
{
    if (value == 0.0 || !std::isfinite(value))
        return 0;
    return std::clamp(2 - int(std::floor(std::log10(std::abs(value)))), 0, 6);
}

QString shortNumber(double value, int decimals)
{
    if (!std::isfinite(value))
        return Words::tr("not a number");
    if (value == 0.0)
        return QStringLiteral("0");
    if (std::abs(value) < 1e-6)
        return QString::number(value, 'g', 1);
    QString text = QString::number(value, 'f', decimals < 0 ? decimalsFor(value) : decimals);
    if (text.startsWith(QLatin1String("0.")))
        text.remove(0, 1);
    else if (text.startsWith(QLatin1String("-0.")))
        text.remove(1, 1);
    return text;
}

QString percent(double share)
{
    if (!std::isfinite(share))
        return Words::tr("not a number");
    QString text;
    if (share > 0.0 && share < 0.005)
        text = Words::tr("<1 %");
    else if (share < 1.0 && share >= 0.995)
        text = Words::tr(">99 %");
    else
        text = Words::tr("%1 %").arg(std::lround(share * 100.0));
    return text.replace(QLatin1Char(' '), QChar(QChar::Nbsp)); // the line must not break there
}

QString queryName(const Query& query)
{
    return query.cls ? Words::tr("CLS") : Words::tr("patch (%1, %2)").arg(query.row).arg(query.column);
}

QString colourMapName(ColourMap map)
{
    switch (map) {
    case ColourMap::Inferno:
        return Words::tr("Inferno");
    case ColourMap::Magma:
        return Words::tr("Magma");
    case ColourMap::Viridis:
        return Words::tr("Viridis");
    case ColourMap::Grey:
        return Words::tr("Grey");
    case ColourMap::BlueWhiteOrange:
        return Words::tr("Blue, white, orange");
    case ColourMap::BlueDarkOrange:
        return Words::tr("Blue, dark, orange");
    }
    return {};
}

} // namespace saccade::ui
