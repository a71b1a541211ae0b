// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/number_text.h"

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

/// "8.1e-04" as C writes it, "8.1e-4" as people do.
QString exponentText(double value, int decimals)
{
    QString text = QString::number(value, 'e', decimals);
    const qsizetype at = text.indexOf(u'e');
    QString mantissa = text.left(at);
    if (mantissa.contains(u'.')) {
        while (mantissa.endsWith(u'0'))
            mantissa.chop(1);
        if (mantissa.endsWith(u'.'))
            mantissa.chop(1);
    }
    return mantissa + u'e' + QString::number(QStringView(text).mid(at + 1).toInt());
}

} // namespace

QString shortNumber(double value)
{
    if (value == 0.0)
        return QStringLiteral("0");
    const double size = std::abs(QString::number(value, 'g', 3).toDouble());
    if (size < 0.001 || size >= 1e5)
        return exponentText(value, 2);
    const int power = int(std::floor(std::log10(size) + 1e-12));
    QString text = QString::number(value, 'f', std::max(0, 2 - power));
    if (text.startsWith(QLatin1String("0.")))
        text.remove(0, 1);
    else if (text.startsWith(QLatin1String("-0.")))
        text.remove(1, 1);
    return text;
}

QString percentText(double share)
{
    return QString::number(share * 100.0, 'f', 1) + QStringLiteral(" %");
}

QString rateText(double value)
{
    if (value == 0.0)
        return QStringLiteral("0");
    return std::abs(value) < 0.01 ? exponentText(value, 1) : QString::number(value, 'g', 2);
}

QString tickText(double value)
{
    const double size = std::abs(value);
    if (size < 1e-12)
        return QStringLiteral("0");
    if (size < 0.01 || size >= 1e5)
        return exponentText(value, 2);
    return QString::number(value, 'g', 6);
}

QString percentTickText(double share)
{
    return tickText(share * 100.0);
}

QString wholeText(double value)
{
    return QString::number(value, 'f', 0);
}

} // namespace saccade::ui
