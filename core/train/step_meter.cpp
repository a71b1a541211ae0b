// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/step_meter.h"

#include "core/model/to_double.h"

#include <cmath>

namespace saccade {

void StepMeter::add(std::int64_t step, const torch::Tensor& loss, const torch::Tensor& correct,
                    const torch::Tensor& gradientNorm, std::int64_t images)
{
    if (m_losses.empty())
        m_firstStep = step;
    m_losses.push_back(loss.detach());
    m_correct.push_back(correct);
    m_gradientNorms.push_back(gradientNorm);
    m_images += images;
}

StepMeter::Reading StepMeter::take()
{
    Reading reading;
    if (isEmpty())
        return reading;
    const auto losses = toDouble(at::stack(m_losses));
    const auto norms = toDouble(at::stack(m_gradientNorms));
    const auto correct = toDouble(at::stack(m_correct));
    reading.steps = int(m_losses.size());
    reading.firstStep = m_firstStep;
    reading.losses.assign(losses.data_ptr<double>(), losses.data_ptr<double>() + reading.steps);
    reading.gradientNorms.assign(norms.data_ptr<double>(), norms.data_ptr<double>() + reading.steps);
    for (int i = 0; i < reading.steps; ++i) {
        const double loss = losses.data_ptr<double>()[i];
        if (!std::isfinite(loss) && reading.firstBadStep < 0)
            reading.firstBadStep = m_firstStep + i;
        reading.lossSum += loss;
        reading.lastLoss = loss;
    }
    reading.correct = correct.sum().item<double>();
    reading.images = m_images;
    reading.accuracy = reading.correct / double(m_images);
    reading.gradientNorm = reading.gradientNorms.back();
    reading.seconds = m_seconds;
    *this = {};
    return reading;
}

} // namespace saccade
