// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/muon.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace saccade {

namespace {

bool endsWith(std::string_view name, std::string_view end)
{
    return name.size() >= end.size() && name.substr(name.size() - end.size()) == end;
}

} // namespace

bool isMovedByMuon(const std::string& name, const torch::Tensor& parameter)
{
    constexpr std::int64_t colours = 3;
    return parameter.dim() >= 2 && endsWith(name, ".weight") && name.rfind("head.", 0) != 0 &&
           parameter.size(1) != colours;
}

torch::Tensor orthogonalised(const torch::Tensor& matrix, bool bf16)
{
    const bool tall = matrix.size(0) > matrix.size(1); // the products are taken over the longer side
    auto x = tall ? matrix.t() : matrix;
    x = (x / x.norm().clamp_min(1e-30)).to(bf16 ? torch::kBFloat16 : torch::kFloat32).contiguous();
    for (const OddPolynomial& step : OrthogonalisingSteps) {
        const auto gram = at::matmul(x, x.t());
        x = at::matmul(at::matmul(gram, gram).mul_(step.fifth).add_(gram, step.third), x).add_(x, step.first);
    }
    return (tall ? x.t() : x).to(torch::kFloat32);
}

torch::Tensor muonUpdate(const std::string& name, const torch::Tensor& direction, bool bf16)
{
    const auto update = [bf16](const torch::Tensor& matrix) {
        const double longer = double(std::max(matrix.size(0), matrix.size(1)));
        return orthogonalised(matrix, bf16) * (0.2 * std::sqrt(longer));
    };
    const auto matrix = direction.flatten(1);
    if (!endsWith(name, "qkv.weight"))
        return update(matrix).view(direction.sizes());
    std::vector<torch::Tensor> parts;
    for (const auto& part : matrix.chunk(3, 0))
        parts.push_back(update(part));
    return at::cat(parts, 0);
}

} // namespace saccade
