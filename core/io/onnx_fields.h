// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade::onnx {

// Field numbers of onnx.proto, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
namespace field {
constexpr int ModelIrVersion = 1, ModelProducerName = 2, ModelProducerVersion = 3, ModelGraph = 7,
              ModelOpsetImport = 8, ModelMetadata = 14;
constexpr int OpsetDomain = 1, OpsetVersion = 2;
constexpr int EntryKey = 1, EntryValue = 2;
constexpr int GraphNode = 1, GraphName = 2, GraphInitializer = 5, GraphInput = 11, GraphOutput = 12;
constexpr int NodeInput = 1, NodeOutput = 2, NodeName = 3, NodeOp = 4, NodeAttribute = 5;
constexpr int AttributeName = 1, AttributeFloat = 2, AttributeInt = 3, AttributeInts = 8, AttributeType = 20;
constexpr int TensorDims = 1, TensorType = 2, TensorName = 8, TensorRaw = 9;
constexpr int ValueName = 1, ValueType = 2;
constexpr int TypeTensor = 1, TypeElement = 1, TypeShape = 2;
constexpr int ShapeDim = 1, DimValue = 1, DimParameter = 2;
} // namespace field

constexpr int ElementFloat = 1;
constexpr int ElementInt64 = 7;
constexpr int KindFloat = 1;
constexpr int KindInt = 2;
constexpr int KindInts = 7;
constexpr int IrVersion = 8;
constexpr int Opset = 17;

} // namespace saccade::onnx
