// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torchscript_source.h"

#include <cmath>
#include <limits>
#include <sstream>

namespace saccade {

namespace {

/// With all its digits, and always as a number that is not whole.
std::string real(double value)
{
    std::ostringstream text;
    text.precision(std::numeric_limits<double>::max_digits10);
    text << value;
    const std::string digits = text.str();
    return digits.find_first_of(".e") == std::string::npos ? digits + ".0" : digits;
}

/// "blocks", 3, "norm1" → getattr(self.blocks, "3").norm1: a number is no name in the language.
std::string partOf(const std::string& list, int place, const std::string& rest)
{
    return "getattr(self." + list + ", \"" + std::to_string(place) + "\")." + rest;
}

std::string weightAndBias(const std::string& part)
{
    return part + ".weight, " + part + ".bias";
}

/// What every family has.
std::string common(const ModelSpec& spec)
{
    const std::string gelu =
        "x * 0.5 * (1.0 + torch.erf(x * " + real(1.0 / std::sqrt(2.0)) + "))"; // by the error function
    return "def forward(self, pictures: Tensor) -> Tensor:\n"
           "    return self.forward_with_attention(pictures)[0]\n"
           "def linear(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:\n"
           "    return torch.matmul(x, weight.t()) + bias\n"
           "def activate(self, x: Tensor) -> Tensor:\n"
           "    return " +
           (spec.activation == Activation::Gelu ? gelu : std::string("torch.relu(x)")) + "\n";
}

/// A block, and the layer norm and attention that it is made of.
std::string blockSource(const ModelSpec& spec)
{
    std::ostringstream text;
    text << "def layer_norm(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:\n"
         << "    return torch.layer_norm(x, [x.size(-1)], weight, bias, " << real(spec.normEpsilon) << ")\n"
         << "def attend(self, x: Tensor, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, "
            "proj_bias: Tensor) -> Tuple[Tensor, Tensor]:\n"
         << "    qkv = self.linear(x, qkv_weight, qkv_bias).reshape([x.size(0), x.size(1), 3, " << spec.heads
         << ", " << spec.headDim() << "]).permute([2, 0, 3, 1, 4])\n"
         << "    scores = torch.matmul(qkv[0] * " << real(1.0 / std::sqrt(double(spec.headDim())))
         << ", qkv[1].transpose(-2, -1))\n"
         << "    weights = torch.softmax(scores, -1)\n"
         << "    mixed = torch.matmul(weights, qkv[2]).transpose(1, 2).reshape([x.size(0), x.size(1), "
         << spec.dim << "])\n"
         << "    return (self.linear(mixed, proj_weight, proj_bias), weights)\n"
         << "def feed_forward(self, x: Tensor, fc1_weight: Tensor, fc1_bias: Tensor, fc2_weight: Tensor, "
            "fc2_bias: Tensor) -> Tensor:\n"
         << "    return self.linear(self.activate(self.linear(x, fc1_weight, fc1_bias)), fc2_weight, "
            "fc2_bias)\n"
         << "def block(self, x: Tensor, norm1_weight: Tensor, norm1_bias: Tensor, qkv_weight: Tensor, "
            "qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, norm2_weight: Tensor, norm2_bias: "
            "Tensor, fc1_weight: Tensor, fc1_bias: Tensor, fc2_weight: Tensor, fc2_bias: Tensor) -> "
            "Tuple[Tensor, Tensor]:\n";
    const char* attend = "qkv_weight, qkv_bias, proj_weight, proj_bias)\n";
    const char* feed = "fc1_weight, fc1_bias, fc2_weight, fc2_bias)";
    if (spec.normOrder == NormOrder::Pre)
        text << "    attended, weights = self.attend(self.layer_norm(x, norm1_weight, norm1_bias), " << attend
             << "    x = x + attended\n"
             << "    x = x + self.feed_forward(self.layer_norm(x, norm2_weight, norm2_bias), " << feed
             << "\n";
    else
        text << "    attended, weights = self.attend(x, " << attend
             << "    x = self.layer_norm(x + attended, norm1_weight, norm1_bias)\n"
             << "    x = self.layer_norm(x + self.feed_forward(x, " << feed
             << ", norm2_weight, norm2_bias)\n";
    text << "    return (x, weights)\n";
    return text.str();
}

/// (B, 3, S, S) → (B, dim, rows, columns), in x.
std::string patchSource(const ModelSpec& spec)
{
    std::ostringstream text;
    text << "    x = pictures\n";
    int side = spec.patchSize;
    if (spec.family == Family::Hybrid) {
        int stage = 0;
        for (int halved = spec.patchSize / 2; halved >= 1; halved /= 2, ++stage) {
            text << "    x = torch.conv2d(x, " << partOf("patch_embed.backbone", stage, "conv.weight")
                 << ", None, [2, 2], [1, 1]).permute([0, 2, 3, 1])\n"
                 << "    x = self.activate(self.layer_norm(x, "
                 << weightAndBias(partOf("patch_embed.backbone", stage, "norm"))
                 << ")).permute([0, 3, 1, 2])\n";
        }
        side = 1;
    }
    text << "    x = torch.conv2d(x, " << weightAndBias("self.patch_embed.proj") << ", [" << side << ", "
         << side << "])\n";
    return text.str();
}

std::string transformerSource(const ModelSpec& spec)
{
    const bool cls = spec.pooling == Pooling::Cls;
    std::ostringstream text;
    text << blockSource(spec)
         << "def forward_with_attention(self, pictures: Tensor) -> Tuple[Tensor, List[Tensor]]:\n"
         << "    maps: List[Tensor] = []\n"
         << patchSource(spec) << "    x = x.flatten(2).transpose(1, 2) + self.pos_embed.narrow(1, "
         << (cls ? 1 : 0) << ", " << spec.patches() << ")\n";
    std::string tokens;
    if (cls)
        tokens += "(self.cls_token + self.pos_embed.narrow(1, 0, 1)).expand([x.size(0), -1, -1]), ";
    if (spec.registers > 0)
        tokens += "self.reg_token.expand([x.size(0), -1, -1]), ";
    if (!tokens.empty())
        text << "    x = torch.cat([" << tokens << "x], 1)\n";
    for (int layer = 0; layer < spec.depth; ++layer) {
        text << "    x, weights = self.block(x";
        for (const char* part : {"norm1", "attn.qkv", "attn.proj", "norm2", "mlp.fc1", "mlp.fc2"})
            text << ", " << weightAndBias(partOf("blocks", layer, part));
        text << ")\n    maps.append(weights)\n";
    }
    if (spec.normOrder == NormOrder::Pre)
        text << "    x = self.layer_norm(x, " << weightAndBias("self.norm") << ")\n";
    if (cls)
        text << "    x = x.select(1, 0)\n";
    else
        text << "    x = x.narrow(1, " << spec.prefixTokens() << ", " << spec.patches() << ").mean([1])\n";
    text << "    return (self.linear(x, " << weightAndBias("self.head") << "), maps)\n";
    return text.str();
}

/// What a batch norm in evaluation is made of.
std::string withFigures(const std::string& bn)
{
    return weightAndBias(bn) + ", " + bn + ".running_mean, " + bn + ".running_var";
}

std::string cnnSource(const ModelSpec& spec)
{
    std::ostringstream text;
    text
        << "def convolve(self, x: Tensor, weight: Tensor) -> Tensor:\n"
        << "    return torch.conv2d(x, weight, None, [1, 1], [1, 1])\n"
        << "def batch_norm(self, x: Tensor, weight: Tensor, bias: Tensor, mean: Tensor, variance: Tensor) -> "
           "Tensor:\n"
        << "    return torch.batch_norm(x, weight, bias, mean, variance, False, 0.1, "
        << real(spec.normEpsilon) << ", False)\n"
        << "def forward_with_attention(self, pictures: Tensor) -> Tuple[Tensor, List[Tensor]]:\n"
        << "    maps: List[Tensor] = []\n"
        << "    x = self.activate(self.batch_norm(self.convolve(pictures, self.stem.conv.weight), "
        << withFigures("self.stem.bn") << "))\n";
    for (int stage = 0; stage < spec.depth; ++stage) {
        const auto norm = [stage](const std::string& half) {
            return withFigures(partOf("stages", stage, half + ".bn"));
        };
        text << "    x = torch.max_pool2d(self.convolve(x, " << partOf("stages", stage, "down.conv.weight")
             << "), [2, 2])\n"
             << "    x = self.activate(self.batch_norm(x, " << norm("down") << "))\n"
             << "    x = x + self.activate(self.batch_norm(self.convolve(x, "
             << partOf("stages", stage, "block.conv.weight") << "), " << norm("block") << "))\n";
    }
    text << "    return (self.linear(x.mean([2, 3]), " << weightAndBias("self.head") << "), maps)\n";
    return text.str();
}

} // namespace

std::string torchScriptSource(const ModelSpec& spec)
{
    return common(spec) + (spec.family == Family::Cnn ? cnnSource(spec) : transformerSource(spec));
}

} // namespace saccade
