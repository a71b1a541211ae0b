// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/data_source.h"

#include "core/data/cifar10.h"
#include "core/data/shapes.h"

namespace saccade {

DatasetPtr openDataset(const std::string& source, const Progress& progress)
{
    if (source == "shapes")
        return makeShapes(ShapesSeed, ShapesTrainCount, ShapesTestCount, progress);
    return readCifar10(source, progress);
}

} // namespace saccade
