// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/onnx_writer.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace saccade {

/// A graph of ONNX operators (https://onnx.ai/onnx/operators/), put together node by node; a value is known
/// by its name. Opset 17, IR version 8.
class OnnxGraph
{
public:
    using Attribute = std::pair<std::string, std::variant<std::int64_t, float, std::vector<std::int64_t>>>;
    /// A size, or a name for one that is open: "batch".
    using Extent = std::variant<std::int64_t, std::string>;

    /// Both are fp32.
    void input(const std::string& name, const std::vector<Extent>& shape);
    void output(const std::string& name, const std::vector<Extent>& shape);

    /// A constant; returns its name.
    std::string constant(const std::string& name, const std::vector<std::int64_t>& shape,
                         std::span<const float> values);
    /// A constant of one fp32 number, or of a list of whole numbers; the same one twice is stored once.
    std::string scalar(float value);
    std::string integers(const std::vector<std::int64_t>& values);
    /// One whole number, without a dimension.
    std::string index(std::int64_t value);

    /// A node with one output, which gets this name, or a new one; returns it.
    std::string node(const std::string& op, const std::vector<std::string>& inputs,
                     const std::vector<Attribute>& attributes = {}, std::string output = {});

    /// The bytes of an .onnx file; the graph is empty afterwards.
    std::string model(const std::string& name, const std::map<std::string, std::string>& metadata);

private:
    std::string wholeNumbers(const std::string& name, const std::vector<std::int64_t>& shape,
                             const std::vector<std::int64_t>& values);

    WireMessage m_graph;
    std::map<std::string, std::string> m_shared; ///< constants that may be asked for again
    int m_nodes = 0;
};

} // namespace saccade
