// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

#include <string>

namespace saccade {

/// Whether Muon moves this parameter: the matrices and filters between the first layer and the head. The
/// others, which are no maps of one hidden space to another, are left to AdamW (Jordan et al. 2024).
bool isMovedByMuon(const std::string& name, const torch::Tensor& parameter);

/// About U·Vᵀ of the matrix U·S·Vᵀ, (rows, columns): every singular value brought into 0.7 to 1.2 by five
/// steps of a Newton–Schulz iteration, X ← aX + (b·XXᵀ + c·(XXᵀ)²)X with a = 3.4445, b = −4.775,
/// c = 2.0315 (Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks"). Values so
/// small that the norm of the matrix hides them stay small. With `bf16` the products are computed in bf16,
/// which the iteration was made for. fp32 in and out.
torch::Tensor orthogonalised(const torch::Tensor& matrix, bool bf16);

/// What Muon adds to a parameter, times minus the learning rate, for a direction of the parameter's shape:
/// the direction orthogonalised, times 0.2·√(longer side), which makes a number's root mean square that of
/// an AdamW step, so that both take one learning rate and one decay (Liu et al. 2025, arXiv 2502.16982).
/// Filters are taken as matrices of (outputs, inputs × places); queries, keys and values, which lie in one
/// parameter, as three matrices.
torch::Tensor muonUpdate(const std::string& name, const torch::Tensor& direction, bool bf16);

} // namespace saccade
