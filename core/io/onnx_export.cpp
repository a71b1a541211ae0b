// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx_export.h"

#include "core/io/model_info_json.h"
#include "core/io/onnx_graph.h"
#include "core/io/tensors.h"
#include "core/model/torch_model.h"
#include "core/platform/atomic_file.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace saccade {

namespace {

using Integers = std::vector<std::int64_t>;

/// Writes a network down as a graph. Each part takes the name of the value that it reads and returns that of
/// the value that it makes; shapes are those of the classes in core/model.
class GraphOfNetwork
{
public:
    GraphOfNetwork(const Network& network, bool withAttention)
        : m_spec(network.spec())
        , m_withAttention(withAttention)
    {
        for (const auto& [name, tensor] : namedTensors(network))
            m_tensors[name] = tensor.detach().to(torch::kCPU, torch::kFloat32);
    }

    OnnxGraph build()
    {
        const std::int64_t side = m_spec.imageSize;
        m_graph.input(Pictures, {std::string("batch"), std::int64_t(3), side, side});
        m_graph.output("logits", {std::string("batch"), std::int64_t(m_spec.classes)});
        const std::string features = m_spec.family == Family::Cnn ? stages() : transformer();
        m_graph.node("Gemm", {features, weight("head.weight"), weight("head.bias")},
                     {{"transB", std::int64_t(1)}}, "logits"); // (batch, width) → (batch, classes)
        return std::move(m_graph);
    }

private:
    static constexpr const char* Pictures = "pixel_values";

    const torch::Tensor& tensor(const std::string& name) const { return m_tensors.at(name); }

    std::string constant(const std::string& name, const torch::Tensor& values)
    {
        const auto data = values.contiguous();
        return m_graph.constant(name, data.sizes().vec(),
                                {data.data_ptr<float>(), std::size_t(data.numel())});
    }
    std::string weight(const std::string& name) { return constant(name, tensor(name)); }

    std::string reshape(const std::string& x, const Integers& shape)
    {
        return m_graph.node("Reshape", {x, m_graph.integers(shape)}); // 0: as it is
    }
    std::string transpose(const std::string& x, const Integers& order)
    {
        return m_graph.node("Transpose", {x}, {{"perm", order}});
    }
    std::string add(const std::string& a, const std::string& b) { return m_graph.node("Add", {a, b}); }

    /// y = x Wᵀ + b of rows `part` of `parts` of the weight; stored transposed, as MatMul wants it.
    std::string linear(const std::string& x, const std::string& name, std::int64_t part = 0,
                       std::int64_t parts = 1)
    {
        const std::string suffix = parts > 1 ? "." + std::to_string(part) : std::string();
        const auto rows = tensor(name + ".weight").chunk(parts, 0)[std::size_t(part)];
        const auto bias = tensor(name + ".bias").chunk(parts, 0)[std::size_t(part)];
        const std::string product =
            m_graph.node("MatMul", {x, constant(name + ".weight" + suffix, rows.t())});
        return add(product, constant(name + ".bias" + suffix, bias));
    }

    std::string layerNorm(const std::string& x, const std::string& name)
    {
        return m_graph.node("LayerNormalization", {x, weight(name + ".weight"), weight(name + ".bias")},
                            {{"axis", std::int64_t(-1)}, {"epsilon", float(m_spec.normEpsilon)}});
    }

    /// GELU by the error function, x · ½ · (1 + erf(x / √2)), or ReLU.
    std::string activate(const std::string& x)
    {
        if (m_spec.activation == Activation::Relu)
            return m_graph.node("Relu", {x});
        const std::string scaled = m_graph.node("Mul", {x, m_graph.scalar(float(1.0 / std::sqrt(2.0)))});
        const std::string share = add(m_graph.node("Erf", {scaled}), m_graph.scalar(1.0F));
        return m_graph.node("Mul", {m_graph.node("Mul", {x, share}), m_graph.scalar(0.5F)});
    }

