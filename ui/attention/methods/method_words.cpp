// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/methods/method_words.h"

#include <QCoreApplication>

namespace saccade::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MethodWords)
};

/// `title`, `what` and `caveat` are translated where they are shown.
struct Description
{
    const char* method;
    const char* title;
    const char* what;
    const char* source;
    const char* caveat;
};

constexpr Description Descriptions[] = {
    {"attention", QT_TRANSLATE_NOOP("MethodWords", "Attention"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "The attention weights of one head as the model used them: the softmax of queries and "
                       "keys."),
     "Dosovitskiy et al. 2020, arXiv 2010.11929",
     QT_TRANSLATE_NOOP("MethodWords", "They say where a head looks, not what that does to the answer.")},
    {"head-mean", QT_TRANSLATE_NOOP("MethodWords", "Mean of the heads"),
     QT_TRANSLATE_NOOP("MethodWords", "The mean of a layer's heads."),
     "Dosovitskiy et al. 2020, arXiv 2010.11929",
     QT_TRANSLATE_NOOP("MethodWords", "Heads that look elsewhere blur each other.")},
    {"head-max", QT_TRANSLATE_NOOP("MethodWords", "Strongest head"),
     QT_TRANSLATE_NOOP("MethodWords", "At each patch the head of the layer that looks there most."),
     "Dosovitskiy et al. 2020, arXiv 2010.11929",
     QT_TRANSLATE_NOOP("MethodWords", "One head that looks at a border lights it for all of them.")},
    {"head-min", QT_TRANSLATE_NOOP("MethodWords", "Weakest head"),
     QT_TRANSLATE_NOOP("MethodWords", "At each patch the head of the layer that looks there least."),
     "Dosovitskiy et al. 2020, arXiv 2010.11929",
     QT_TRANSLATE_NOOP("MethodWords", "It shows only what all heads look at: often very little.")},
    {"value-weighted", QT_TRANSLATE_NOOP("MethodWords", "Value-weighted attention"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "Attention times the length of what it carries: the value behind the output matrix."),
     "Kobayashi et al. 2020, arXiv 2004.10102",
     QT_TRANSLATE_NOOP("MethodWords",
                       "The length says how much is carried, not whether it speaks for a class.")},
    {"gradient-attention", QT_TRANSLATE_NOOP("MethodWords", "Gradient × attention"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "One head's attention times the gradient of the class's logit by it: what each weight "
                       "adds to the logit or takes from it, to first order."),
     "Chefer et al. 2021, arXiv 2103.15679",
     QT_TRANSLATE_NOOP(
         "MethodWords",
         "It speaks of small changes of one layer's weights, and not of the patches' way to that "
         "layer.")},
    {"rollout", QT_TRANSLATE_NOOP("MethodWords", "Attention rollout"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "Attention followed through all layers, from the first to the chosen one, with the "
                       "residual stream as an identity beside it."),
     "Abnar & Zuidema 2020, arXiv 2005.00928",
     QT_TRANSLATE_NOOP("MethodWords",
                       "It knows nothing of the class, and of the feed-forward layers in between.")},
    {"flow", QT_TRANSLATE_NOOP("MethodWords", "Attention flow"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "The largest flow from each patch to the query through a net whose pipes are as wide "
                       "as the attention."),
     "Abnar & Zuidema 2020, arXiv 2005.00928",
     QT_TRANSLATE_NOOP("MethodWords",
                       "It knows nothing of the class. One narrow pipe near the query makes patches alike. "
                       "It takes longer than the others.")},
    {"gradient-rollout", QT_TRANSLATE_NOOP("MethodWords", "Gradient rollout"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "Rollout of the attention times the gradient of the class's logit, where that is "
                       "above 0."),
     "jacobgil/vit-explain, 2020",
     QT_TRANSLATE_NOOP("MethodWords",
                       "A recipe of practice without a derivation; its numbers have no unit.")},
    {"relevance", QT_TRANSLATE_NOOP("MethodWords", "Relevance"),
     QT_TRANSLATE_NOOP(
         "MethodWords",
         "Attention times the gradient of the class's logit, above 0, added up layer by layer."),
     "Chefer et al. 2021, arXiv 2103.15679",
     QT_TRANSLATE_NOOP("MethodWords",
                       "What speaks against the class is left out. It is read from CLS where there is one.")},
    {"contrast", QT_TRANSLATE_NOOP("MethodWords", "Contrast of two classes"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "The relevance for one class less that for another: what tells the two apart."),
     "Chefer et al. 2021, arXiv 2103.15679",
     QT_TRANSLATE_NOOP("MethodWords", "What speaks for both classes alike cancels and stays unseen.")},
    {"grad-cam", QT_TRANSLATE_NOOP("MethodWords", "Grad-CAM"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "The features that a layer reads, weighted by the mean gradient of the class's logit; "
                       "what is below 0 is left out."),
     "Selvaraju et al. 2017, arXiv 1610.02391",
     QT_TRANSLATE_NOOP("MethodWords", "It can be 0 everywhere, and it is only as fine as the layer's grid.")},
    {"occlusion", QT_TRANSLATE_NOOP("MethodWords", "Occlusion"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "How much of the class's probability is lost when a patch is painted in the mean "
                       "colour, a patch at a time."),
     "Zeiler & Fergus 2014, arXiv 1311.2901",
     QT_TRANSLATE_NOOP("MethodWords",
                       "A patch that is not missed as others show the same seems not to matter; one "
                       "prediction a patch takes time.")},
    {"gradient", QT_TRANSLATE_NOOP("MethodWords", "Gradient"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "How strongly the class's logit answers to a small change of each patch's pixels."),
     "Simonyan et al. 2013, arXiv 1312.6034",
     QT_TRANSLATE_NOOP("MethodWords",
                       "It is noisy, speaks of small changes only, and does not say for or against.")},
    {"integrated-gradients", QT_TRANSLATE_NOOP("MethodWords", "Integrated gradients"),
     QT_TRANSLATE_NOOP("MethodWords",
                       "Each patch's share of the logit: gradients along the way from the mean colour to the "
                       "picture, added up."),
     "Sundararajan et al. 2017, arXiv 1703.01365",
     QT_TRANSLATE_NOOP("MethodWords",
                       "It depends on where the way begins: what has the mean colour gets no share.")},
};

