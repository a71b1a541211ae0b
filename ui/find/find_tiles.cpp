// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/find_tiles.h"

#include "core/values/error.h"

namespace saccade::ui {

std::vector<float> answerMap(const AttentionMaps& maps, int layer, int head)
{
    if (maps.hasCls()) {
        const auto row = maps.patches(layer, head, 0);
        return {row.begin(), row.end()};
    }
    const int patches = maps.gridRows * maps.gridColumns;
    std::vector<float> mean(std::size_t(patches), 0.0F);
    for (int query = 0; query < patches; ++query) {
        const auto row = maps.patches(layer, head, maps.prefixTokens + query);
        for (std::size_t key = 0; key < mean.size(); ++key)
            mean[key] += row[key] / float(patches);
    }
    return mean;
}

std::vector<FoundTile> findTiles(const Services& services, const FindSubject& subject,
                                 const FindPictures& wanted, RunControl& control, const Progress& progress)
{
    std::vector<FoundTile> tiles;
    for (const FoundPicture& found :
         services.findImages(subject.model, subject.data, wanted, control, progress)) {
        if (!control.checkpoint())
            throw Error("the search was stopped");
        FoundTile tile;
        tile.found = found;
        tile.picture = subject.data->image(found.picture);
        tile.label = subject.data->label(found.picture);
        const AttentionMaps maps = services.explain(subject.model, tile.picture).attention;
        tile.gridRows = maps.gridRows;
        tile.gridColumns = maps.gridColumns;
        tile.map = answerMap(maps, wanted.layer, wanted.head);
        tiles.push_back(std::move(tile));
    }
    return tiles;
}

} // namespace saccade::ui