    std::string conv(const std::string& x, const std::string& name, std::int64_t side, std::int64_t stride,
                     std::int64_t border, bool bias)
    {
        std::vector<std::string> inputs{x, weight(name + ".weight")};
        if (bias)
            inputs.push_back(weight(name + ".bias"));
        return m_graph.node("Conv", inputs,
                            {{"kernel_shape", Integers{side, side}},
                             {"strides", Integers{stride, stride}},
                             {"pads", Integers{border, border, border, border}}});
    }

    /// (batch, 3, S, S) → (batch, patches, dim).
    std::string patches()
    {
        std::string x = Pictures;
        std::int64_t side = m_spec.patchSize;
        if (m_spec.family == Family::Hybrid) {
            for (int i = 0; m_tensors.contains("patch_embed.backbone." + std::to_string(i) + ".conv.weight");
                 ++i) {
                const std::string stage = "patch_embed.backbone." + std::to_string(i);
                x = transpose(conv(x, stage + ".conv", 3, 2, 1, false), {0, 2, 3, 1});
                x = transpose(activate(layerNorm(x, stage + ".norm")), {0, 3, 1, 2});
            }
            side = 1;
        }
        x = conv(x, "patch_embed.proj", side, side, 0, true);
        return transpose(reshape(x, {0, m_spec.dim, m_spec.patches()}), {0, 2, 1});
    }

    /// (batch, N, dim): CLS, registers, patches.
    std::string embedding()
    {
        const auto& positions = tensor("pos_embed");
        const std::int64_t cls = m_spec.pooling == Pooling::Cls ? 1 : 0;
        const std::string x =
            add(patches(), constant("pos_embed.patches", positions.narrow(1, cls, m_spec.patches())));
        std::vector<torch::Tensor> prefix;
        if (cls > 0)
            prefix.push_back(tensor("cls_token") + positions.narrow(1, 0, 1));
        if (m_spec.registers > 0)
            prefix.push_back(tensor("reg_token"));
        if (prefix.empty())
            return x;
        const std::string tokens = constant("prefix_tokens", at::cat(prefix, 1)); // (1, prefix, dim)
        const std::string batch =
            m_graph.node("Shape", {Pictures}, {{"start", std::int64_t(0)}, {"end", std::int64_t(1)}}); // (1)
        const std::string shape =
            m_graph.node("Concat", {batch, m_graph.integers({m_spec.prefixTokens(), m_spec.dim})},
                         {{"axis", std::int64_t(0)}});
        return m_graph.node("Concat", {m_graph.node("Expand", {tokens, shape}), x},
                            {{"axis", std::int64_t(1)}});
    }

    std::string attention(const std::string& x, const std::string& block, int layer)
    {
        const Integers split{0, 0, m_spec.heads, m_spec.headDim()};
        const std::string q = transpose(reshape(linear(x, block + ".qkv", 0, 3), split), {0, 2, 1, 3});
        const std::string k = transpose(reshape(linear(x, block + ".qkv", 1, 3), split), {0, 2, 3, 1});
        const std::string v = transpose(reshape(linear(x, block + ".qkv", 2, 3), split), {0, 2, 1, 3});
        const std::string scale = m_graph.scalar(float(1.0 / std::sqrt(double(m_spec.headDim()))));
        const std::string scores = m_graph.node("MatMul", {m_graph.node("Mul", {q, scale}), k});
        const std::string name = "attention_" + std::to_string(layer);
        m_graph.node("Softmax", {scores}, {{"axis", std::int64_t(-1)}}, name); // (batch, heads, N, N)
        if (m_withAttention) {
            const std::int64_t tokens = m_spec.tokens();
            m_graph.output(name, {std::string("batch"), std::int64_t(m_spec.heads), tokens, tokens});
        }
        const std::string mixed = transpose(m_graph.node("MatMul", {name, v}), {0, 2, 1, 3});
        return linear(reshape(mixed, {0, 0, m_spec.dim}), block + ".proj");
    }

