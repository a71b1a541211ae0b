// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/tensors.h"

#include "core/values/error.h"

#include <cstring>
#include <sstream>

namespace saccade {

namespace {

constexpr std::pair<at::ScalarType, const char*> DTypes[] = {{at::kFloat, "F32"},
                                                             {at::kDouble, "F64"},
                                                             {at::kHalf, "F16"},
                                                             {at::kBFloat16, "BF16"},
                                                             {at::kLong, "I64"}};

std::string text(at::IntArrayRef shape)
{
    std::ostringstream result;
    result << shape;
    return result.str();
}

} // namespace

NamedTensors namedTensors(const torch::nn::Module& module)
{
    NamedTensors result;
    for (const auto& entry : module.named_parameters())
        result.emplace_back(entry.key(), entry.value());
    for (const auto& entry : module.named_buffers())
        result.emplace_back(entry.key(), entry.value());
    return result;
}

void writeTensors(const std::filesystem::path& path, const NamedTensors& tensors,
                  const std::map<std::string, std::string>& metadata)
{
    std::vector<torch::Tensor> kept; // contiguous copies on the CPU, alive until the file is written
    std::vector<TensorToWrite> entries;
    for (const auto& [name, tensor] : tensors) {
        kept.push_back(tensor.detach().to(torch::kCPU).contiguous());
        const torch::Tensor& data = kept.back();
        const auto* known = std::find_if(std::begin(DTypes), std::end(DTypes), [&data](const auto& pair) {
            return pair.first == data.scalar_type();
        });
        TORCH_CHECK(known != std::end(DTypes), "tensor ", name, " of type ", data.scalar_type());
        entries.push_back({name,
                           known->second,
                           data.sizes().vec(),
                           {static_cast<const std::byte*>(data.data_ptr()), std::size_t(data.nbytes())}});
    }
    writeSafetensors(path, std::move(entries), metadata);
}

torch::Tensor readTensor(const SafetensorsFile& file, const std::string& name, at::IntArrayRef shape)
{
    const TensorEntry* entry = file.find(name);
    const std::string where = file.path().string();
    if (!entry)
        throw Error::badInput(where, "a tensor \"" + name + '"', "none of this name");
    if (at::IntArrayRef(entry->shape) != shape)
        throw Error::badInput(where + ": tensor \"" + name + '"', "shape " + text(shape), text(entry->shape));
    const auto* known = std::find_if(std::begin(DTypes), std::end(DTypes),
                                     [entry](const auto& pair) { return entry->dtype == pair.second; });
    if (known == std::end(DTypes) || known->first == at::kLong)
        throw Error::badInput(where + ": tensor \"" + name + '"', "F32, F64, F16 or BF16", entry->dtype);
    auto result = torch::empty(shape, known->first);
    const auto bytes = file.bytes(*entry);
    if (!bytes.empty())
        std::memcpy(result.data_ptr(), bytes.data(), bytes.size());
    return result.to(torch::kFloat32);
}

} // namespace saccade
