// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace saccade {

/// Whether Muon moves this parameter: the matrices and filters between the first layer and the head. The
/// others, which are no maps of one hidden space to another, are left to AdamW (Jordan et al. 2024).
bool isMovedByMuon(const std::string& name, const torch::Tensor& parameter);

/// first·s + third·s³ + fifth·s⁵.
struct OddPolynomial
{
    double first;
    double third;
    double fifth;
};

/// Applied in turn they bring every s from 0.01 to 1 to within 0.29 of 1. Each is the one whose worst
/// distance from 1 is least over what those before it leave of these s, with 2 % above for bf16's rounding
/// (Amsel et al. 2025, arXiv 2505.16932, found by Remez' exchange). Five steps of the one polynomial that
/// Muon came with (Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks") come as
/// close, from 0.003 on, and take two thirds more time.
inline constexpr std::array<OddPolynomial, 3> OrthogonalisingSteps{
    {{7.94239, -22.28729, 15.82386}, {3.58751, -2.58446, 0.48934}, {2.66038, -1.91344, 0.41942}}};

/// About U·Vᵀ of the matrix U·S·Vᵀ, (rows, columns), by the three steps, which on a matrix are
/// X ← first·X + (third·XXᵀ + fifth·(XXᵀ)²)·X, begun with the matrix over its norm. Values below a hundredth
/// of that norm stay smaller. With `bf16` the products are computed in bf16. fp32 in and out.
torch::Tensor orthogonalised(const torch::Tensor& matrix, bool bf16);
/// The same of each matrix of a batch (n, rows, columns), by products of batches: for a device, which waits
/// for its launches. A processor takes one matrix after another: LibTorch 1.13 multiplies batches slowly
/// there in fp32, and the last bits would be others than those of the runs that a seed has stood for.
torch::Tensor orthogonalisedEach(const torch::Tensor& matrices, bool bf16);

/// What Muon adds to a parameter, times minus the learning rate, for a direction of the parameter's shape:
/// the direction orthogonalised, times 0.2·√(longer side), which makes a number's root mean square that of
/// an AdamW step, so that both take one learning rate and one decay (Liu et al. 2025, arXiv 2502.16982).
/// Filters are taken as matrices of (outputs, inputs × places); queries, keys and values, which lie in one
/// parameter, as three matrices.
torch::Tensor muonUpdate(const std::string& name, const torch::Tensor& direction, bool bf16);
/// The same of many parameters, in their order, those of one shape together: a few operations in place of
/// hundreds, for a device on which each costs some microseconds however small it is.
std::vector<torch::Tensor> muonUpdates(const std::vector<std::pair<std::string, torch::Tensor>>& directions,
                                       bool bf16);

} // namespace saccade