/// What core says of its maps.
[[maybe_unused]] constexpr const char* MapWords[] = {
    QT_TRANSLATE_NOOP("MethodWords", "attention as the model used it"),
    QT_TRANSLATE_NOOP("MethodWords", "mean over the layer's heads"),
    QT_TRANSLATE_NOOP("MethodWords", "max over the layer's heads"),
    QT_TRANSLATE_NOOP("MethodWords", "min over the layer's heads"),
    QT_TRANSLATE_NOOP("MethodWords", "attention times the length of the value behind the output matrix"),
    QT_TRANSLATE_NOOP("MethodWords", "attention times its gradient, for the class"),
    QT_TRANSLATE_NOOP("MethodWords", "rollout of the mean over heads, up to the layer"),
    QT_TRANSLATE_NOOP("MethodWords", "rollout of the max over heads, up to the layer"),
    QT_TRANSLATE_NOOP("MethodWords", "rollout of the min over heads, up to the layer"),
    QT_TRANSLATE_NOOP("MethodWords", "largest flow over the mean of heads, up to the layer"),
    QT_TRANSLATE_NOOP("MethodWords", "largest flow over the max of heads, up to the layer"),
    QT_TRANSLATE_NOOP("MethodWords", "largest flow over the min of heads, up to the layer"),
    QT_TRANSLATE_NOOP("MethodWords", "rollout of attention times its gradient, above 0, up to the layer"),
    QT_TRANSLATE_NOOP("MethodWords", "relevance for the class, up to the layer"),
    QT_TRANSLATE_NOOP("MethodWords", "relevance for the class less that for the other"),
    QT_TRANSLATE_NOOP("MethodWords", "Grad-CAM on what the stage puts out"),
    QT_TRANSLATE_NOOP("MethodWords", "Grad-CAM on what the layer's attention reads"),
    QT_TRANSLATE_NOOP("MethodWords", "probability less that with the patch in the mean colour"),
    QT_TRANSLATE_NOOP("MethodWords", "mean over the patch of the strongest channel's gradient"),
    QT_TRANSLATE_NOOP("MethodWords", "gradients integrated from the mean colour"),
};

const Description* descriptionOf(const std::string& name)
{
    for (const Description& one : Descriptions)
        if (name == one.method)
            return &one;
    return nullptr;
}

} // namespace

QString methodName(const std::string& name)
{
    if (name == "random")
        return Words::tr("Random");
    if (name == "edges")
        return Words::tr("Edges");
    const Description* known = descriptionOf(name);
    return known ? Words::tr(known->title) : QString::fromStdString(name);
}

QString methodGroup(const MethodInfo& method)
{
    if (!method.needsAttention)
        return Words::tr("For a class, of any model");
    if (method.knowsClass)
        return Words::tr("Attention for a class");
    return method.takesFuse ? Words::tr("Through the layers") : Words::tr("Attention of a layer");
}

QString methodToolTip(const MethodInfo& method)
{
    const Description* known = descriptionOf(method.name);
    if (!known)
        return QString::fromUtf8(method.summary).toHtmlEscaped();
    return QStringLiteral("<p>%1</p><p>%2</p><p>%3</p>")
        .arg(Words::tr(known->what).toHtmlEscaped(), Words::tr(known->caveat).toHtmlEscaped(),
             QString::fromUtf8(known->source).toHtmlEscaped());
}

QString methodMapWords(const MethodMap& map)
{
    QString words = Words::tr(map.words.c_str());
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

QString classWords(const QStringList& names, int index)
{
    const QString name = names.value(index);
    return name.isEmpty() ? Words::tr("class %1").arg(index) : name;
}

} // namespace saccade::ui
