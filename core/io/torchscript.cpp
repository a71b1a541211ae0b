// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torchscript.h"

#include "core/io/model_info_json.h"
#include "core/io/torchscript_source.h"
#include "core/model/torch_model.h"
#include "core/platform/atomic_file.h"

#include <nlohmann/json.hpp>

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>

#include <sstream>

namespace saccade {

namespace {

using torch::jit::Module;

/// The same tree of parts in TorchScript: parameters, buffers and parts by their names. Each part is of a
/// type of its own, all in the compilation unit of the first.
void fill(Module& target, const torch::nn::Module& source)
{
    target.register_attribute("training", c10::BoolType::get(), false); // as what Python makes has
    for (const auto& entry : source.named_parameters(false))
        target.register_parameter(entry.key(), entry.value().detach().to(torch::kCPU).clone(), false);
    for (const auto& entry : source.named_buffers(false))
        target.register_buffer(entry.key(), entry.value().detach().to(torch::kCPU).clone());
    for (const auto& entry : source.named_children()) {
        Module part(c10::QualifiedName("__torch__.saccade.Part"), target._ivalue()->compilation_unit(), true);
        fill(part, *entry.value());
        target.register_module(entry.key(), part);
    }
}

} // namespace

void writeTorchScript(const ModelPtr& model, const std::filesystem::path& path)
{
    const Network& network = torchModel(model).network();
    Module script(c10::QualifiedName("__torch__.saccade.Model"));
    fill(script, network);
    script.define(torchScriptSource(network.spec()));
    std::ostringstream bytes;
    script.save(bytes, {{"saccade.json", modelInfoToJson(model->info()).dump(2)}});
    writeFileAtomically(path, std::string_view(bytes.str()));
}

torch::Tensor torchScriptLogits(const std::filesystem::path& path, const torch::Tensor& pictures,
                                std::vector<torch::Tensor>* attention)
{
    const torch::NoGradGuard noGrad;
    Module script = torch::jit::load(path.string(), torch::Device(torch::kCPU));
    const auto answer = script.get_method("forward_with_attention")({pictures}).toTuple();
    if (attention)
        *attention = answer->elements()[1].toTensorVector();
    return answer->elements()[0].toTensor();
}

} // namespace saccade
