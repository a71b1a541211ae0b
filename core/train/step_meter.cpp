// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/step_meter.h"

#include "core/model/to_double.h"

#include <cmath>

namespace saccade {

void StepMeter::add(std::int64_t step, const StepResult& result, std::int64_t images, bool isMixed)
{
    if (m_losses.empty())
        m_firstStep = step;
    m_losses.push_back(result.loss.detach());
    m_correct.push_back(result.correct);
    m_gradientNorms.push_back(result.gradientNorm);
    m_isMixed.push_back(isMixed);
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
    for (int i = 0; i < reading.steps; ++i) {
        const double loss = losses.data_ptr<double>()[i];
        reading.each.push_back({loss, norms.data_ptr<double>()[i], m_isMixed[std::size_t(i)]});
        if (!std::isfinite(loss) && reading.firstBadStep < 0)
            reading.firstBadStep = m_firstStep + i;
        reading.lossSum += loss;
        reading.lastLoss = loss;
    }
    reading.correct = correct.sum().item<double>();
    reading.images = m_images;
    reading.accuracy = reading.correct / double(m_images);
    reading.gradientNorm = reading.each.back().gradientNorm;
    reading.seconds = m_seconds;
    *this = {};
    return reading;
}

} // namespace saccade
