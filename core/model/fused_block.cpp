// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused_block.h"

#include "core/kernels/kernels.h"
#include "core/model/mixed_precision.h"

#include <cmath>

namespace saccade {

namespace {

using kernels::AttentionShape;
using kernels::Bf16;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Work on rows [begin, end) as the n-th of `shares`: as many as there are threads, so that which row goes
/// where, and with it every rounding of a sum, is the same in each run.
template <typename Work>
void overRows(std::int64_t rows, Work&& work)
{
    const std::int64_t shares = at::get_num_threads();
    at::parallel_for(0, shares, 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t share = first; share < last; ++share)
            work(rows * share / shares, rows * (share + 1) / shares, share);
    });
}

torch::Tensor sumsFor(std::int64_t dim)
{
    return at::zeros({at::get_num_threads(), dim}, torch::kFloat32); // (shares, dim)
}

float* rowOf(const torch::Tensor& sums, std::int64_t share)
{
    return sums.data_ptr<float>() + share * sums.size(1);
}

/// Activations as T, in tensors of that type.
template <typename T>
constexpr torch::ScalarType TypeOf = std::is_same_v<T, Bf16> ? torch::kBFloat16 : torch::kFloat32;

template <typename T>
T* dataOf(const torch::Tensor& tensor)
{
    return static_cast<T*>(tensor.data_ptr());
}

torch::Tensor emptyOf(torch::ScalarType type, std::initializer_list<std::int64_t> sizes)
{
    return at::empty(sizes, torch::TensorOptions().dtype(type));
}

struct Normed
{
    torch::Tensor y, mean, inverseDeviation;
};

/// What the forward pass leaves for the way back. Rows are tokens: M = B·N of them, or B·Q behind attention.
struct Saved
{
    torch::Tensor x;                         // (M, D) fp32
    Normed norm1;                            // (M, D), (M), (M)
    torch::Tensor qkv, probabilities, mixed; // (M, 3D), (B, H, Q, N), (B·Q, D)
    torch::Tensor middle;                    // (B·Q, D) fp32: x + attention
    Normed norm2;
    torch::Tensor hidden, activated; // (B·Q, F)
};

struct Shape
{
    std::int64_t batch, tokens, queries, dim, heads;
    float epsilon;

    AttentionShape attention() const
    {
        const int headDim = int(dim / heads);
        return {int(tokens), int(queries), int(heads), headDim, 1.0F / std::sqrt(float(headDim))};
    }
};

template <typename T>
class FusedBlock
{
public:
    FusedBlock(const Shape& shape, const BlockWeights& weights)
        : m_shape(shape)
        , m_weights(weights)
    {
    }

