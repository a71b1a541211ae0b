// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_scores.h"

#include "core/model/torch_model.h"
#include "core/train/evaluate.h"
#include "core/train/run_clock.h"

#include <algorithm>
#include <limits>

namespace saccade {

RunScores::RunScores(const TrainSpec& spec, const ModelInfo& info, const Dataset& data,
                     const TrainingSplit& split, bool bf16, RunControl& control)
    : m_spec(spec)
    , m_info(info)
    , m_data(data)
    , m_split(split)
    , m_bf16(bf16)
    , m_control(control)
    , m_testRows(rowsOf(data, Split::Test))
{
}

bool RunScores::measure(Network& network, EpochReport& report)
{
    constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
    report.validationLoss = report.validationAccuracy = report.testLoss = report.testAccuracy = Unknown;
    if (hasValidation()) {
        const auto validation = score(network, m_split.validation);
        if (!validation)
            return false;
        report.validationLoss = validation->loss;
        report.validationAccuracy = validation->accuracy;
    }
    if (m_spec.testEachEpoch) {
        const auto test = score(network, m_testRows);
        if (!test)
            return false;
        report.testLoss = test->loss;
        report.testAccuracy = test->accuracy;
    }
    return true;
}

std::optional<Evaluation> RunScores::score(Network& network, std::span<const int> rows)
{
    const double begin = clockSeconds();
    const double paused = m_control.secondsPaused();
    auto result = evaluateRows(network, m_info, m_data, rows, m_control, {m_bf16, false});
    if (result && m_perPicture > 0)
        m_perPicture = (clockSeconds() - begin - (m_control.secondsPaused() - paused)) / double(rows.size());
    return result;
}

std::optional<Evaluation> RunScores::ofFinished(const ModelPtr& model, torch::Device device)
{
    if (device.is_cpu())
        return evaluate(model, m_data, Split::Test, m_control, {}, true);
    const auto network = copyOf(torchModel(model).network(), device);
    return evaluateRows(*network, m_info, m_data, m_testRows, m_control, {false, true});
}

void RunScores::timeIt(Network& network)
{
    constexpr std::size_t Enough = 250;
    const auto rows = std::span<const int>(m_testRows).first(std::min(Enough, m_testRows.size()));
    RunControl control;
    const auto cost = [&](bool bf16) {
        double seconds = 0.0;
        for (int i = 0; i < 2; ++i) { // the first time much is set up
            const double begin = clockSeconds();
            evaluateRows(network, m_info, m_data, rows, control, {bf16, false});
            seconds = clockSeconds() - begin;
        }
        return seconds / double(rows.size());
    };
    m_perPicture = cost(m_bf16);
    m_perFp32Picture = m_bf16 ? cost(false) : m_perPicture;
}

double RunScores::secondsAtTheEnd() const
{
    const double tests = double(m_testRows.size());
    return m_perPicture * (double(m_split.validation.size()) + (m_spec.testEachEpoch ? tests : 0.0)) +
           m_perFp32Picture * 2.0 * tests; // the picture and its mirror
}

} // namespace saccade
