// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx_check.h"

#include "core/io/onnx_fields.h"
#include "core/io/onnx_reader.h"
#include "core/io/tensors.h"
#include "core/model/torch_model.h"
#include "core/values/error.h"

#include <cstring>
#include <fstream>
#include <map>
#include <set>

namespace saccade {

namespace {

using namespace onnx;

std::string bytesOf(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!stream && bytes.empty())
        throw Error::badInput(path.string(), "a file that can be read", "none");
    return bytes;
}

std::string_view fieldOf(std::string_view message, int number)
{
    WireReader reader(message);
    while (const auto found = reader.next())
        if (found->number == number)
            return found->bytes;
    return {};
}

/// What is known of the graph so far.
class Graph
{
public:
    explicit Graph(std::string_view message)
    {
        WireReader reader(message);
        while (const auto part = reader.next())
            if (part->number == field::GraphInitializer)
                addConstant(part->bytes);
            else if (part->number == field::GraphInput)
                define(fieldOf(part->bytes, field::ValueName));
        WireReader again(message); // nodes may stand before the constants that they read
        while (const auto part = again.next())
            if (part->number == field::GraphNode)
                addNode(part->bytes);
        WireReader last(message);
        while (const auto part = last.next())
            if (part->number == field::GraphOutput) {
                require(fieldOf(part->bytes, field::ValueName));
                ++m_found.outputs;
            }
    }

    GraphCheck found() const { return m_found; }

    /// The fp32 constant of this name; undefined where there is none.
    torch::Tensor constant(const std::string& name) const
    {
        const auto found = m_constants.find(name);
        return found == m_constants.end() ? torch::Tensor() : found->second;
    }

private:
    void define(std::string_view name)
    {
        if (!m_known.emplace(name).second)
            throw Error("the value " + std::string(name) + " is made twice");
    }
    void require(std::string_view name) const
    {
        if (!m_known.contains(std::string(name)))
            throw Error("the value " + std::string(name) + " is read before anything makes it");
    }

    void addNode(std::string_view message)
    {
        WireReader inputs(message);
        while (const auto part = inputs.next())
            if (part->number == field::NodeInput)
                require(part->bytes);
        WireReader outputs(message);
        while (const auto part = outputs.next())
            if (part->number == field::NodeOutput)
                define(part->bytes);
        ++m_found.nodes;
    }

    void addConstant(std::string_view message)
    {
        std::vector<std::int64_t> shape;
        std::string_view name;
        std::string_view raw;
        bool isFloat = false;
        WireReader reader(message);
        while (const auto part = reader.next()) {
            if (part->number == field::TensorDims)
                shape.push_back(std::int64_t(part->value));
            else if (part->number == field::TensorName)
                name = part->bytes;
            else if (part->number == field::TensorRaw)
                raw = part->bytes;
            else if (part->number == field::TensorType)
                isFloat = part->value == ElementFloat;
        }
        define(name);
        std::uint64_t bytes = isFloat ? sizeof(float) : sizeof(std::int64_t);
        for (const std::int64_t extent : shape)
            bytes *= std::uint64_t(extent);
        if (bytes != raw.size())
            throw Error("the constant " + std::string(name) + " has " + std::to_string(raw.size()) +
                        " bytes, not " + std::to_string(bytes));
        if (!isFloat)
            return;
        torch::Tensor values = torch::empty(shape, torch::kFloat32);
        if (!raw.empty())
            std::memcpy(values.data_ptr(), raw.data(), raw.size());
        m_constants[std::string(name)] = values;
    }

    GraphCheck m_found;
    std::set<std::string> m_known;
    std::map<std::string, torch::Tensor> m_constants;
};

/// What the file has of a weight, as the network has it: itself, transposed for MatMul, or in three parts.
torch::Tensor stored(const Graph& graph, const std::string& name)
{
    const torch::Tensor whole = graph.constant(name);
    if (whole.defined())
        return whole;
    std::vector<torch::Tensor> parts;
    for (int i = 0; i < 3; ++i) {
        torch::Tensor part = graph.constant(name + '.' + std::to_string(i));
        if (!part.defined())
            return {};
        parts.push_back(part.dim() == 2 ? part.t() : part);
    }
    return at::cat(parts, 0);
}

} // namespace

GraphCheck checkOnnx(const ModelPtr& model, const std::filesystem::path& path)
{
    try {
        const std::string bytes = bytesOf(path);
        const Graph graph(fieldOf(bytes, field::ModelGraph));
        GraphCheck result = graph.found();
        if (result.outputs == 0)
            throw Error("it has no output");
        for (const auto& [name, tensor] : namedTensors(torchModel(model).network())) {
            const torch::Tensor found = stored(graph, name);
            if (!found.defined())
                continue; // tokens and positions, which are stored as their sums
            const torch::Tensor expected = tensor.detach().to(torch::kCPU, torch::kFloat32);
            if (!at::equal(found, expected) && !(found.dim() == 2 && at::equal(found.t(), expected)))
                throw Error("the weight " + name + " is not the model's");
            result.weights += expected.numel();
        }
        return result;
    } catch (const Error& error) {
        throw Error(path.string() + ": what was written is no good graph: " + error.what() +
                    "; please do not use it");
    }
}

} // namespace saccade
