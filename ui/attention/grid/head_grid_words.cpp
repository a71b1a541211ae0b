// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/grid/head_grid_words.h"

#include "core/values/head_statistics.h"
#include "core/values/token_share.h"
#include "ui/attention/grid/head_grid_canvas.h"
#include "ui/attention/scene/words.h"

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

QString tr(const char* text)
{
    return HeadGridCanvas::tr(text);
}

QString tokenName(const AttentionMaps& maps, int token)
{
    if (token >= maps.prefixTokens) {
        const int patch = token - maps.prefixTokens;
        return queryName(Query::ofPatch(patch / maps.gridColumns, patch % maps.gridColumns));
    }
    if (maps.hasCls() && token == 0)
        return queryName(Query::ofCls());
    return HeadGridCanvas::tr("register %1").arg(token - (maps.prefixTokens - maps.registers));
}

/// "CLS (attention), patch (3, 5) (length)": those of the layer.
QString sinkNames(const Scene& scene, int layer)
{
    QStringList names;
    for (const Sink& sink : scene.sinks)
        if (sink.layer == layer)
            names << (sink.byNorm && sink.byAttention ? HeadGridCanvas::tr("%1 (length and attention)")
                      : sink.byNorm                   ? HeadGridCanvas::tr("%1 (length)")
                                                      : HeadGridCanvas::tr("%1 (attention)"))
                         .arg(tokenName(*scene.maps(), sink.token));
    return names.join(QStringLiteral(", "));
}

QString highest(const AttentionMaps& maps, std::span<const float> map)
{
    const int peak = int(std::max_element(map.begin(), map.end()) - map.begin());
    return HeadGridCanvas::tr("Highest %1, at %2")
        .arg(shortNumber(map[std::size_t(peak)]),
             queryName(Query::ofPatch(peak / maps.gridColumns, peak % maps.gridColumns)));
}

/// percent() for a tooltip, where "<1 %" must not be taken for a tag.
QString share(double value)
{
    return percent(value).toHtmlEscaped();
}

/// What holds for every query.
QStringList overAllQueries(const Scene& scene, int layer, int head)
{
    const AttentionMaps& maps = *scene.maps();
    const double patchWidth = double(scene.picture.width) / maps.gridColumns;
    const double patchHeight = double(scene.picture.height) / maps.gridRows;
    QStringList lines{
        HeadGridCanvas::tr("Over all queries: entropy %1, distance %2 px")
            .arg(shortNumber(normalisedEntropy(maps, layer, head), 2),
                 QString::number(meanAttentionDistance(maps, layer, head, patchWidth, patchHeight), 'f', 1))};
    QStringList shares;
    if (maps.hasCls())
        shares << HeadGridCanvas::tr("on CLS %1").arg(share(shareOnCls(maps, layer, head)));
    if (maps.registers > 0)
        shares << HeadGridCanvas::tr("on registers %1").arg(share(shareOnRegisters(maps, layer, head)));
    const std::vector<int> sinks = sinkTokens(scene.sinks, layer);
    if (!sinks.empty())
        shares << HeadGridCanvas::tr("on sinks %1").arg(share(shareOnTokens(maps, layer, head, sinks)));
    if (!shares.isEmpty())
        lines << HeadGridCanvas::tr("Mean share: %1").arg(shares.join(QStringLiteral(", ")));
    if (!sinks.empty())
        lines << HeadGridCanvas::tr("Sinks of the layer: %1").arg(sinkNames(scene, layer));
    return lines;
}

} // namespace

QStringList gridQuantities()
{
    return {"attention", "gradient-attention", "value-weighted", "relevance"};
}

QString quantityName(const QString& method)
{
    if (method == "gradient-attention")
        return tr("Gradient × attention");
    if (method == "value-weighted")
        return tr("Value-weighted");
    return method == "relevance" ? tr("Relevance") : tr("Attention");
}

QString quantityToolTip(const QString& method)
{
    if (method == "gradient-attention")
        return tr("What each weight adds to the logit of the predicted class, to first order. Signed.");
    if (method == "value-weighted")
        return tr("Attention times the length of what it carries: a weight on a short value moves little.");
    if (method == "relevance")
        return tr("Relevance for the predicted class, followed up to the layer. It joins the heads of a "
                  "layer, so each layer has one map.");
    return tr("The softmax of queries and keys, as the model used it.");
}

QString orderName(HeadOrder order)
{
    switch (order) {
    case HeadOrder::Entropy:
        return tr("Entropy");
    case HeadOrder::Distance:
        return tr("Distance");
    case HeadOrder::ShareOnCls:
        return tr("Share on CLS");
    case HeadOrder::AsBuilt:
        break;
    }
    return tr("As built");
}

QString describeTile(const Scene& scene, const HeadTiles& tiles, const GridChoice& choice, Query query,
                     int layer, int head)
{
    const AttentionMaps& maps = *scene.maps();
    QStringList lines{
        tiles.hasHeads
            ? HeadGridCanvas::tr("<b>Layer %1, head %2</b>, seen from %3")
                  .arg(layer)
                  .arg(head)
                  .arg(queryName(query))
            : HeadGridCanvas::tr("<b>Layer %1</b>, seen from %2").arg(layer).arg(queryName(query))};
    const auto& tile = tiles.maps[std::size_t(layer * maps.heads + (tiles.hasHeads ? head : 0))];
    if (choice.quantity != "attention")
        lines << quantityName(QString::fromStdString(choice.quantity));
    if (!tiles.hasHeads)
        lines << tr("One map for all heads of the layer");
    if (!tile.empty())
        lines << highest(maps, tile);
    if (!tiles.hasHeads)
        return lines.join(QStringLiteral("<br>")); // what follows is one head's
    if (maps.hasCls())
        lines << HeadGridCanvas::tr("On CLS: %1").arg(share(maps.clsMass(layer, head, query.token(maps))));
    if (maps.registers > 0)
        lines << HeadGridCanvas::tr("On registers: %1")
                     .arg(share(maps.registerMass(layer, head, query.token(maps))));
    lines << overAllQueries(scene, layer, head);
    return lines.join(QStringLiteral("<br>"));
}

} // namespace saccade::ui