    /// Returns (B·Q, D).
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& factors, Saved& saved)
    {
        saved.x = x.reshape({-1, m_shape.dim});
        saved.norm1 = layerNorm(saved.x, m_weights.norm1Weight, m_weights.norm1Bias);
        saved.qkv = at::linear(saved.norm1.y, as(m_weights.qkvWeight), as(m_weights.qkvBias));
        attention(saved);
        const auto attended = at::linear(saved.mixed, as(m_weights.projWeight), as(m_weights.projBias));
        addLayerNorm(queriesOf(saved.x), attended, rowFactors(factors, 0), saved);
        saved.hidden = at::linear(saved.norm2.y, as(m_weights.fc1Weight), as(m_weights.fc1Bias));
        saved.activated = at::empty_like(saved.hidden);
        overRows(saved.hidden.numel(), [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            m_kernels.gelu(dataOf<T>(saved.hidden) + begin, end - begin, dataOf<T>(saved.activated) + begin);
        });
        const auto fed = at::linear(saved.activated, as(m_weights.fc2Weight), as(m_weights.fc2Bias));
        return sumOf(saved.middle, fed, rowFactors(factors, 1));
    }

    /// From the gradient of the output, (B·Q, D) fp32, to those of x, (M, D) fp32, and of the weights, in the
    /// order of BlockWeights.
    variable_list backward(const torch::Tensor& outputGradient, const torch::Tensor& factors,
                           const Saved& saved)
    {
        variable_list result(13);
        auto gradient = outputGradient.reshape({-1, m_shape.dim}).clone(); // of the residual stream
        auto [fed, fc2Bias] = cast(gradient, rowFactors(factors, 1));
        result[11] = fed.t().mm(saved.activated);
        result[12] = fc2Bias;
        auto hidden = fed.mm(as(m_weights.fc2Weight));
        result[10] = throughGelu(saved.hidden, hidden);
        result[9] = hidden.t().mm(saved.norm2.y);
        const auto normed2 = hidden.mm(as(m_weights.fc1Weight));
        std::tie(result[7], result[8]) =
            throughNorm(normed2, saved.middle, saved.norm2, m_weights.norm2Weight, gradient);

        auto [attended, projBias] = cast(gradient, rowFactors(factors, 0));
        result[5] = attended.t().mm(saved.mixed);
        result[6] = projBias;
        const auto mixed = attended.mm(as(m_weights.projWeight));
        const auto qkv = throughAttention(saved, mixed);
        result[4] = columnSums(qkv);
        result[3] = qkv.t().mm(saved.norm1.y);
        const auto normed1 = qkv.mm(as(m_weights.qkvWeight));
        gradient = forAllTokens(gradient);
        std::tie(result[1], result[2]) =
            throughNorm(normed1, saved.x, saved.norm1, m_weights.norm1Weight, gradient);
        result[0] = gradient;
        return result;
    }

