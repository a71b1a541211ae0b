// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/device_linear.h"

#include "core/model/mixed_precision.h"

#include <tuple>

namespace saccade {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// All but the last dimension as one.
torch::Tensor asMatrix(const torch::Tensor& x)
{
    return x.reshape({-1, x.size(-1)});
}

std::vector<std::int64_t> shapeWith(const torch::Tensor& x, std::int64_t last)
{
    auto shape = x.sizes().vec();
    shape.back() = last;
    return shape;
}

/// The sum over the rows of (rows, columns), in fp32 or more; (columns).
torch::Tensor columnSums(const torch::Tensor& matrix)
{
    const auto ones = at::ones({1, matrix.size(0)}, matrix.options());
    const auto sums = at::mm(ones, matrix).squeeze(0);
    return sums.scalar_type() == torch::kBFloat16 ? sums.to(torch::kFloat32) : sums;
}

class DeviceLinear : public torch::autograd::Function<DeviceLinear>
{
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& weight, const torch::Tensor& bias,
                                 torch::ScalarType type)
    {
        const auto rows = asMatrix(x).to(type);
        const auto matrix = weight.to(type);
        context->save_for_backward({rows, matrix});
        context->saved_data["shape"] = x.sizes().vec();
        return at::addmm(bias.to(type), rows, matrix.t()).view(shapeWith(x, weight.size(0)));
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto& rows = saved[0];
        const auto& matrix = saved[1];
        const auto gradient = asMatrix(gradients[0]).to(rows.scalar_type());
        torch::Tensor ofX; // autograd gives each gradient the type that its input has
        if (context->needs_input_grad(0))
            ofX = at::mm(gradient, matrix).view(context->saved_data["shape"].toIntVector());
        return {ofX, at::mm(gradient.t(), rows), columnSums(gradient), {}};
    }
};

class DeviceNormLinear : public torch::autograd::Function<DeviceNormLinear>
{
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& normWeight, const torch::Tensor& normBias,
                                 double epsilon, const torch::Tensor& weight, const torch::Tensor& bias,
                                 torch::ScalarType type)
    {
        const auto input = x.to(weight.scalar_type()).contiguous();
        const auto [normalised, mean, deviation] =
            at::native_layer_norm(input, {x.size(-1)}, {}, {}, epsilon);
        const auto rows = asMatrix(normalised).to(type);
        const auto matrix = (weight * normWeight).to(type);
        const auto shift = ((weight * normBias).sum(1) + bias).to(type);
        context->save_for_backward({input, mean, deviation, rows, matrix, normWeight, normBias, weight});
        return at::addmm(shift, rows, matrix.t()).view(shapeWith(x, weight.size(0)));
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto& [input, mean, deviation, rows, matrix] =
            std::tie(saved[0], saved[1], saved[2], saved[3], saved[4]);
        const auto& [normWeight, normBias, weight] = std::tie(saved[5], saved[6], saved[7]);
        const auto gradient = asMatrix(gradients[0]).to(rows.scalar_type());
        const auto ofNormalised = at::mm(gradient, matrix).view(input.sizes()).to(input.scalar_type());
        const auto ofX = std::get<0>(at::native_layer_norm_backward(
            ofNormalised, input, {input.size(-1)}, mean, deviation, {}, {}, {true, false, false}));
        const auto ofMatrix = at::mm(gradient.t(), rows).to(weight.scalar_type());
        const auto ofBias = columnSums(gradient);
        const auto column = ofBias.unsqueeze(1);
        return {ofX,
                (weight * ofMatrix).sum(0),
                (weight * column).sum(0),
                {},
                (ofMatrix * normWeight).addcmul_(column, normBias.unsqueeze(0)),
                ofBias,
                {}};
    }
};

torch::ScalarType typeFor(const torch::Tensor& x)
{
    return isMixedPrecision(x.device().type()) ? torch::kBFloat16 : x.scalar_type();
}

} // namespace

torch::Tensor deviceLinear(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias)
{
    return DeviceLinear::apply(x, weight, bias, typeFor(x));
}

torch::Tensor deviceNormLinear(const torch::Tensor& x, const torch::Tensor& normWeight,
                               const torch::Tensor& normBias, double epsilon, const torch::Tensor& weight,
                               const torch::Tensor& bias)
{
    return DeviceNormLinear::apply(x, normWeight, normBias, epsilon, weight, bias, typeFor(x));
}

} // namespace saccade
