// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/gemm_rate.h"

#include "core/torch.h"

#include <chrono>

namespace saccade {

std::vector<GemmShape> gemmShapes(const ModelSpec& spec, int batchSize, bool large)
{
    const std::int64_t rows = std::int64_t(batchSize) * spec.tokens();
    std::vector<GemmShape> shapes;
    for (const bool transposed : {false, true}) {
        for (const std::int64_t side : {1024, 2048})
            shapes.push_back({side, side, side, transposed});
        if (large)
            shapes.push_back({8192, 8192, 8192, transposed});
        shapes.push_back({rows, spec.dim, std::int64_t(3) * spec.dim, transposed}); // qkv
        shapes.push_back({rows, spec.dim, spec.mlpHidden(), transposed});
        shapes.push_back({rows, spec.mlpHidden(), spec.dim, transposed});
        shapes.push_back({spec.dim, rows, spec.mlpHidden(), transposed}); // the gradient of a weight
    }
    return shapes;
}

double measureGemm(const GemmShape& shape, bool bf16, const std::string& device, double seconds)
{
    using Clock = std::chrono::steady_clock;
    const at::NoGradGuard noGradients;
    const torch::Device where(device);
    const auto options = torch::dtype(bf16 ? torch::kBFloat16 : torch::kFloat32).device(where);
    const auto random = [&options](std::int64_t rows, std::int64_t columns) {
        return torch::randn({rows, columns}, torch::kFloat32).to(options);
    };
    const auto left = random(shape.rows, shape.inner);
    const auto right =
        shape.transposed ? random(shape.columns, shape.inner).t() : random(shape.inner, shape.columns);
    auto product = torch::empty({shape.rows, shape.columns}, options);
    // A device answers one of its numbers when all that was asked of it before is done.
    const auto wait = [&product, &where] {
        if (!where.is_cpu())
            product[0][0].item<float>();
    };
    at::mm_out(product, left, right); // kernels are made, pages are fetched
    wait();
    const int together = where.is_cpu() ? 1 : 20;
    const auto begin = Clock::now();
    int repeats = 0;
    double elapsed = 0.0;
    do {
        for (int i = 0; i < together; ++i)
            at::mm_out(product, left, right);
        wait();
        repeats += together;
        elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
    } while (elapsed < seconds);
    return shape.flop() * repeats / elapsed * 1e-9;
}

} // namespace saccade
