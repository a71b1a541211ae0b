// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batch_maker.h"
#include "core/torch.h"

namespace saccade {

/// A batch where the network is.
struct StepInput
{
    torch::Tensor pictures; ///< (B, 3, h, w), normalised
    torch::Tensor targets;  ///< (B, classes): shares of the classes before smoothing
    torch::Tensor labels;   ///< (B): the class with the largest share
    Window window;          ///< where the pictures lie in whole ones; side 0: they are whole
    bool isMixed = false;   ///< two pictures in one
};

/// The batches of BatchMaker as tensors on the device that trains. For a processor they are made by
/// BatchMaker itself. Another device holds the data set's bytes and is sent what was drawn for each picture,
/// a few numbers; only AutoAugment, which works on bytes, is done by the processor's threads. Either way, and
/// whatever the device, they are the same numbers to the last bit.
class BatchLoader
{
public:
    /// As BatchMaker's. `byDevice`: the device makes the pictures; a processor can be asked to as well.
    BatchLoader(const Dataset& dataset, std::vector<int> rows, const TrainSpec& spec,
                const Normalisation& normalisation, int patch, torch::Device device, bool byDevice);

    int batchesPerEpoch() const { return m_maker.batchesPerEpoch(); }

    /// Until the next call. A device may still be at it when this returns. Throws Error and
    /// std::out_of_range as fillBatch.
    const StepInput& load(const BatchPlace& place);

private:
    void makeOnDevice();
    torch::Tensor bytesOfBatch() const;
    void erase();
    void mix();

    const Dataset& m_dataset;
    TrainSpec m_spec;
    Normalisation m_normalisation;
    torch::Device m_device;
    bool m_byDevice;
    BatchMaker m_maker;
    Batch m_batch;
    StepInput m_input;
    torch::Tensor m_bytes;  ///< (pictures, 3, H, W), on the device; undefined where the processor cuts
    torch::Tensor m_tables; ///< (3, 256), on the device: what each byte of each channel is normalised
};

} // namespace saccade
