// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/optimizer.h"

#include "core/train/muon.h"

#include <algorithm>
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

void adamOnDevice(const AdamStep& s, torch::Tensor value, torch::Tensor gradient, torch::Tensor first,
                  torch::Tensor second)
{
    const auto g = s.l2 > 0 ? gradient.add(value, s.l2) : gradient;
    first.mul_(s.beta1).add_(g, 1.0F - s.beta1);
    second.mul_(s.beta2).addcmul_(g, g, 1.0F - s.beta2);
    value.mul_(s.shrink).addcdiv_(first, second.sqrt().div_(s.correction).add_(Epsilon), -s.size);
}

} // namespace

ParameterOptimizer::ParameterOptimizer(const TrainSpec& spec, torch::nn::Module& network, bool bf16)
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
    const torch::NoGradGuard noGrad;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        torch::Tensor& parameter = parameters[i].second;
        const auto view = [&](const torch::Tensor& flat) {
            return flat.narrow(0, m_slots[i].offset, parameter.numel()).view(m_slots[i].shape);
        };
        view(m_values).copy_(parameter);
        parameter.set_data(view(m_values));
        parameter.mutable_grad() = view(m_gradients);
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
        slot.parameter.set_data(flat.narrow(0, slot.offset, slot.parameter.numel()).view(slot.shape));
    for (BufferSlot& slot : m_buffers)
        slot.buffer.set_data(averaged ? slot.average : slot.value);
}

double ParameterOptimizer::pull() const
{
    const double steps = double(m_steps);
    return 1.0 - std::min(m_spec.emaDecay, (1.0 + steps) / (10.0 + steps));
}

void ParameterOptimizer::zeroGradients()
{
    m_gradients.zero_();
}

torch::Tensor ParameterOptimizer::clipGradients()
{
    const torch::NoGradGuard noGrad;
    const auto norm = m_gradients.norm();
    if (m_spec.clipNorm > 0)
        m_gradients.mul_((m_spec.clipNorm / (norm + 1e-6)).clamp_max(1.0));
    return norm;
}

void ParameterOptimizer::step(double learningRate)
{
    const torch::NoGradGuard noGrad;
    ++m_steps;
    const std::int64_t total = m_values.numel();
    if (m_byMuon > 0)
        muonStep(learningRate);
    for (const auto& [begin, end, decay] :
         {std::tuple(m_byMuon, m_decayed, m_spec.weightDecay), std::tuple(m_decayed, total, 0.0)}) {
        if (begin == end)
            continue;
        if (m_spec.optimizer == Optimizer::Sgd)
            sgdStep(begin, end, learningRate, decay);
        else
            adamStep(begin, end, learningRate, decay);
    }
    for (BufferSlot& slot : m_buffers)
        slot.average.lerp_(slot.value, pull());
}

bool ParameterOptimizer::isFinite() const
{
    return at::isfinite(m_values).all().item<bool>();
}

void ParameterOptimizer::adamStep(std::int64_t begin, std::int64_t end, double learningRate, double decay)
{
    const bool decoupled = m_spec.optimizer != Optimizer::Adam;
    const AdamStep step{float(m_spec.beta1),
                        float(m_spec.beta2),
                        float(learningRate / (1.0 - std::pow(m_spec.beta1, double(m_steps)))),
                        float(std::sqrt(1.0 - std::pow(m_spec.beta2, double(m_steps)))),
                        float(decoupled ? 0.0 : decay),
                        float(decoupled ? 1.0 - learningRate * decay : 1.0),
                        float(pull())};
    const std::int64_t count = end - begin;
    if (m_values.device().is_cpu()) {
        const auto pass = averages() ? adamOnCpu<true> : adamOnCpu<false>;
        pass(step, m_values.data_ptr<float>() + begin, m_gradients.data_ptr<float>() + begin,
             m_first.data_ptr<float>() + begin, m_second.data_ptr<float>() + begin,
             averages() ? m_average.data_ptr<float>() + begin : nullptr, count);
        return;
    }
    adamOnDevice(step, m_values.narrow(0, begin, count), m_gradients.narrow(0, begin, count),
                 m_first.narrow(0, begin, count), m_second.narrow(0, begin, count));
    if (averages())
        m_average.narrow(0, begin, count).lerp_(m_values.narrow(0, begin, count), pull());
}

void ParameterOptimizer::sgdStep(std::int64_t begin, std::int64_t end, double learningRate, double decay)
{
    const auto slice = [begin, end](const torch::Tensor& flat) { return flat.narrow(0, begin, end - begin); };
    auto value = slice(m_values);
    auto velocity = slice(m_first).mul_(m_spec.momentum).add_(slice(m_gradients));
    if (decay > 0)
        velocity.add_(value, decay);
    value.sub_(velocity, learningRate);
    if (averages())
        slice(m_average).lerp_(value, pull());
}

void ParameterOptimizer::muonStep(double learningRate)
{
    for (const Slot& slot : m_slots) {
        if (slot.offset >= m_byMuon)
            break;
        const auto view = [&slot](const torch::Tensor& flat) {
            return flat.narrow(0, slot.offset, slot.parameter.numel()).view(slot.shape);
        };
        auto value = view(m_values);
        const auto gradient = view(m_gradients);
        const auto velocity = view(m_first).mul_(m_spec.momentum).add_(gradient);
        const auto direction = gradient.add(velocity, m_spec.momentum);
        value.mul_(1.0 - learningRate * m_spec.weightDecay)
            .sub_(muonUpdate(slot.name, direction, m_bf16), learningRate);
        if (averages())
            view(m_average).lerp_(value, pull());
    }
}

NamedTensors ParameterOptimizer::state() const
{
    NamedTensors result;
    for (const Slot& slot : m_slots) {
        const auto view = [&slot](const torch::Tensor& flat) {
            return flat.narrow(0, slot.offset, c10::multiply_integers(slot.shape)).view(slot.shape);
        };
        result.emplace_back("optimizer.first_moment." + slot.name, view(m_first));
        if (m_second.defined())
            result.emplace_back("optimizer.second_moment." + slot.name, view(m_second));
        if (averages())
            result.emplace_back("optimizer.weights." + slot.name, view(m_values));
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
