# SPDX-License-Identifier: GPL-3.0-or-later
"""Safetensors exports in timm, and vision transformers of timm in Saccade."""
import os
from functools import partial

import numpy
import timm
import torch
from common import Client, in_batches, noise_picture
from safetensors.torch import load_file, save_file
from timm.models.vision_transformer import VisionTransformer

client = Client(__doc__)


def like(spec):
    """timm's model of the same shape, or None where it has none."""
    if spec["family"] != "vit" or spec["norm_order"] != "pre" or spec["registers"] > 0:
        return None
    cls = spec["pooling"] == "cls"
    return VisionTransformer(
        img_size=spec["image_size"],
        patch_size=spec["patch_size"],
        num_classes=spec["classes"],
        embed_dim=spec["dim"],
        depth=spec["depth"],
        num_heads=spec["heads"],
        mlp_ratio=spec["mlp_ratio"],
        class_token=cls,
        global_pool="token" if cls else "avg",
        fc_norm=False,
        norm_layer=partial(torch.nn.LayerNorm, eps=spec["norm_epsilon"]),
        act_layer=torch.nn.GELU if spec["activation"] == "gelu" else torch.nn.ReLU,
    )


def answer(model, pixels):
    """(logits, attention of each layer) of one normalised picture."""
    maps = []
    for block in model.blocks:
        block.attn.fused_attn = False
        block.attn.attn_drop.register_forward_hook(lambda module, inputs, output: maps.append(output[0].numpy()))
    with torch.no_grad():
        logits = model(torch.from_numpy(pixels[None])).numpy()
    return logits, numpy.stack(maps)


def lively(model, seed=0):
    """Random weights that make a difference, biases and norms too."""
    torch.manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.05)
    return model.eval()


for name, run, spec in client.models():
    model = like(spec)
    if model is None:
        continue
    pictures, expected = client.tensors(name)
    model.load_state_dict(load_file(client.export(name, run, "safetensors")))
    model.eval()
    with torch.no_grad():
        found = in_batches(lambda batch: model(torch.from_numpy(batch)).numpy(), pictures)
    client.same_logits(f"timm {timm.__version__}, {name}", expected, found)

small = partial(VisionTransformer, img_size=56, patch_size=14, embed_dim=64, depth=2, num_heads=4)
STRANGERS = {  # a model of timm, what is said of it
    "ViT-Ti/16": (timm.create_model("vit_tiny_patch16_224"), []),
    "ViT-S/32": (timm.create_model("vit_small_patch32_224"), []),
    "LayerScale, registers, no classifier": (
        small(init_values=0.5, reg_tokens=4, no_embed_class=True, num_classes=0), ["--heads", 4]),
    "registers with positions": (small(reg_tokens=2, num_classes=7), ["--heads", 4]),
    "no bias of query, key and value": (small(qkv_bias=False, num_classes=7), ["--heads", 4]),
    "mean of the patches": (
        small(class_token=False, global_pool="avg", fc_norm=False, num_classes=7), ["--heads", 4]),
}
for name, (model, options) in STRANGERS.items():
    lively(model)
    path = os.path.join(client.work, "timm.safetensors")
    save_file({key: value.contiguous() for key, value in model.state_dict().items()}, path)
    picture = os.path.join(client.work, "noise.png")
    pixels = noise_picture(picture, model.patch_embed.img_size[0])
    logits, attention = client.explain(path, picture, *options)
    expected, maps = answer(model, (pixels - 0.5) / 0.5)
    client.same_logits(f"of timm, {name}", expected, logits)
    client.same_attention(f"of timm, {name}: attention", maps, attention)

model = lively(small(num_classes=7))
path = os.path.join(client.work, "timm.safetensors")
save_file(model.state_dict(), path)
larger = small(num_classes=7, img_size=84)
weights = dict(model.state_dict())
grid = weights["pos_embed"][:, 1:].reshape(1, 4, 4, 64).permute(0, 3, 1, 2)
grid = torch.nn.functional.interpolate(grid, (6, 6), mode="bicubic", align_corners=False)
weights["pos_embed"] = torch.cat([weights["pos_embed"][:, :1], grid.permute(0, 2, 3, 1).reshape(1, 36, 64)], 1)
larger.load_state_dict(weights)
picture = os.path.join(client.work, "noise.png")
pixels = noise_picture(picture, 84)
logits, _ = client.explain(path, picture, "--heads", 4, "--image-size", 84)
client.same_logits("of timm, positions interpolated", answer(larger.eval(), (pixels - 0.5) / 0.5)[0], logits)

REFUSED = {
    "distilled": (timm.create_model("deit_tiny_distilled_patch16_224"), "distillation"),
    "a norm before the first block": (small(pre_norm=True), "norm_pre"),
    "normalised queries": (small(qk_norm=True), "normalised"),
    "a norm behind the mean": (small(global_pool="avg"), "fc_norm"),
    "pooling by attention": (small(global_pool="map"), "attn_pool"),
    "the number of heads": (small(), "--heads"),
}
for name, (model, word) in REFUSED.items():
    save_file({key: value.contiguous() for key, value in model.state_dict().items()}, path)
    client.refused(f"of timm, refused: {name}", word, path)
client.end()