private:
    static torch::Tensor as(const torch::Tensor& weight) { return weight.to(TypeOf<T>); }

    /// (2, B) → one factor for each row of (B·Q), or nothing.
    torch::Tensor rowFactors(const torch::Tensor& factors, std::int64_t branch) const
    {
        if (!factors.defined())
            return {};
        return factors[branch].repeat_interleave(m_shape.queries).to(torch::kFloat32).contiguous();
    }
    static const float* pointerTo(const torch::Tensor& factors, std::int64_t row)
    {
        return factors.defined() ? factors.data_ptr<float>() + row : nullptr;
    }

    Normed emptyNormed(std::int64_t rows) const
    {
        return {emptyOf(TypeOf<T>, {rows, m_shape.dim}), emptyOf(torch::kFloat32, {rows}),
                emptyOf(torch::kFloat32, {rows})};
    }

    Normed layerNorm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias)
    {
        Normed result = emptyNormed(x.size(0));
        overRows(x.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            m_kernels.layerNorm(dataOf<float>(x) + begin * m_shape.dim, dataOf<float>(weight),
                                dataOf<float>(bias), m_shape.epsilon, int(m_shape.dim), end - begin,
                                dataOf<T>(result.y) + begin * m_shape.dim, dataOf<float>(result.mean) + begin,
                                dataOf<float>(result.inverseDeviation) + begin);
        });
        return result;
    }

    void addLayerNorm(const torch::Tensor& x, const torch::Tensor& branch, const torch::Tensor& factors,
                      Saved& saved)
    {
        saved.norm2 = emptyNormed(x.size(0));
        saved.middle = at::empty_like(x);
        overRows(x.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.addLayerNorm(dataOf<float>(x) + at, dataOf<T>(branch) + at, pointerTo(factors, begin),
                                   dataOf<float>(m_weights.norm2Weight), dataOf<float>(m_weights.norm2Bias),
                                   m_shape.epsilon, int(m_shape.dim), end - begin,
                                   dataOf<float>(saved.middle) + at, dataOf<T>(saved.norm2.y) + at,
                                   dataOf<float>(saved.norm2.mean) + begin,
                                   dataOf<float>(saved.norm2.inverseDeviation) + begin);
        });
    }

    torch::Tensor sumOf(const torch::Tensor& x, const torch::Tensor& branch, const torch::Tensor& factors)
    {
        auto sum = at::empty_like(x);
        overRows(x.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.add(dataOf<float>(x) + at, dataOf<T>(branch) + at, pointerTo(factors, begin),
                          int(m_shape.dim), end - begin, dataOf<float>(sum) + at);
        });
        return sum;
    }

    /// The rows of the tokens that are asked for, of all, (M, D) → (B·Q, D).
    torch::Tensor queriesOf(const torch::Tensor& rows) const
    {
        if (m_shape.queries == m_shape.tokens)
            return rows;
        return rows.view({m_shape.batch, m_shape.tokens, m_shape.dim})
            .narrow(1, 0, m_shape.queries)
            .reshape({-1, m_shape.dim});
    }
    torch::Tensor forAllTokens(const torch::Tensor& rows) const
    {
        if (m_shape.queries == m_shape.tokens)
            return rows;
        auto all = at::zeros({m_shape.batch, m_shape.tokens, m_shape.dim});
        all.narrow(1, 0, m_shape.queries).copy_(rows.view({m_shape.batch, m_shape.queries, m_shape.dim}));
        return all.view({-1, m_shape.dim});
    }

    void attention(Saved& saved)
    {
        const AttentionShape shape = m_shape.attention();
        saved.probabilities =
            emptyOf(TypeOf<T>, {m_shape.batch, m_shape.heads, m_shape.queries, m_shape.tokens});
        saved.mixed = emptyOf(TypeOf<T>, {m_shape.batch * m_shape.queries, m_shape.dim});
        const auto scratch = scratchFor(shape);
        overRows(m_shape.batch, [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            m_kernels.attention(shape, dataOf<T>(saved.qkv), begin, end, dataOf<T>(saved.probabilities),
                                dataOf<T>(saved.mixed), rowOf(scratch, share));
        });
    }

    torch::Tensor throughAttention(const Saved& saved, const torch::Tensor& mixedGradient)
    {
        const AttentionShape shape = m_shape.attention();
        auto result = at::empty_like(saved.qkv);
        const auto scratch = scratchFor(shape);
        overRows(m_shape.batch, [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            m_kernels.attentionBackward(shape, dataOf<T>(saved.qkv), dataOf<T>(saved.probabilities),
                                        dataOf<T>(mixedGradient), begin, end, dataOf<T>(result),
                                        rowOf(scratch, share));
        });
        return result;
    }

    static torch::Tensor scratchFor(const AttentionShape& shape)
    {
        return at::empty({at::get_num_threads(), kernels::attentionScratch(shape)}, torch::kFloat32);
    }

    std::pair<torch::Tensor, torch::Tensor> cast(const torch::Tensor& gradient, const torch::Tensor& factors)
    {
        auto result = emptyOf(TypeOf<T>, {gradient.size(0), m_shape.dim});
        const auto sums = sumsFor(m_shape.dim);
        overRows(gradient.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.castAndSum(dataOf<float>(gradient) + at, pointerTo(factors, begin), int(m_shape.dim),
                                 end - begin, dataOf<T>(result) + at, rowOf(sums, share));
        });
        return {result, sums.sum(0)};
    }

    torch::Tensor throughGelu(const torch::Tensor& x, const torch::Tensor& gradient)
    {
        const std::int64_t dim = x.size(1);
        const auto sums = sumsFor(dim);
        overRows(x.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            m_kernels.geluBackward(dataOf<T>(x) + begin * dim, int(dim), end - begin,
                                   dataOf<T>(gradient) + begin * dim, rowOf(sums, share));
        });
        return sums.sum(0);
    }

    torch::Tensor columnSums(const torch::Tensor& x)
    {
        const std::int64_t dim = x.size(1);
        const auto sums = sumsFor(dim);
        overRows(x.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            m_kernels.columnSums(dataOf<T>(x) + begin * dim, int(dim), end - begin, rowOf(sums, share));
        });
        return sums.sum(0);
    }

    std::pair<torch::Tensor, torch::Tensor> throughNorm(const torch::Tensor& outputGradient,
                                                        const torch::Tensor& x, const Normed& normed,
                                                        const torch::Tensor& weight,
                                                        const torch::Tensor& gradient)
    {
        const auto weightSums = sumsFor(m_shape.dim);
        const auto biasSums = sumsFor(m_shape.dim);
        overRows(x.size(0), [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
            const std::int64_t at = begin * m_shape.dim;
            m_kernels.layerNormBackward(dataOf<T>(outputGradient) + at, dataOf<float>(x) + at,
                                        dataOf<float>(weight), dataOf<float>(normed.mean) + begin,
                                        dataOf<float>(normed.inverseDeviation) + begin, int(m_shape.dim),
                                        end - begin, dataOf<float>(gradient) + at, rowOf(weightSums, share),
                                        rowOf(biasSums, share));
        });
        return {weightSums.sum(0), biasSums.sum(0)};
    }

    Shape m_shape;
    BlockWeights m_weights;
    const kernels::Kernels<T>& m_kernels = kernels::bestKernels<T>();
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
                                 const torch::Tensor& fc2b, const Shape& shape, const torch::Tensor& factors)
    {
        const BlockWeights weights{n1w, n1b, qkvw, qkvb, projw, projb, n2w, n2b, fc1w, fc1b, fc2w, fc2b};
        Saved s;
        const auto out = FusedBlock<T>(shape, weights).forward(x, factors, s);
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
                                    s.qkv,
                                    s.probabilities,
                                    s.mixed,
                                    s.middle,
                                    s.norm2.y,
                                    s.norm2.mean,
                                    s.norm2.inverseDeviation,
                                    s.hidden,
                                    s.activated,
                                    factors});
        context->saved_data["shape"] =
            std::vector<std::int64_t>{shape.batch, shape.tokens, shape.queries, shape.dim, shape.heads};
        context->saved_data["epsilon"] = double(shape.epsilon);
        return out.view({shape.batch, shape.queries, shape.dim});
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto v = context->get_saved_variables();
        const auto sizes = context->saved_data["shape"].toIntVector();
        const Shape shape{sizes[0], sizes[1], sizes[2],
                          sizes[3], sizes[4], float(context->saved_data["epsilon"].toDouble())};
        const BlockWeights weights{v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11]};
        const Saved saved{v[12], {v[13], v[14], v[15]}, v[16], v[17], v[18],
                          v[19], {v[20], v[21], v[22]}, v[23], v[24]};
        auto result = FusedBlock<T>(shape, weights).backward(gradients[0], v[25], saved);
        result[0] = result[0].view({shape.batch, shape.tokens, shape.dim});
        result.resize(15); // shape and factors have no gradient
        return result;
    }
};

template <typename T>
torch::Tensor run(const torch::Tensor& x, const BlockWeights& w, const Shape& shape,
                  const torch::Tensor& factors)
{
    if (at::GradMode::is_enabled())
        return FusedBlockFunction<T>::apply(x, w.norm1Weight, w.norm1Bias, w.qkvWeight, w.qkvBias,
                                            w.projWeight, w.projBias, w.norm2Weight, w.norm2Bias, w.fc1Weight,
                                            w.fc1Bias, w.fc2Weight, w.fc2Bias, shape, factors);
    Saved unused;
    return FusedBlock<T>(shape, w).forward(x, factors, unused).view({shape.batch, shape.queries, shape.dim});
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
    const Shape shape{input.size(0), input.size(1), queries, spec.dim, spec.heads, float(spec.normEpsilon)};
    return isMixedPrecision(torch::kCPU) ? run<Bf16>(input, weights, shape, branchFactors)
                                         : run<float>(input, weights, shape, branchFactors);
}

} // namespace saccade
