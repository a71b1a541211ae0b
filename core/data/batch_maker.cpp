// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/batch_maker.h"

#include "core/data/random.h"
#include "core/values/error.h"

#include <algorithm>

namespace saccade {

BatchMaker::BatchMaker(const Dataset& dataset, std::vector<int> rows, const TrainSpec& spec,
                       const Normalisation& normalisation, int patch)
    : m_dataset(dataset)
    , m_rows(std::move(rows))
    , m_spec(spec)
    , m_normalisation(normalisation)
    , m_patch(patch)
    , m_batchSize(std::min(spec.batchSize, int(m_rows.size())))
{
    if (m_rows.empty())
        throw Error::badInput(dataset.name, "training pictures", "none");
}

void BatchMaker::plan(const BatchPlace& place, BatchPlan& plan)
{
    const std::span<const int> rows = rowsOf(place);
    plan.rows.assign(rows.begin(), rows.end());
    plan.augment = {m_spec.cropPadding, m_spec.flip, m_spec.autoAugment, m_spec.randomErasing,
                    windowOf(place)};
    plan.epoch = place.epoch;
    plan.count = m_batchSize;
    const int side = plan.augment.window.side;
    plan.height = side > 0 ? side : m_dataset.height;
    plan.width = side > 0 ? side : m_dataset.width;
    plan.classes = int(m_dataset.classNames.size());
    plan.labels.resize(rows.size());
    labelsOf(m_dataset, rows, plan.labels.data());
    plan.mix = drawMix({m_spec.mixup, m_spec.cutmix, m_spec.mixShare}, m_spec.seed, place.step, plan.height,
                       plan.width);
    mixLabels(plan.mix, plan.classes, plan.labels, plan.targets);
}

void BatchMaker::make(const BatchPlace& place, Batch& batch)
{
    plan(place, batch);
    batch.pictures.resize(std::size_t(3) * batch.rows.size() * std::size_t(batch.height * batch.width));
    fillBatch(m_dataset, batch.rows, m_normalisation, &batch.augment, m_spec.seed, std::uint64_t(place.epoch),
              batch.pictures.data());
    mixPictures(batch.mix, batch.count, batch.height, batch.width, batch.pictures.data());
}

std::span<const int> BatchMaker::rowsOf(const BatchPlace& place)
{
    if (place.epoch != m_orderedEpoch) {
        m_order = permutation(int(m_rows.size()), m_spec.seed, std::uint64_t(place.epoch));
        for (int& entry : m_order)
            entry = m_rows[std::size_t(entry)];
        m_orderedEpoch = place.epoch;
    }
    const auto size = std::size_t(m_batchSize);
    return std::span<const int>(m_order).subspan(std::size_t(place.batch) * size, size);
}

Window BatchMaker::windowOf(const BatchPlace& place) const
{
    if (!place.isSmall)
        return {};
    Random random(m_spec.seed, Stream::Window, std::uint64_t(place.step));
    const auto start = [&](int side) {
        return m_patch * random.below((side - m_spec.smallCrop) / m_patch + 1);
    };
    const int top = start(m_dataset.height);
    return {m_spec.smallCrop, top, start(m_dataset.width)};
}

} // namespace saccade
