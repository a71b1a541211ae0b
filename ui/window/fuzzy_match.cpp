// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/fuzzy_match.h"

#include <algorithm>
#include <limits>

namespace saccade::ui {

namespace {

constexpr int Unreachable = std::numeric_limits<int>::min() / 2;
constexpr int WordStart = 10;
constexpr int InARow = 12;
constexpr int EachLetter = 1;

bool startsWord(const QString& text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text)
{
    QString wanted;
    for (const QChar letter : query.toCaseFolded())
        if (!letter.isSpace())
            wanted += letter;
    const QString found = text.toCaseFolded();
    if (wanted.isEmpty())
        return FuzzyMatch{};
    if (wanted.size() > found.size())
        return std::nullopt;

    // best[i][j]: the highest score of wanted[0..i] with wanted[i] placed at found[j]; from[i][j]: where
    // wanted[i-1] then lies.
    const qsizetype n = wanted.size();
    const qsizetype m = found.size();
    QList<QList<int>> best(n, QList<int>(m, Unreachable));
    QList<QList<int>> from(n, QList<int>(m, -1));
    for (qsizetype i = 0; i < n; ++i)
        for (qsizetype j = i; j < m; ++j) {
            if (wanted[i] != found[j])
                continue;
            const int here = EachLetter + (startsWord(found, j) ? WordStart : 0);
            if (i == 0) {
                best[i][j] = here - int(std::min<qsizetype>(j, 5)); // early in the text is better
                continue;
            }
            for (qsizetype k = i - 1; k < j; ++k) {
                if (best[i - 1][k] == Unreachable)
                    continue;
                const int score = best[i - 1][k] + here + (k + 1 == j ? InARow : 0);
                if (score > best[i][j]) {
                    best[i][j] = score;
                    from[i][j] = int(k);
                }
            }
        }

    const auto last = std::max_element(best[n - 1].cbegin(), best[n - 1].cend());
    if (*last == Unreachable)
        return std::nullopt;
    FuzzyMatch match{*last - int(m) / 16, {}}; // of two that match alike, the shorter text
    int at = int(last - best[n - 1].cbegin());
    for (qsizetype i = n - 1; i >= 0; --i) {
        match.positions.prepend(at);
        at = from[i][at];
    }
    return match;
}

} // namespace saccade::ui