    std::string feedForward(const std::string& x, const std::string& block)
    {
        return linear(activate(linear(x, block + ".fc1")), block + ".fc2");
    }

    std::string blockOf(std::string x, int layer)
    {
        const std::string block = "blocks." + std::to_string(layer);
        if (m_spec.normOrder == NormOrder::Pre) {
            x = add(x, attention(layerNorm(x, block + ".norm1"), block + ".attn", layer));
            return add(x, feedForward(layerNorm(x, block + ".norm2"), block + ".mlp"));
        }
        x = layerNorm(add(x, attention(x, block + ".attn", layer)), block + ".norm1");
        return layerNorm(add(x, feedForward(x, block + ".mlp")), block + ".norm2");
    }

    /// (batch, 3, S, S) → (batch, dim).
    std::string transformer()
    {
        std::string x = embedding();
        for (int layer = 0; layer < m_spec.depth; ++layer)
            x = blockOf(x, layer);
        if (m_spec.normOrder == NormOrder::Pre)
            x = layerNorm(x, "norm");
        if (m_spec.pooling == Pooling::Cls)
            return m_graph.node("Gather", {x, m_graph.index(0)}, {{"axis", std::int64_t(1)}});
        x = m_graph.node("Slice", {x, m_graph.integers({m_spec.prefixTokens()}),
                                   m_graph.integers({m_spec.tokens()}), m_graph.integers({1})});
        return mean(x, {1});
    }

    std::string mean(const std::string& x, const Integers& axes)
    {
        return m_graph.node("ReduceMean", {x}, {{"axes", axes}, {"keepdims", std::int64_t(0)}});
    }

    std::string batchNorm(const std::string& x, const std::string& name)
    {
        return m_graph.node("BatchNormalization",
                            {x, weight(name + ".weight"), weight(name + ".bias"),
                             weight(name + ".running_mean"), weight(name + ".running_var")},
                            {{"epsilon", float(m_spec.normEpsilon)}});
    }

    /// (batch, 3, S, S) → (batch, width of the last stage).
    std::string stages()
    {
        std::string x = activate(batchNorm(conv(Pictures, "stem.conv", 3, 1, 1, false), "stem.bn"));
        for (int i = 0; i < m_spec.depth; ++i) {
            const std::string stage = "stages." + std::to_string(i);
            x = m_graph.node("MaxPool", {conv(x, stage + ".down.conv", 3, 1, 1, false)},
                             {{"kernel_shape", Integers{2, 2}}, {"strides", Integers{2, 2}}});
            x = activate(batchNorm(x, stage + ".down.bn"));
            const std::string inner = conv(x, stage + ".block.conv", 3, 1, 1, false);
            x = add(x, activate(batchNorm(inner, stage + ".block.bn")));
        }
        return mean(x, {2, 3});
    }

    ModelSpec m_spec;
    bool m_withAttention;
    std::map<std::string, torch::Tensor> m_tensors;
    OnnxGraph m_graph;
};

} // namespace

void writeOnnx(const ModelPtr& model, const std::filesystem::path& path, bool withAttention)
{
    const ModelInfo& info = model->info();
    const std::int64_t bytes = info.spec.parameters() * std::int64_t(sizeof(float));
    constexpr std::int64_t Limit = (std::int64_t(1) << 31) - (1 << 20); // of the format, less the graph
    if (bytes > Limit)
        throw Error::badInput(path.string(), "a model of at most 2 GB, which ONNX can hold in one file",
                              std::to_string(bytes) + " bytes");
    auto graph = GraphOfNetwork(torchModel(model).network(), withAttention).build();
    writeFileAtomically(path, std::string_view(graph.model(shortName(info.spec),
                                                           {{"saccade", modelInfoToJson(info).dump()}})));
}

} // namespace saccade
