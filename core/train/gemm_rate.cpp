// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/gemm_rate.h"

#include "core/torch.h"

#include <chrono>

namespace saccade {

std::vector<GemmShape> gemmShapes(const ModelSpec& spec, int batchSize)
{
    const std::int64_t rows = std::int64_t(batchSize) * spec.tokens();
    std::vector<GemmShape> shapes;
    for (const bool transposed : {false, true}) {
        for (const std::int64_t side : {1024, 2048})
            shapes.push_back({side, side, side, transposed});
        shapes.push_back({rows, spec.dim, std::int64_t(3) * spec.dim, transposed}); // qkv
        shapes.push_back({rows, spec.dim, spec.mlpHidden(), transposed});
        shapes.push_back({rows, spec.mlpHidden(), spec.dim, transposed});
        shapes.push_back({spec.dim, rows, spec.mlpHidden(), transposed}); // the gradient of a weight
    }
    return shapes;
}

double measureGemm(const GemmShape& shape, bool bf16, double seconds)
{
    using Clock = std::chrono::steady_clock;
    const at::NoGradGuard noGradients;
    const auto options = torch::dtype(bf16 ? torch::kBFloat16 : torch::kFloat32);
    const auto left = torch::randn({shape.rows, shape.inner}, torch::kFloat32).to(options);
    const auto right = shape.transposed
                           ? torch::randn({shape.columns, shape.inner}, torch::kFloat32).to(options).t()
                           : torch::randn({shape.inner, shape.columns}, torch::kFloat32).to(options);
    auto product = torch::empty({shape.rows, shape.columns}, options);
    at::mm_out(product, left, right); // kernels are made, pages are fetched
    const auto begin = Clock::now();
    int repeats = 0;
    double elapsed = 0.0;
    do {
        at::mm_out(product, left, right);
        ++repeats;
        elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
    } while (elapsed < seconds);
    return shape.flop() * repeats / elapsed * 1e-9;
}

} // namespace saccade
