// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/optimizer.h"

#include "core/train/muon.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace saccade {

namespace {

constexpr double Epsilon = 1e-8;

/// Weight decay pulls at matrices alone: not at biases and norms (one dimension), positions, CLS and
/// registers.
bool isDecayed(const std::string& name, const torch::Tensor& parameter)
{
    return parameter.dim() >= 2 && name != "cls_token" && name != "pos_embed" && name != "reg_token";
}

/// What is left of 1 of the first moment's start at 0 (Kingma and Ba 2014, section 3), and the square root of
/// that of the second's.
double firstCorrection(const TrainSpec& spec, std::int64_t steps)
{
    return 1.0 - std::pow(spec.beta1, double(steps));
}

double secondCorrection(const TrainSpec& spec, std::int64_t steps)
{
    return std::sqrt(1.0 - std::pow(spec.beta2, double(steps)));
}

struct AdamStep
{
    float beta1, beta2;
    float size;       ///< learning rate over the first moment's bias correction
    float correction; ///< square root of the second moment's bias correction
    float l2;         ///< added to the gradient (Adam)
    float shrink;     ///< times the value (AdamW)
    float pull;       ///< of the running mean to the value
};

/// One pass over memory on the CPU; `average` is left alone unless it is kept.
template <bool Averages>
void adamOnCpu(const AdamStep& s, float* value, const float* gradient, float* first, float* second,
               float* average, std::int64_t count)
{
    at::parallel_for(0, count, 1 << 15, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const float g = gradient[i] + s.l2 * value[i];
            const float m = s.beta1 * first[i] + (1.0F - s.beta1) * g;
            const float v = s.beta2 * second[i] + (1.0F - s.beta2) * g * g;
            first[i] = m;
            second[i] = v;
            value[i] = s.shrink * value[i] - s.size * m / (std::sqrt(v) / s.correction + float(Epsilon));
            if constexpr (Averages)
                average[i] += s.pull * (value[i] - average[i]);
        }
    });
}

/// What a step reads on a device, in this order.
enum StepNumber : std::int64_t
{
    Rate,       ///< learning rate
    Size,       ///< AdamStep's
    Correction, ///< AdamStep's
    Shrink,     ///< 1 - learning rate · weight decay
    Pull,       ///< AdamStep's
    StepNumbers
};

} // namespace

ParameterOptimizer::ParameterOptimizer(const TrainSpec& spec, torch::nn::Module& network, bool bf16,
                                       bool asDevice)
    : m_spec(spec)
    , m_bf16(bf16)
{
    const auto byMuon = [&spec](const std::string& name, const torch::Tensor& parameter) {
        return spec.optimizer == Optimizer::Muon && isMovedByMuon(name, parameter);
    };
    const auto place = [&byMuon](const auto& entry) {
        return byMuon(entry.first, entry.second) ? 0 : isDecayed(entry.first, entry.second) ? 1 : 2;
    };
    std::vector<std::pair<std::string, torch::Tensor>> parameters;
    for (const auto& entry : network.named_parameters())
        parameters.emplace_back(entry.key(), entry.value());
    std::stable_sort(parameters.begin(), parameters.end(),
                     [&place](const auto& a, const auto& b) { return place(a) < place(b); });
    std::int64_t total = 0;
    for (const auto& [name, parameter] : parameters) {
        m_slots.push_back({name, total, parameter.sizes().vec(), parameter});
        total += parameter.numel();
        if (byMuon(name, parameter))
            m_byMuon = total;
        if (isDecayed(name, parameter))
            m_decayed = total;
    }
    const auto options =
        torch::TensorOptions().dtype(torch::kFloat32).device(parameters.front().second.device());
    m_values = torch::empty({total}, options);
    m_gradients = torch::zeros({total}, options);
    m_first = torch::zeros({total}, options);
    if (spec.optimizer != Optimizer::Sgd)
        m_second = torch::zeros({total}, options);
    if (asDevice || !m_values.device().is_cpu())
        m_numbers = torch::zeros({StepNumbers}, options);
    const torch::NoGradGuard noGrad;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        torch::Tensor& parameter = parameters[i].second;
        const auto value = viewOf(m_values, m_slots[i]);
        value.copy_(parameter);
        parameter.set_data(value);
        parameter.mutable_grad() = viewOf(m_gradients, m_slots[i]);
    }
    if (spec.emaDecay <= 0)
        return;
    m_average = m_values.clone();
    for (const auto& entry : network.named_buffers())
        if (entry.value().is_floating_point())
            m_buffers.push_back({entry.key(), entry.value(), entry.value().detach(), entry.value().clone()});
}

