// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/spike_watch.h"
#include "core/train/train_step.h"

#include <cstdint>
#include <vector>

namespace saccade {

/// What the steps since the last report did. Losses and norms stay tensors on their device until then,
/// because reading one waits for the device to finish.
class StepMeter
{
public:
    struct Reading
    {
        int steps = 0;
        std::int64_t firstStep = 0;
        std::vector<StepFigures> each; ///< step
        double lastLoss = 0.0;
        double lossSum = 0.0;
        double correct = 0.0;
        std::int64_t images = 0;
        double gradientNorm = 0.0;      ///< of the last step
        double accuracy = 0.0;          ///< over these steps, 0..1
        double seconds = 0.0;           ///< spent in these steps
        std::int64_t firstBadStep = -1; ///< the first whose loss is not a finite number
    };

    void add(std::int64_t step, const StepResult& result, std::int64_t images, bool isMixed);
    void addSeconds(double seconds) { m_seconds += seconds; }
    bool isEmpty() const { return m_losses.empty(); }
    /// Reads and forgets.
    Reading take();

private:
    std::vector<torch::Tensor> m_losses;
    std::vector<torch::Tensor> m_correct;
    std::vector<torch::Tensor> m_gradientNorms;
    std::vector<bool> m_isMixed;
    std::int64_t m_firstStep = 0;
    std::int64_t m_images = 0;
    double m_seconds = 0.0;
};

} // namespace saccade
