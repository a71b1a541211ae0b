// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused_block.h"

#include "core/model/fused_block_pass.h"
#include "core/model/mixed_precision.h"
#include "core/model/random_scope.h"

namespace saccade {

namespace {

using torch::autograd::AutogradContext;

/// What a pass leaves, tensor by tensor, as autograd keeps it.
template <typename Visit>
void eachTensor(BlockSaved& s, Visit&& visit)
{
    for (NormSaved* norm : {&s.norms.first, &s.norms.second})
        for (torch::Tensor* tensor : {&norm->input, &norm->mean, &norm->inverseDeviation})
            visit(*tensor);
    for (torch::Tensor* tensor :
         {&s.norms.attended, &s.norms.fed, &s.attention.qkv, &s.attention.asked, &s.attention.means,
          &s.attention.probabilities, &s.attention.mixed, &s.slopes, &s.activated})
        visit(*tensor);
}
template <typename Visit>
void eachTensor(BlockWeights& w, Visit&& visit)
{
    for (torch::Tensor* tensor :
         {&w.norm1Weight, &w.norm1Bias, &w.qkvWeight, &w.qkvBias, &w.projWeight, &w.projBias, &w.norm2Weight,
          &w.norm2Bias, &w.fc1Weight, &w.fc1Bias, &w.fc2Weight, &w.fc2Bias})
        visit(*tensor);
}

/// A shape as autograd keeps what is no tensor.
struct KeptShape : torch::CustomClassHolder
{
    explicit KeptShape(BlockShape kept)
        : shape(std::move(kept))
    {
    }
    BlockShape shape;
};

/// What autograd sees: one node for the whole block.
template <typename T>
class FusedBlockFunction : public torch::autograd::Function<FusedBlockFunction<T>>
{
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x, const torch::Tensor& n1w,
                                 const torch::Tensor& n1b, const torch::Tensor& qkvw,
                                 const torch::Tensor& qkvb, const torch::Tensor& projw,
                                 const torch::Tensor& projb, const torch::Tensor& n2w,
                                 const torch::Tensor& n2b, const torch::Tensor& fc1w,
                                 const torch::Tensor& fc1b, const torch::Tensor& fc2w,
                                 const torch::Tensor& fc2b, const BlockShape& shape)
    {
        BlockWeights weights{n1w, n1b, qkvw, qkvb, projw, projb, n2w, n2b, fc1w, fc1b, fc2w, fc2b};
        BlockSaved saved;
        const auto out = FusedBlockPass<T>(shape, weights).forward(x, saved, true);
        variable_list kept;
        const auto keep = [&kept](const torch::Tensor& tensor) { kept.push_back(tensor); };
        eachTensor(weights, keep);
        eachTensor(saved, keep);
        context->save_for_backward(kept);
        context->saved_data["shape"] = c10::IValue::make_capsule(c10::make_intrusive<KeptShape>(shape));
        return out.view({shape.batch, shape.queries, shape.dim});
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto kept = context->get_saved_variables();
        const auto capsule = context->saved_data["shape"].toCapsule();
        const BlockShape& shape = static_cast<const KeptShape&>(*capsule).shape;
        BlockWeights weights;
        BlockSaved saved;
        std::size_t next = 0;
        const auto restore = [&](torch::Tensor& tensor) { tensor = kept[next++]; };
        eachTensor(weights, restore);
        eachTensor(saved, restore);
        auto result = FusedBlockPass<T>(shape, weights).backward(gradients[0], saved);
        result[0] = result[0].view({shape.batch, shape.tokens, shape.dim});
        result.emplace_back(); // the shape has no gradient
        return result;
    }
};

template <typename T>
torch::Tensor run(const torch::Tensor& x, const BlockWeights& w, const BlockShape& shape)
{
    if (at::GradMode::is_enabled())
        return FusedBlockFunction<T>::apply(x, w.norm1Weight, w.norm1Bias, w.qkvWeight, w.qkvBias,
                                            w.projWeight, w.projBias, w.norm2Weight, w.norm2Bias, w.fc1Weight,
                                            w.fc1Bias, w.fc2Weight, w.fc2Bias, shape);
    BlockSaved unused;
    return FusedBlockPass<T>(shape, w)
        .forward(x, unused, false)
        .view({shape.batch, shape.queries, shape.dim});
}

} // namespace

bool canFuseBlock(const torch::Tensor& x)
{
    return x.device().is_cpu() && x.scalar_type() == torch::kFloat32;
}

torch::Tensor fusedBlock(const torch::Tensor& x, const BlockWeights& weights, const ModelSpec& spec,
                         std::int64_t queries, const torch::Tensor& branchFactors, double dropout)
{
    const auto input = x.contiguous();
    BlockShape shape{
        input.size(0),  input.size(1),   queries, spec.dim, spec.heads,   float(spec.normEpsilon),
        spec.normOrder, spec.activation, dropout, {},       branchFactors};
    if (dropout > 0)
        for (std::uint64_t& seed : shape.seeds)
            seed = drawnSeed();
    return isMixedPrecision(torch::kCPU) ? run<Bf16>(input, weights, shape)
                                         : run<float>(input, weights, shape);
}

} // namespace saccade