void ParameterOptimizer::show(bool averaged)
{
    if (!averages())
        return;
    const torch::NoGradGuard noGrad;
    const torch::Tensor& flat = averaged ? m_average : m_values;
    for (Slot& slot : m_slots)
        slot.parameter.set_data(viewOf(flat, slot));
    for (BufferSlot& slot : m_buffers)
        slot.buffer.set_data(averaged ? slot.average : slot.value);
}

double ParameterOptimizer::pull() const
{
    const double steps = double(m_steps);
    return 1.0 - std::min(m_spec.emaDecay, (1.0 + steps) / (10.0 + steps));
}

torch::Tensor ParameterOptimizer::viewOf(const torch::Tensor& flat, const Slot& slot)
{
    return flat.narrow(0, slot.offset, c10::multiply_integers(slot.shape)).view(slot.shape);
}

void ParameterOptimizer::zeroGradients()
{
    if (!m_numbers.defined()) {
        m_gradients.zero_();
        return;
    }
    for (Slot& slot : m_slots)
        slot.parameter.mutable_grad() = torch::Tensor();
}

void ParameterOptimizer::collectGradients()
{
    if (!m_numbers.defined())
        return;
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> parts;
    for (Slot& slot : m_slots) {
        const auto& gradient = slot.parameter.grad();
        parts.push_back(gradient.defined() ? gradient.flatten()
                                           : at::zeros({slot.parameter.numel()}, m_gradients.options()));
        slot.parameter.mutable_grad() = viewOf(m_gradients, slot);
    }
    at::cat_out(m_gradients, parts);
}

torch::Tensor ParameterOptimizer::clipGradients()
{
    const torch::NoGradGuard noGrad;
    const auto norm = m_gradients.norm();
    if (m_spec.clipNorm > 0)
        m_gradients.mul_((m_spec.clipNorm / (norm + 1e-6)).clamp_max(1.0));
    return norm;
}

void ParameterOptimizer::prepare(double learningRate)
{
    ++m_steps;
    m_learningRate = learningRate;
    if (!m_numbers.defined())
        return;
    std::array<float, StepNumbers> numbers{};
    numbers[Rate] = float(learningRate);
    numbers[Size] = float(learningRate / firstCorrection(m_spec, m_steps));
    numbers[Correction] = float(secondCorrection(m_spec, m_steps));
    numbers[Shrink] = float(1.0 - learningRate * m_spec.weightDecay);
    numbers[Pull] = float(pull());
    auto host = torch::empty({StepNumbers}, torch::dtype(torch::kFloat32).pinned_memory(m_numbers.is_cuda()));
    std::copy(numbers.begin(), numbers.end(), host.data_ptr<float>());
    m_numbers.copy_(host, /*non_blocking=*/true);
}

void ParameterOptimizer::step()
{
    const torch::NoGradGuard noGrad;
    const std::int64_t total = m_values.numel();
    if (m_byMuon > 0 && m_numbers.defined())
        muonOnDevice(); // the same step by batches of matrices: orthogonalisedEach says why there are two
    else if (m_byMuon > 0)
        muonStep();
    for (const auto& [begin, end, decay] :
         {std::tuple(m_byMuon, m_decayed, m_spec.weightDecay), std::tuple(m_decayed, total, 0.0)}) {
        if (begin == end)
            continue;
        if (m_spec.optimizer == Optimizer::Sgd)
            sgdStep(begin, end, decay);
        else if (m_numbers.defined())
            adamOnDevice(begin, end, decay);
        else
            adamStep(begin, end, decay);
    }
    for (BufferSlot& slot : m_buffers)
        follow(slot.average, slot.value);
}

bool ParameterOptimizer::isFinite() const
{
    return at::isfinite(m_values).all().item<bool>();
}

void ParameterOptimizer::descend(torch::Tensor value, const torch::Tensor& direction) const
{
    if (m_numbers.defined())
        value.sub_(direction.mul(m_numbers[Rate]));
    else
        value.sub_(direction, m_learningRate);
}

void ParameterOptimizer::shrink(torch::Tensor value) const
{
    if (m_numbers.defined())
        value.mul_(m_numbers[Shrink]);
    else
        value.mul_(1.0 - m_learningRate * m_spec.weightDecay);
}

void ParameterOptimizer::follow(torch::Tensor average, const torch::Tensor& value) const
{
    if (m_numbers.defined())
        average.lerp_(value, m_numbers[Pull]);
    else
        average.lerp_(value, pull());
}

