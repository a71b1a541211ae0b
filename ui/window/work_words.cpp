// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/work_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace saccade::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WorkWords)
};

// Word for word, with what varies as %1: they are the keys of the translation, and stand here for lupdate to
// find.
constexpr std::array Sentences = {
    QT_TRANSLATE_NOOP("WorkWords", "Reading %1"),
    QT_TRANSLATE_NOOP("WorkWords", "Read %1"),
    QT_TRANSLATE_NOOP("WorkWords", "Checking %1"),
    QT_TRANSLATE_NOOP("WorkWords", "Unpacking %1"),
    QT_TRANSLATE_NOOP("WorkWords", "%1 is ready in %2"),
    QT_TRANSLATE_NOOP("WorkWords", "Drawing Shapes"),
    QT_TRANSLATE_NOOP("WorkWords", "Drew Shapes"),
    QT_TRANSLATE_NOOP("WorkWords", "Evaluating"),
    QT_TRANSLATE_NOOP("WorkWords", "Downloading %1: %2 of %3 MB"),
    QT_TRANSLATE_NOOP("WorkWords", "Downloading %1: %2 of %3 MB, %4, about %5 seconds left"),
    QT_TRANSLATE_NOOP("WorkWords", "Downloading %1: %2 of %3 MB, %4, about %5 second left"),
    QT_TRANSLATE_NOOP("WorkWords", "Downloading %1: %2 of %3 MB, %4, about %5 minutes left"),
    QT_TRANSLATE_NOOP("WorkWords", "Downloading %1: %2 of %3 MB, %4, about %5 minute left"),
    QT_TRANSLATE_NOOP("WorkWords", "Downloading %1: %2 of %3 MB, %4, about %5 hours left"),
    QT_TRANSLATE_NOOP("WorkWords", "Downloading %1: %2 of %3 MB, %4, about %5 hour left"),
    QT_TRANSLATE_NOOP("WorkWords", "Downloading %1: %2 of %3 MB, %4, more than two days left"),
};

const QRegularExpression& place()
{
    static const QRegularExpression number("%([1-9])");
    return number;
}

/// The sentence as an expression, with what varies in it caught in order.
QRegularExpression expressionOf(const QString& sentence)
{
    QStringList fixed = sentence.split(place());
    for (QString& part : fixed)
        part = QRegularExpression::escape(part);
    return QRegularExpression(QRegularExpression::anchoredPattern(fixed.join("(.+)")));
}

/// `values[0]` in place of %1, and so on, whatever is in them.
QString filled(const QString& words, const QStringList& values)
{
    QString result;
    qsizetype at = 0;
    for (auto places = place().globalMatch(words); places.hasNext();) {
        const auto match = places.next();
        result += words.mid(at, match.capturedStart() - at) + values.value(match.captured(1).toInt() - 1);
        at = match.capturedEnd();
    }
    return result + words.mid(at);
}

} // namespace

QString workWords(const QString& what)
{
    for (const char* sentence : Sentences) {
        const auto match = expressionOf(QString::fromLatin1(sentence)).match(what);
        if (match.hasMatch())
            return filled(Words::tr(sentence), match.capturedTexts().mid(1));
    }
    return what;
}

} // namespace saccade::ui
