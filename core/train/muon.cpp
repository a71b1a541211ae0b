// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/muon.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace saccade {

namespace {

bool endsWith(std::string_view name, std::string_view end)
{
    return name.size() >= end.size() && name.substr(name.size() - end.size()) == end;
}

/// Filters as matrices; queries, keys and values as three.
std::vector<torch::Tensor> matricesOf(const std::string& name, const torch::Tensor& parameter)
{
    const auto matrix = parameter.flatten(1);
    return endsWith(name, "qkv.weight") ? matrix.chunk(3, 0) : std::vector<torch::Tensor>{matrix};
}

double scaleOf(const torch::Tensor& matrix)
{
    return 0.2 * std::sqrt(double(std::max(matrix.size(0), matrix.size(1))));
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

torch::Tensor orthogonalisedEach(const torch::Tensor& matrices, bool bf16)
{
    const bool tall = matrices.size(1) > matrices.size(2); // the products are taken over the longer side
    auto x = tall ? matrices.transpose(1, 2) : matrices;
    const auto norms = x.square().sum(at::IntArrayRef{1, 2}, true).sqrt_().clamp_min_(1e-30);
    x = (x / norms).to(bf16 ? torch::kBFloat16 : torch::kFloat32).contiguous();
    for (const OddPolynomial& step : OrthogonalisingSteps) {
        const auto gram = at::bmm(x, x.transpose(1, 2));
        x = at::baddbmm(x, at::baddbmm(gram, gram, gram, step.third, step.fifth), x, step.first, 1.0);
    }
    return (tall ? x.transpose(1, 2) : x).to(torch::kFloat32);
}

torch::Tensor muonUpdate(const std::string& name, const torch::Tensor& direction, bool bf16)
{
    std::vector<torch::Tensor> parts;
    for (const auto& matrix : matricesOf(name, direction))
        parts.push_back(orthogonalised(matrix, bf16) * scaleOf(matrix));
    return at::cat(parts, 0).view(direction.sizes());
}

std::vector<torch::Tensor> muonUpdates(const std::vector<std::pair<std::string, torch::Tensor>>& directions,
                                       bool bf16)
{
    using Place = std::pair<std::size_t, std::size_t>; // parameter, matrix of it
    std::map<std::vector<std::int64_t>, std::pair<std::vector<Place>, std::vector<torch::Tensor>>> byShape;
    std::vector<std::vector<torch::Tensor>> updates;
    for (std::size_t i = 0; i < directions.size(); ++i) {
        const auto matrices = matricesOf(directions[i].first, directions[i].second);
        updates.emplace_back(matrices.size());
        for (std::size_t k = 0; k < matrices.size(); ++k) {
            auto& [places, alike] = byShape[matrices[k].sizes().vec()];
            places.emplace_back(i, k);
            alike.push_back(matrices[k]);
        }
    }
    for (const auto& entry : byShape) {
        const auto& [places, alike] = entry.second;
        const auto all = orthogonalisedEach(at::stack(alike), bf16) * scaleOf(alike.front());
        for (std::size_t n = 0; n < places.size(); ++n)
            updates[places[n].first][places[n].second] = all[std::int64_t(n)];
    }
    std::vector<torch::Tensor> result;
    for (std::size_t i = 0; i < directions.size(); ++i)
        result.push_back(at::cat(updates[i], 0).view(directions[i].second.sizes()));
    return result;
}

} // namespace saccade
