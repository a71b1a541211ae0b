// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/random_scope.h"

#include "core/model/kernel_rows.h"

#include <ATen/CPUGeneratorImpl.h>

#include <mutex>

namespace saccade {

namespace {

thread_local RandomScope* innermost = nullptr;

at::Generator generatorFor(std::uint64_t seed, torch::Device device)
{
    if (device.is_cpu())
        return at::make_generator<at::CPUGeneratorImpl>(seed);
    auto generator = at::globalContext().defaultGenerator(device);
    generator.set_current_seed(seed);
    return generator;
}

} // namespace

RandomScope::RandomScope(std::uint64_t seed, torch::Device device)
    : m_generator(generatorFor(seed, device))
    , m_outer(innermost)
{
    innermost = this;
}

RandomScope::~RandomScope()
{
    innermost = m_outer;
}

MaybeGenerator RandomScope::generator()
{
    if (!innermost)
        return {};
    return innermost->m_generator;
}

std::uint64_t weightSeed(std::uint64_t seed)
{
    if (seed >> 32 == 0)
        return seed;
    // The finaliser of splitmix64 (Steele, Lea and Flood 2014).
    seed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EBULL;
    return (seed ^ (seed >> 31)) >> 32;
}

std::uint64_t drawnSeed()
{
    auto* const generator = at::get_generator_or_default<at::CPUGeneratorImpl>(
        RandomScope::generator(), at::detail::getDefaultCPUGenerator());
    const std::lock_guard lock(generator->mutex_);
    return generator->random64();
}

torch::Tensor seededDropout(const torch::Tensor& x, double p, bool training)
{
    if (!training || p <= 0.0)
        return x;
    if (!x.is_cpu()) {
        auto kept = at::empty_like(x).bernoulli_(1.0 - p, RandomScope::generator());
        return x * kept.div_(1.0 - p);
    }
    const kernels::Dropout dropout(p, drawnSeed());
    const auto kept = at::ones(x.sizes(), torch::kFloat32);
    overRows(kept.numel(), [&](std::int64_t begin, std::int64_t end, std::int64_t) {
        kernels::bestKernels<float>().dropout(dropout, begin, end - begin, dataOf<float>(kept) + begin,
                                              nullptr);
    });
    return x * kept.to(x.scalar_type());
}

torch::Tensor dropPathFactors(std::int64_t batch, double p, torch::Device device)
{
    auto kept = torch::empty({2, batch}, device).bernoulli_(1.0 - p, RandomScope::generator());
    return kept.div_(1.0 - p);
}

} // namespace saccade
