// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/attention_steps.h"

#include "core/model/output_probe.h"
#include "core/model/torch_model.h"
#include "core/values/error.h"

#include <cmath>

namespace saccade {

namespace {

void requireBelow(const char* what, int value, int bound)
{
    if (value < 0 || value >= bound)
        throw Error(std::string(what) + ": expected 0 to " + std::to_string(bound - 1) + ", found " +
                        std::to_string(value),
                    Error::Kind::Usage);
}

std::vector<float> numbersOf(const torch::Tensor& tensor)
{
    const auto flat = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

/// The parts of one block, by the names of their weights.
class BlockParts
{
public:
    BlockParts(const TorchModel& model, int layer)
        : m_weights(model.network().named_parameters())
        , m_block("blocks." + std::to_string(layer) + '.')
        , m_epsilon(model.info().spec.normEpsilon)
    {
    }

    const torch::Tensor& weight(const std::string& name) const { return m_weights[m_block + name]; }
    torch::Tensor linear(const std::string& name, const torch::Tensor& x) const
    {
        return at::linear(x, weight(name + ".weight"), weight(name + ".bias"));
    }
    torch::Tensor norm(const std::string& name, const torch::Tensor& x) const
    {
        const auto& scale = weight(name + ".weight");
        return at::layer_norm(x, {scale.size(0)}, scale, weight(name + ".bias"), m_epsilon);
    }

private:
    torch::OrderedDict<std::string, torch::Tensor> m_weights;
    std::string m_block;
    double m_epsilon;
};

/// (N, dim): the tokens as they come into the layer, from the model's own pass.
torch::Tensor layerInput(const TorchModel& model, const Image& picture, int layer)
{
    torch::Tensor tokens;
    const std::string before = layer == 0 ? "embedding" : "blocks." + std::to_string(layer - 1);
    const OutputProbe probe([&](const std::string& name, const torch::Tensor& output) {
        if (name == before)
            tokens = output[0];
    });
    Recording recording; // the explicit path, whose attention is what the program shows elsewhere
    model.logits(pictureTensor(picture, model.info()), &recording);
    return tokens;
}

/// Attention of the query alone. Returns y, (dim).
torch::Tensor attend(const BlockParts& parts, const torch::Tensor& tokens, AttentionSteps& steps)
{
    const ModelSpec& spec = steps.spec;
    const auto read = steps.isPreNorm() ? parts.norm("norm1", tokens) : tokens; // (N, dim)
    const auto qkv = parts.linear("attn.qkv", read)
                         .view({spec.tokens(), 3, spec.heads, spec.headDim()})
                         .permute({1, 2, 0, 3}); // (3, heads, N, headDim)
    const auto k = qkv[1];
    const auto v = qkv[2];
    const double scale = 1.0 / std::sqrt(double(spec.headDim()));
    const auto q = qkv[0].narrow(1, steps.query, 1);                // (heads, 1, headDim)
    const auto scores = at::matmul(q * scale, k.transpose(-2, -1)); // (heads, 1, N)
    const auto attention = at::softmax(scores, -1);                 // (heads, 1, N)
    const auto outputs = at::matmul(attention, v).select(1, 0);     // (heads, headDim)
    const auto joined = outputs.reshape({spec.dim});                // heads side by side
    const auto perHead = parts.weight("attn.proj.weight")
                             .t()
                             .reshape({spec.heads, spec.headDim(), spec.dim}); // (heads, headDim, dim)
    const auto x = tokens[steps.query];
    const auto projected = parts.linear("attn.proj", joined);
    const auto sum = x + projected;
    const auto y = steps.isPreNorm() ? sum : parts.norm("norm1", sum);

    steps.input = numbersOf(x);
    steps.normalised = numbersOf(read[steps.query]);
    steps.q = numbersOf(q[steps.head]);
    steps.k = numbersOf(k[steps.head]);
    steps.v = numbersOf(v[steps.head]);
    steps.scores = numbersOf(scores[steps.head]);
    steps.attention = numbersOf(attention[steps.head]);
    steps.headOutput = numbersOf(outputs[steps.head]);
    steps.joined = numbersOf(joined);
    steps.headLengths = numbersOf(at::matmul(outputs.unsqueeze(1), perHead).pow(2).sum(-1).sqrt());
    steps.projected = numbersOf(projected);
    steps.attentionSum = numbersOf(sum);
    steps.middle = numbersOf(y);
    return y;
}

void feedForward(const BlockParts& parts, const torch::Tensor& y, AttentionSteps& steps)
{
    const auto read = steps.isPreNorm() ? parts.norm("norm2", y) : y;
    const auto before = parts.linear("mlp.fc1", read);
    const auto after = steps.spec.activation == Activation::Gelu ? at::gelu(before) : at::relu(before);
    const auto out = parts.linear("mlp.fc2", after);
    const auto sum = y + out;
    steps.feedForwardInput = numbersOf(read);
    steps.preActivation = numbersOf(before);
    steps.activation = numbersOf(after);
    steps.feedForwardOutput = numbersOf(out);
    steps.feedForwardSum = numbersOf(sum);
    steps.output = numbersOf(steps.isPreNorm() ? sum : parts.norm("norm2", sum));
}

} // namespace

AttentionSteps attentionSteps(const ModelPtr& model, const Image& picture, int layer, int head,
                              int queryToken)
{
    const TorchModel& source = torchModel(model);
    const ModelSpec& spec = source.info().spec;
    if (!spec.hasAttention())
        throw Error("steps: expected a model with attention, found a " + shortName(spec), Error::Kind::Usage);
    requireBelow("layer", layer, spec.depth);
    requireBelow("head", head, spec.heads);
    requireBelow("token", queryToken, spec.tokens());

    const torch::NoGradGuard noGrad;
    AttentionSteps steps;
    steps.spec = spec;
    steps.layer = layer;
    steps.head = head;
    steps.query = queryToken;
    const BlockParts parts(source, layer);
    feedForward(parts, attend(parts, layerInput(source, picture, layer), steps), steps);
    return steps;
}

} // namespace saccade
