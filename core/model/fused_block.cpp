// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused_block.h"

#include "core/model/fused_block_pass.h"
#include "core/model/mixed_precision.h"

namespace saccade {

namespace {

using torch::autograd::AutogradContext;

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
        const BlockWeights weights{n1w, n1b, qkvw, qkvb, projw, projb, n2w, n2b, fc1w, fc1b, fc2w, fc2b};
        BlockSaved s;
        const auto out = FusedBlockPass<T>(shape, weights).forward(x, s, true);
        context->save_for_backward({n1w,
                                    n1b,
                                    qkvw,
                                    qkvb,
                                    projw,
                                    projb,
                                    n2w,
                                    n2b,
                                    fc1w,
                                    fc1b,
                                    fc2w,
                                    fc2b,
                                    s.x,
                                    s.norm1.y,
                                    s.norm1.mean,
                                    s.norm1.inverseDeviation,
                                    s.attention.qkv,
                                    s.attention.asked,
                                    s.attention.means,
                                    s.attention.probabilities,
                                    s.attention.mixed,
                                    s.middle,
                                    s.norm2.y,
                                    s.norm2.mean,
                                    s.norm2.inverseDeviation,
                                    s.slopes,
                                    s.activated,
                                    shape.factors});
        context->saved_data["shape"] =
            std::vector<std::int64_t>{shape.batch, shape.tokens, shape.queries, shape.dim, shape.heads};
        context->saved_data["epsilon"] = double(shape.epsilon);
        return out.view({shape.batch, shape.queries, shape.dim});
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto v = context->get_saved_variables();
        const auto sizes = context->saved_data["shape"].toIntVector();
        const BlockShape shape{sizes[0], sizes[1], sizes[2],
                               sizes[3], sizes[4], float(context->saved_data["epsilon"].toDouble()),
                               v[27]};
        const BlockWeights weights{v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11]};
        const AttentionSaved attention{v[16], v[17], v[18], v[19], v[20]};
        const BlockSaved saved{v[12], {v[13], v[14], v[15]}, attention, v[21], {v[22], v[23], v[24]}, v[25],
                               v[26]};
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

bool canFuseBlock(const ModelSpec& spec, const torch::Tensor& x, bool training)
{
    return spec.normOrder == NormOrder::Pre && spec.activation == Activation::Gelu && x.device().is_cpu() &&
           x.scalar_type() == torch::kFloat32 && !(training && spec.dropout > 0);
}

torch::Tensor fusedBlock(const torch::Tensor& x, const BlockWeights& weights, const ModelSpec& spec,
                         std::int64_t queries, const torch::Tensor& branchFactors)
{
    const auto input = x.contiguous();
    const BlockShape shape{input.size(0), input.size(1),           queries,      spec.dim,
                           spec.heads,    float(spec.normEpsilon), branchFactors};
    return isMixedPrecision(torch::kCPU) ? run<Bf16>(input, weights, shape)
                                         : run<float>(input, weights, shape);
}

} // namespace saccade
