// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/inspector/class_rows.h"

#include "ui/attention/inspector/inspector.h"
#include "ui/attention/scene/words.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace saccade::ui {

namespace {

constexpr QChar Minus(0x2212);
constexpr int MostClasses = 24; ///< in a list; what is under it must not be a thousand rows below

/// The classes, the most probable first.
std::vector<int> byProbability(const std::vector<float>& shares)
{
    std::vector<int> order(shares.size());
    std::iota(order.begin(), order.end(), 0);
    // A NaN compares with nothing: it must not upset the order of the rest.
    const auto key = [&](int i) {
        return std::isfinite(shares[std::size_t(i)]) ? shares[std::size_t(i)] : -1.0F;
    };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return key(a) > key(b); });
    return order;
}

/// Those that are listed, the most probable first, and the true class wherever it is.
std::vector<int> listedClasses(const Scene& scene)
{
    std::vector<int> order = byProbability(scene.explanation->probabilities);
    if (int(order.size()) <= MostClasses)
        return order;
    const bool isBelow = std::find(order.begin() + MostClasses, order.end(), scene.trueLabel) != order.end();
    order.resize(std::size_t(MostClasses));
    if (isBelow)
        order.push_back(scene.trueLabel);
    return order;
}

/// The classes that are not listed, together.
BarList::Row restRow(int count, double share)
{
    return {Inspector::tr("%1 more").arg(count), share, percent(share),
            Inspector::tr("The other %1 classes together: probability %2").arg(count).arg(shortNumber(share)),
            false};
}

QString nameOf(const Scene& scene, int label)
{
    const QString name = scene.className(label);
    return name.isEmpty() ? Inspector::tr("class %1").arg(label) : name;
}

QString marked(const Scene& scene, int label, const QString& name)
{
    return label == scene.trueLabel ? Inspector::tr("%1 ✓").arg(name) : name;
}

/// As numbers are read: with a true minus.
QString number(double value, int decimals)
{
    return QString::number(value, 'f', decimals).replace(QLatin1Char('-'), Minus);
}

/// With its sign: "+12", "−3"; "0" where it rounds to nothing.
QString difference(double value, int decimals)
{
    const QString digits = QString::number(std::abs(value), 'f', decimals);
    if (!std::isfinite(value) || digits.toDouble() == 0.0)
        return std::isfinite(value) ? QStringLiteral("0") : QString();
    return (value < 0 ? QString(Minus) : QStringLiteral("+")) + digits;
}

/// The untouched values of the same classes; null where nothing is changed.
const Explanation* untouchedOf(const Scene& scene)
{
    const Explanation* untouched = scene.explanation ? scene.untouched.get() : nullptr;
    return untouched && untouched->probabilities.size() == scene.explanation->probabilities.size() &&
                   untouched->logits.size() == scene.explanation->logits.size()
               ? untouched
               : nullptr;
}

} // namespace

QList<BarList::Row> probabilityRows(const Scene& scene)
{
    QList<BarList::Row> rows;
    if (!scene.explanation)
        return rows;
    const Explanation* untouched = untouchedOf(scene);
    const std::vector<float>& shares = scene.explanation->probabilities;
    double rest = 1.0;
    for (const int label : listedClasses(scene)) {
        const double share = shares[std::size_t(label)];
        rest -= share;
        const QString name = nameOf(scene, label);
        BarList::Row row{
            marked(scene, label, name), share, percent(share),
            label == scene.trueLabel
                ? Inspector::tr("%1, the true class: probability %2").arg(name, shortNumber(share))
                : Inspector::tr("%1: probability %2").arg(name, shortNumber(share)),
            rows.isEmpty()};
        if (untouched) {
            const double before = untouched->probabilities[std::size_t(label)];
            row.ghost = before;
            row.change = difference((share - before) * 100.0, 0);
            row.toolTip +=
                QLatin1Char('\n') + Inspector::tr("Untouched: %1, a difference of %2 points")
                                        .arg(shortNumber(before), difference((share - before) * 100.0, 1));
        }
        rows << row;
    }
    if (const int more = int(shares.size()) - int(rows.size()); more > 0)
        rows << restRow(more, std::max(0.0, rest));
    return rows;
}

QList<BarList::Row> logitRows(const Scene& scene)
{
    QList<BarList::Row> rows;
    const Explanation* untouched = untouchedOf(scene);
    if (!untouched || scene.explanation->logits.size() != scene.explanation->probabilities.size())
        return rows;
    const std::vector<float>& logits = scene.explanation->logits;
    double lowest = 0.0;
    double highest = 0.0;
    bool any = false;
    for (const std::vector<float>* list : {&logits, &untouched->logits})
        for (const float logit : *list)
            if (std::isfinite(logit)) {
                lowest = any ? std::min(lowest, double(logit)) : double(logit);
                highest = any ? std::max(highest, double(logit)) : double(logit);
                any = true;
            }
    const double reach = highest > lowest ? highest - lowest : 1.0;
    for (const int label : listedClasses(scene)) {
        const double logit = logits[std::size_t(label)];
        const double before = untouched->logits[std::size_t(label)];
        const QString name = nameOf(scene, label);
        BarList::Row row{
            marked(scene, label, name), (logit - lowest) / reach, number(logit, 2),
            Inspector::tr("%1: logit %2, untouched %3").arg(name, number(logit, 3), number(before, 3)),
            rows.isEmpty()};
        row.ghost = (before - lowest) / reach;
        row.change = difference(logit - before, 2);
        rows << row;
    }
    return rows;
}

} // namespace saccade::ui
