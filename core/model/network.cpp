// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network.h"

#include "core/model/cnn.h"
#include "core/model/random_scope.h"
#include "core/model/vit.h"
#include "core/values/error.h"

namespace saccade {

Network::Network(const ModelSpec& spec)
    : m_spec(spec)
{
    if (const auto faults = spec.validate(); !faults.empty())
        throw Error(faults.front(), Error::Kind::Usage);
}

void Network::startFrom(const torch::Tensor&)
{
}

void Network::requireSide(const torch::Tensor& pictures, std::int64_t step) const
{
    TORCH_CHECK(pictures.dim() == 4 && pictures.size(1) == 3 && pictures.size(2) == pictures.size(3) &&
                    pictures.size(2) >= step && pictures.size(2) <= m_spec.imageSize &&
                    pictures.size(2) % step == 0,
                "expected pictures of (B, 3, ", m_spec.imageSize, ", ", m_spec.imageSize,
                ") or less, in steps of ", step, ", found ", pictures.sizes());
}

std::shared_ptr<Network> makeNetwork(const ModelSpec& spec)
{
    if (spec.family == Family::Cnn)
        return std::make_shared<ConvNetwork>(spec);
    return std::make_shared<VisionTransformer>(spec);
}

std::shared_ptr<Network> copyOf(const Network& network, torch::Device device)
{
    // Built anew and filled by name, not Module::clone(): a clone's members are copies of the first's, and
    // whichever of them is not registered again would go on to point at its weights.
    const RandomScope random(0); // the weights that are overwritten here must not disturb anyone's draws
    auto copy = makeNetwork(network.spec());
    copy->to(device);
    const torch::NoGradGuard noGrad;
    const auto fill = [](const auto& targets, const auto& sources) {
        for (const auto& source : sources)
            targets[source.key()].set_data(
                source.value().detach().to(targets[source.key()].device()).clone());
    };
    fill(copy->named_parameters(), network.named_parameters());
    fill(copy->named_buffers(), network.named_buffers());
    return copy;
}

} // namespace saccade
