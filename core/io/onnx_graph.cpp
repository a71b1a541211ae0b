// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx_graph.h"

#include "core/io/onnx_fields.h"

#include <cstring>
#include <sstream>

namespace saccade {

namespace {

using namespace onnx;

WireMessage tensor(const std::string& name, int type, const std::vector<std::int64_t>& shape,
                   std::string_view raw)
{
    WireMessage message;
    for (const std::int64_t extent : shape)
        message.number(field::TensorDims, extent);
    message.number(field::TensorType, type).text(field::TensorName, name).text(field::TensorRaw, raw);
    return message;
}

WireMessage value(const std::string& name, const std::vector<OnnxGraph::Extent>& extents)
{
    WireMessage shape;
    for (const OnnxGraph::Extent& extent : extents) {
        WireMessage dimension;
        if (const auto* open = std::get_if<std::string>(&extent))
            dimension.text(field::DimParameter, *open);
        else
            dimension.number(field::DimValue, std::get<std::int64_t>(extent));
        shape.message(field::ShapeDim, dimension);
    }
    WireMessage tensorType;
    tensorType.number(field::TypeElement, ElementFloat).message(field::TypeShape, shape);
    WireMessage type;
    type.message(field::TypeTensor, tensorType);
    WireMessage message;
    message.text(field::ValueName, name).message(field::ValueType, type);
    return message;
}

WireMessage attribute(const OnnxGraph::Attribute& from)
{
    WireMessage message;
    message.text(field::AttributeName, from.first);
    if (const auto* number = std::get_if<std::int64_t>(&from.second))
        message.number(field::AttributeInt, *number).number(field::AttributeType, KindInt);
    else if (const auto* real = std::get_if<float>(&from.second))
        message.real(field::AttributeFloat, *real).number(field::AttributeType, KindFloat);
    else {
        for (const std::int64_t entry : std::get<std::vector<std::int64_t>>(from.second))
            message.number(field::AttributeInts, entry);
        message.number(field::AttributeType, KindInts);
    }
    return message;
}

/// The bytes of numbers as little-endian machines have them; every machine this program is built for is one.
template <typename T>
std::string_view raw(std::span<const T> values)
{
    return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

} // namespace

void OnnxGraph::input(const std::string& name, const std::vector<Extent>& shape)
{
    m_graph.message(field::GraphInput, value(name, shape));
}

void OnnxGraph::output(const std::string& name, const std::vector<Extent>& shape)
{
    m_graph.message(field::GraphOutput, value(name, shape));
}

std::string OnnxGraph::constant(const std::string& name, const std::vector<std::int64_t>& shape,
                                std::span<const float> values)
{
    m_graph.message(field::GraphInitializer, tensor(name, ElementFloat, shape, raw(values)));
    return name;
}

std::string OnnxGraph::scalar(float value)
{
    std::ostringstream name;
    name.precision(9); // enough to tell any two apart
    name << "number_" << value;
    if (!m_shared.contains(name.str()))
        m_shared[name.str()] = constant(name.str(), {}, std::span<const float>(&value, 1));
    return name.str();
}

std::string OnnxGraph::wholeNumbers(const std::string& name, const std::vector<std::int64_t>& shape,
                                    const std::vector<std::int64_t>& values)
{
    if (m_shared.emplace(name, name).second)
        m_graph.message(field::GraphInitializer,
                        tensor(name, ElementInt64, shape, raw(std::span<const std::int64_t>(values))));
    return name;
}

std::string OnnxGraph::integers(const std::vector<std::int64_t>& values)
{
    std::string name = "integers";
    for (const std::int64_t entry : values)
        name += '_' + std::to_string(entry);
    return wholeNumbers(name, {std::int64_t(values.size())}, values);
}

std::string OnnxGraph::index(std::int64_t value)
{
    return wholeNumbers("index_" + std::to_string(value), {}, {value});
}

std::string OnnxGraph::node(const std::string& op, const std::vector<std::string>& inputs,
                            const std::vector<Attribute>& attributes, std::string output)
{
    const std::string name = op + '_' + std::to_string(m_nodes++);
    if (output.empty())
        output = name + "_output";
    WireMessage message;
    for (const std::string& input : inputs)
        message.text(field::NodeInput, input);
    message.text(field::NodeOutput, output).text(field::NodeName, name).text(field::NodeOp, op);
    for (const Attribute& entry : attributes)
        message.message(field::NodeAttribute, attribute(entry));
    m_graph.message(field::GraphNode, message);
    return output;
}

std::string OnnxGraph::model(const std::string& name, const std::map<std::string, std::string>& metadata)
{
    WireMessage graph = std::exchange(m_graph, {});
    graph.text(field::GraphName, name);
    WireMessage opset;
    opset.text(field::OpsetDomain, "").number(field::OpsetVersion, Opset);
    WireMessage message;
    message.number(field::ModelIrVersion, IrVersion)
        .text(field::ModelProducerName, "saccade")
        .text(field::ModelProducerVersion, SACCADE_VERSION)
        .message(field::ModelGraph, graph)
        .message(field::ModelOpsetImport, opset);
    for (const auto& [key, text] : metadata) {
        WireMessage entry;
        entry.text(field::EntryKey, key).text(field::EntryValue, text);
        message.message(field::ModelMetadata, entry);
    }
    return message.bytes();
}

} // namespace saccade