void ParameterOptimizer::adamStep(std::int64_t begin, std::int64_t end, double decay)
{
    const bool decoupled = m_spec.optimizer != Optimizer::Adam;
    const AdamStep step{float(m_spec.beta1),
                        float(m_spec.beta2),
                        float(m_learningRate / firstCorrection(m_spec, m_steps)),
                        float(secondCorrection(m_spec, m_steps)),
                        float(decoupled ? 0.0 : decay),
                        float(decoupled ? 1.0 - m_learningRate * decay : 1.0),
                        float(pull())};
    const auto pass = averages() ? adamOnCpu<true> : adamOnCpu<false>;
    pass(step, m_values.data_ptr<float>() + begin, m_gradients.data_ptr<float>() + begin,
         m_first.data_ptr<float>() + begin, m_second.data_ptr<float>() + begin,
         averages() ? m_average.data_ptr<float>() + begin : nullptr, end - begin);
}

void ParameterOptimizer::adamOnDevice(std::int64_t begin, std::int64_t end, double decay)
{
    const auto slice = [begin, end](const torch::Tensor& flat) { return flat.narrow(0, begin, end - begin); };
    auto value = slice(m_values);
    auto gradient = slice(m_gradients);
    auto first = slice(m_first);
    auto second = slice(m_second);
    if (m_spec.optimizer == Optimizer::Adam && decay > 0)
        gradient.add_(value, decay);
    first.lerp_(gradient, 1.0 - m_spec.beta1);
    second.mul_(m_spec.beta2).addcmul_(gradient, gradient, 1.0 - m_spec.beta2);
    if (m_spec.optimizer != Optimizer::Adam && decay > 0)
        shrink(value);
    const auto denominator = second.sqrt().div_(m_numbers[Correction]).add_(Epsilon);
    value.sub_(first.mul(m_numbers[Size]).div_(denominator));
    if (averages())
        follow(slice(m_average), value);
}

void ParameterOptimizer::sgdStep(std::int64_t begin, std::int64_t end, double decay)
{
    const auto slice = [begin, end](const torch::Tensor& flat) { return flat.narrow(0, begin, end - begin); };
    auto value = slice(m_values);
    auto velocity = slice(m_first).mul_(m_spec.momentum).add_(slice(m_gradients));
    if (decay > 0)
        velocity.add_(value, decay);
    descend(value, velocity);
    if (averages())
        follow(slice(m_average), value);
}

void ParameterOptimizer::muonStep()
{
    for (const Slot& slot : m_slots) {
        if (slot.offset >= m_byMuon)
            break;
        auto value = viewOf(m_values, slot);
        const auto gradient = viewOf(m_gradients, slot);
        const auto velocity = viewOf(m_first, slot).mul_(m_spec.momentum).add_(gradient);
        const auto direction = gradient.add(velocity, m_spec.momentum);
        shrink(value);
        descend(value, muonUpdate(slot.name, direction, m_bf16));
        if (averages())
            follow(viewOf(m_average, slot), value);
    }
}

void ParameterOptimizer::muonOnDevice()
{
    const auto front = [this](const torch::Tensor& flat) { return flat.narrow(0, 0, m_byMuon); };
    auto value = front(m_values);
    const auto gradient = front(m_gradients);
    const auto velocity = front(m_first).mul_(m_spec.momentum).add_(gradient);
    const auto direction = gradient.add(velocity, m_spec.momentum);
    std::vector<std::pair<std::string, torch::Tensor>> directions;
    for (const Slot& slot : m_slots)
        if (slot.offset < m_byMuon)
            directions.emplace_back(slot.name, viewOf(direction, slot));
    std::vector<torch::Tensor> updates;
    for (const torch::Tensor& update : muonUpdates(directions, m_bf16))
        updates.push_back(update.flatten());
    shrink(value);
    descend(value, at::cat(updates));
    if (averages())
        follow(front(m_average), value);
}

NamedTensors ParameterOptimizer::state() const
{
    NamedTensors result;
    for (const Slot& slot : m_slots) {
        result.emplace_back("optimizer.first_moment." + slot.name, viewOf(m_first, slot));
        if (m_second.defined())
            result.emplace_back("optimizer.second_moment." + slot.name, viewOf(m_second, slot));
        if (averages())
            result.emplace_back("optimizer.weights." + slot.name, viewOf(m_values, slot));
    }
    for (const BufferSlot& slot : m_buffers)
        result.emplace_back("optimizer.weights." + slot.name, slot.value);
    return result;
}

void ParameterOptimizer::restore(const SafetensorsFile& file, std::int64_t steps)
{
    std::vector<std::pair<torch::Tensor, torch::Tensor>> copies; // all read before the first is written
    for (const auto& [name, tensor] : state())
        copies.emplace_back(tensor, readTensor(file, name, tensor.sizes()));
    for (auto& [target, source] : copies)
        target.copy_(source);
    m_steps = steps;
}

} // namespace saccade
