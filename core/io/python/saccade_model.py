# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads the model in this folder as a torch.nn.Module. Needs torch and safetensors.

    from saccade_model import load

    model, config = load("FOLDER")
    logits = model(pictures)                                  # normalised, (B, 3, S, S) -> (B, classes)
    logits, attention = model(pictures, with_attention=True)  # a list: (B, heads, N, N) of each layer

A picture of bytes is normalised as (picture / 255 - config["mean"]) / config["std"], channel by channel."""
import json
import os

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F


def activation(spec):
    return F.gelu if spec["activation"] == "gelu" else F.relu


class FlatPatches(nn.Module):
    """Cuts the picture into patches and maps each to a token."""

    def __init__(self, spec):
        super().__init__()
        self.proj = nn.Conv2d(3, spec["dim"], spec["patch_size"], spec["patch_size"])

    def forward(self, pictures):
        return self.proj(pictures).flatten(2).transpose(1, 2)  # (B, patches, dim)


class ConvStem(nn.Module):
    """Convolutions of stride 2, each with a layer norm over the channels; then one of 1 x 1."""

    def __init__(self, spec):
        super().__init__()
        self.activation = activation(spec)
        self.backbone = nn.ModuleList()
        inputs, halved = 3, spec["patch_size"] // 2
        while halved >= 1:
            outputs = spec["dim"] // halved
            conv = nn.Conv2d(inputs, outputs, 3, stride=2, padding=1, bias=False)
            norm = nn.LayerNorm(outputs, eps=spec["norm_epsilon"])
            self.backbone.append(nn.ModuleDict({"conv": conv, "norm": norm}))
            inputs, halved = outputs, halved // 2
        self.proj = nn.Conv2d(inputs, spec["dim"], 1)

    def forward(self, x):
        for stage in self.backbone:
            x = stage["norm"](stage["conv"](x).permute(0, 2, 3, 1))
            x = self.activation(x).permute(0, 3, 1, 2)
        return self.proj(x).flatten(2).transpose(1, 2)


class Attention(nn.Module):
    def __init__(self, spec):
        super().__init__()
        self.heads = spec["heads"]
        self.qkv = nn.Linear(spec["dim"], 3 * spec["dim"])
        self.proj = nn.Linear(spec["dim"], spec["dim"])

    def forward(self, x):
        batch, tokens, dim = x.shape
        q, k, v = self.qkv(x).reshape(batch, tokens, 3, self.heads, dim // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q * (dim // self.heads) ** -0.5 @ k.transpose(-2, -1)).softmax(-1)  # (B, heads, N, N)
        return self.proj((weights @ v).transpose(1, 2).reshape(batch, tokens, dim)), weights


class Mlp(nn.Module):
    def __init__(self, spec):
        super().__init__()
        hidden = int(spec["dim"] * spec["mlp_ratio"] + 0.5)
        self.activation = activation(spec)
        self.fc1 = nn.Linear(spec["dim"], hidden)
        self.fc2 = nn.Linear(hidden, spec["dim"])

    def forward(self, x):
        return self.fc2(self.activation(self.fc1(x)))


class Block(nn.Module):
    def __init__(self, spec):
        super().__init__()
        self.norm_first = spec["norm_order"] == "pre"
        self.norm1 = nn.LayerNorm(spec["dim"], eps=spec["norm_epsilon"])
        self.attn = Attention(spec)
        self.norm2 = nn.LayerNorm(spec["dim"], eps=spec["norm_epsilon"])
        self.mlp = Mlp(spec)

    def forward(self, x):
        attended, weights = self.attn(self.norm1(x) if self.norm_first else x)
        if self.norm_first:
            x = x + attended
            return x + self.mlp(self.norm2(x)), weights
        x = self.norm1(x + attended)
        return self.norm2(x + self.mlp(x)), weights


class VisionTransformer(nn.Module):
    """Tokens stand in the order CLS, registers, patches. Registers have no position."""

    def __init__(self, spec):
        super().__init__()
        dim, patches = spec["dim"], (spec["image_size"] // spec["patch_size"]) ** 2
        self.has_cls = spec["pooling"] == "cls"
        self.prefix = int(self.has_cls) + spec["registers"]
        self.patch_embed = (ConvStem if spec["family"] == "hybrid" else FlatPatches)(spec)
        if self.has_cls:
            self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        if spec["registers"]:
            self.reg_token = nn.Parameter(torch.zeros(1, spec["registers"], dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, int(self.has_cls) + patches, dim))
        self.blocks = nn.ModuleList(Block(spec) for _ in range(spec["depth"]))
        if spec["norm_order"] == "pre":
            self.norm = nn.LayerNorm(dim, eps=spec["norm_epsilon"])
        self.head = nn.Linear(dim, spec["classes"])

    def forward(self, pictures, with_attention=False):
        x = self.patch_embed(pictures)
        x = x + self.pos_embed[:, -x.shape[1] :]
        tokens = []
        if self.has_cls:
            tokens.append((self.cls_token + self.pos_embed[:, :1]).expand(len(x), -1, -1))
        if hasattr(self, "reg_token"):
            tokens.append(self.reg_token.expand(len(x), -1, -1))
        x = torch.cat([*tokens, x], 1)
        maps = []
        for block in self.blocks:
            x, weights = block(x)
            maps.append(weights)
        if hasattr(self, "norm"):
            x = self.norm(x)
        logits = self.head(x[:, 0] if self.has_cls else x[:, self.prefix :].mean(1))
        return (logits, maps) if with_attention else logits


class ConvNorm(nn.Module):
    def __init__(self, inputs, outputs, spec):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(outputs, eps=spec["norm_epsilon"])


class ConvNetwork(nn.Module):
    """A stem at full size, then stages that each halve the side; the mean over the rest goes to the classifier."""

    def __init__(self, spec):
        super().__init__()
        self.activation = activation(spec)
        inputs = 24
        self.stem = ConvNorm(3, inputs, spec)
        self.stages = nn.ModuleList()
        for stage in range(spec["depth"]):
            outputs = spec["dim"] * (stage + 2 if stage else 1)
            down, block = ConvNorm(inputs, outputs, spec), ConvNorm(outputs, outputs, spec)
            self.stages.append(nn.ModuleDict({"down": down, "block": block}))
            inputs = outputs
        self.head = nn.Linear(inputs, spec["classes"])

    def forward(self, x, with_attention=False):
        x = self.activation(self.stem.bn(self.stem.conv(x)))
        for stage in self.stages:
            down, block = stage["down"], stage["block"]
            x = self.activation(down.bn(F.max_pool2d(down.conv(x), 2)))
            x = x + self.activation(block.bn(block.conv(x)))
        logits = self.head(x.mean((2, 3)))
        return (logits, []) if with_attention else logits


def load(folder="."):
    """(the model in evaluation mode, config.json)."""
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    spec = config["model"]
    model = ConvNetwork(spec) if spec["family"] == "cnn" else VisionTransformer(spec)
    weights = load_file(os.path.join(folder, "model.safetensors"))
    model.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
    return model.eval(), config
