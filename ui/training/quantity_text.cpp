// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/quantity_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace saccade::ui {

namespace {

/// In the context that lupdate takes for a function of this namespace.
QString tr(const char* text)
{
    return QCoreApplication::translate("saccade::ui", text);
}

/// "e-04" to "e-4", "e+03" to "e3".
QString withShortExponent(const QString& number)
{
    static const QRegularExpression exponent(QStringLiteral("e([+-]?)0*(\\d)"));
    QString result = number;
    return result.replace(exponent, QStringLiteral("e\\1\\2"))
        .replace(QLatin1String("e+"), QLatin1String("e"));
}

/// Two figures below ten, none after the point from ten on.
QString figures(double value)
{
    const QString text = QString::number(value, 'f', value < 9.95 ? 1 : 0);
    return text.endsWith(QLatin1String(".0")) ? text.chopped(2) : text;
}

} // namespace

QString durationText(double seconds)
{
    const qint64 s = qMax<qint64>(0, qRound64(seconds));
    if (s < 60)
        return tr("%1 s").arg(s);
    if (s < 3600)
        return tr("%1 m %2 s").arg(s / 60).arg(s % 60);
    const qint64 minutes = qRound64(double(s) / 60.0);
    if (minutes < 24 * 60)
        return tr("%1 h %2 m").arg(minutes / 60).arg(minutes % 60);
    const qint64 hours = qRound64(double(s) / 3600.0);
    return tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QString timeLeftText(double seconds)
{
    if (!(seconds >= 0.0))
        return {};
    if (seconds < 5.0)
        return tr("a few seconds left");
    return tr("%1 left").arg(durationText(seconds));
}

QString countText(std::int64_t count)
{
    const auto value = double(count);
    if (value < 1e3)
        return QString::number(count);
    if (value < 500e3)
        return tr("%1 k").arg(figures(value / 1e3));
    if (value < 999.5e6)
        return tr("%1 M").arg(figures(value / 1e6));
    return tr("%1 G").arg(figures(value / 1e9));
}

QString learningRateText(double rate)
{
    if (rate == 0.0)
        return QStringLiteral("0");
    return withShortExponent(QString::number(rate, 'e', 1).replace(QLatin1String(".0e"), QLatin1String("e")));
}

QString bytesText(std::int64_t bytes)
{
    const auto value = double(bytes);
    if (value < 999.5e3)
        return tr("%1 kB").arg(figures(value / 1e3));
    if (value < 999.5e6)
        return tr("%1 MB").arg(figures(value / 1e6));
    return tr("%1 GB").arg(figures(value / 1e9));
}

QString plainNumber(double value)
{
    return withShortExponent(QString::number(value, 'g', QLocale::FloatingPointShortest));
}

} // namespace saccade::ui
