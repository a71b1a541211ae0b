// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/methods/method_caption.h"

#include "ui/attention/methods/method_request.h"
#include "ui/attention/methods/method_words.h"
#include "ui/attention/scene/method_result.h"
#include "ui/attention/scene/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace saccade::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MethodCaption)
};

/// What a sentence is made of.
struct Parts
{
    const MethodInfo* method;
    std::optional<int> layer;
    std::optional<int> head;
    QString query;
    QString className;
    QString against;
};

QString sentenceOf(const Parts& parts)
{
    QStringList all{QStringLiteral("<b>%1</b>").arg(methodName(parts.method->name).toHtmlEscaped())};
    if (parts.layer) {
        const bool readsUpTo = parts.method->needsAttention && !showsEveryLayer(*parts.method);
        all << (readsUpTo ? Words::tr("up to layer %1") : Words::tr("layer %1")).arg(*parts.layer);
    }
    if (parts.head)
        all << Words::tr("head %1").arg(*parts.head);
    if (!parts.query.isEmpty())
        all << Words::tr("seen from <b>%1</b>").arg(parts.query);
    if (!parts.className.isEmpty())
        all << Words::tr("for <b>%1</b>").arg(parts.className);
    if (!parts.against.isEmpty())
        all << Words::tr("against <b>%1</b>").arg(parts.against);
    //: between the parts of a sentence
    return Words::tr("%1.").arg(all.join(Words::tr(", ")));
}

} // namespace

QString methodSentence(const Scene& scene, const MethodMap& map)
{
    const MethodInfo& method = methodInfo(scene.method->request.method);
    Parts parts{&method, map.layer, map.head, {}, {}, {}};
    if (method.takesQuery && scene.maps())
        parts.query =
            map.query ? queryName(Query::ofToken(*map.query, *scene.maps())) : Words::tr("all patches");
    if (method.knowsClass)
        parts.className = classWords(scene.classNames, map.classIndex).toHtmlEscaped();
    if (map.against)
        parts.against = classWords(scene.classNames, *map.against).toHtmlEscaped();
    return sentenceOf(parts);
}

QString methodWords(const MethodMap& map)
{
    const QString words = Words::tr("%1.").arg(methodMapWords(map).toHtmlEscaped());
    const bool isNothing =
        std::all_of(map.values.begin(), map.values.end(), [](float value) { return value == 0.0F; });
    return isNothing ? words + QLatin1Char(' ') + Words::tr("It is 0 everywhere.") : words;
}

QString longestMethodSentence()
{
    return sentenceOf({&methodInfo("contrast"), 10, 10, queryName(Query::ofPatch(10, 10)),
                       QStringLiteral("automobile"), QStringLiteral("automobile")});
}

QString longestMethodWords()
{
    MethodMap map;
    map.words = "rollout of attention times its gradient, above 0, up to the layer";
    map.values = {1.0F};
    return methodWords(map);
}

} // namespace saccade::ui
