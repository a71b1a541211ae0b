// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/augment/mixing.h"
#include "core/data/batches.h"
#include "core/values/train_spec.h"

#include <vector>

namespace saccade {

/// Which batch of a run is meant: it is a function of this and of the seed.
struct BatchPlace
{
    int epoch = 0;         ///< counted from 0
    int batch = 0;         ///< in the epoch
    std::int64_t step = 0; ///< in the run
    bool isSmall = false;  ///< cut to the spec's small window
};

/// What was drawn for a batch, and what its pictures are to be named: all but the pixels.
struct BatchPlan
{
    int count = 0;
    int height = 0;
    int width = 0;
    int classes = 0;
    std::vector<int> rows; ///< (count) of the data set
    AugmentSpec augment;   ///< how each is varied: augmentationOf() and erasingOf() its row, in `epoch`
    int epoch = 0;
    Mix mix;                          ///< what is mixed then
    std::vector<float> targets;       ///< (count, classes): shares of the classes, 1 in all, before smoothing
    std::vector<std::int64_t> labels; ///< (count): the class with the largest share
};

/// What a step trains on.
struct Batch : BatchPlan
{
    std::vector<float> pictures; ///< (count, 3, height, width), normalised
};

/// Makes the training batches of a run. Knows no torch and keeps no state but the order of the epoch that was
/// asked for last, so a thread of its own can make the next batch while one is trained on.
class BatchMaker
{
public:
    /// `rows` of the data set are trained on; a window lies on the grid of `patch` pixels. The data set must
    /// outlive this.
    BatchMaker(const Dataset& dataset, std::vector<int> rows, const TrainSpec& spec,
               const Normalisation& normalisation, int patch);

    int batchSize() const { return m_batchSize; }
    /// What does not fill a batch waits for the next epoch's order.
    int batchesPerEpoch() const { return int(m_rows.size()) / m_batchSize; }

    /// Into buffers that are used again, as all here. For who makes the pictures elsewhere.
    void plan(const BatchPlace& place, BatchPlan& plan);
    /// Throws Error and std::out_of_range as fillBatch.
    void make(const BatchPlace& place, Batch& batch);

private:
    std::span<const int> rowsOf(const BatchPlace& place);
    Window windowOf(const BatchPlace& place) const;

    const Dataset& m_dataset;
    std::vector<int> m_rows;
    TrainSpec m_spec;
    Normalisation m_normalisation;
    int m_patch;
    int m_batchSize;
    int m_orderedEpoch = -1;
    std::vector<int> m_order; ///< rows of the data set, as the epoch m_orderedEpoch goes through them
};

} // namespace saccade
