#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the model of one of Saccade's presets in Python, the way it is usually written, and prints one line of
JSON with its images/s. What Saccade's own figures are compared with; see compare_with_python.py."""
import argparse
import contextlib
import dataclasses
import json
import os
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

IMAGE, PATCH, CLASSES = 32, 4, 10
FIRST_STEP = 5  # as in Saccade's own measurement: what comes before is the start


@dataclasses.dataclass
class Model:
    dim: int
    depth: int
    heads: int
    mlp_ratio: int
    pre_norm: bool
    activation: object
    dropout: float
    optimizer: object
    augments: bool


MODELS = {
    "base": Model(
        dim=192, depth=6, heads=3, mlp_ratio=4, pre_norm=True, activation=F.gelu, dropout=0.0, augments=True,
        optimizer=lambda parameters: torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.05),
    ),
    "article": Model(
        dim=64, depth=6, heads=8, mlp_ratio=4, pre_norm=False, activation=F.relu, dropout=0.1, augments=False,
        optimizer=lambda parameters: torch.optim.Adam(parameters, lr=1e-3),
    ),
}  # fmt: skip


def dropout(model):
    return nn.Dropout(model.dropout) if model.dropout > 0 else nn.Identity()


class Attention(nn.Module):
    def __init__(self, model, fused):
        super().__init__()
        self.fused = fused
        self.heads = model.heads
        self.head_dim = model.dim // model.heads
        self.qkv = nn.Linear(model.dim, 3 * model.dim)
        self.proj = nn.Linear(model.dim, model.dim)

    def forward(self, x):
        batch, tokens, dim = x.shape
        qkv = self.qkv(x).reshape(batch, tokens, 3, self.heads, self.head_dim).permute(2, 0, 3, 1, 4)
        q, k, v = qkv.unbind(0)
        if self.fused:
            x = F.scaled_dot_product_attention(q, k, v)
        else:
            scores = (q @ k.transpose(-2, -1)) * self.head_dim**-0.5
            x = scores.softmax(dim=-1) @ v
        return self.proj(x.transpose(1, 2).reshape(batch, tokens, dim))


class Block(nn.Module):
    def __init__(self, model, fused):
        super().__init__()
        self.pre_norm = model.pre_norm
        self.activation = model.activation
        self.norm1 = nn.LayerNorm(model.dim, eps=1e-6)
        self.attn = Attention(model, fused)
        self.norm2 = nn.LayerNorm(model.dim, eps=1e-6)
        self.fc1 = nn.Linear(model.dim, model.mlp_ratio * model.dim)
        self.fc2 = nn.Linear(model.mlp_ratio * model.dim, model.dim)
        self.drop = dropout(model)

    def mlp(self, x):
        return self.drop(self.fc2(self.drop(self.activation(self.fc1(x)))))

    def forward(self, x):
        if self.pre_norm:
            x = x + self.drop(self.attn(self.norm1(x)))
            return x + self.mlp(self.norm2(x))
        x = self.norm1(x + self.drop(self.attn(x)))
        return self.norm2(x + self.mlp(x))


class ViT(nn.Module):
    def __init__(self, model, fused):
        super().__init__()
        patches = (IMAGE // PATCH) ** 2
        self.patch_embed = nn.Conv2d(3, model.dim, kernel_size=PATCH, stride=PATCH)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, model.dim))
        self.pos_embed = nn.Parameter(torch.randn(1, patches + 1, model.dim) * 0.02)
        self.drop = dropout(model)
        self.blocks = nn.ModuleList(Block(model, fused) for _ in range(model.depth))
        self.norm = nn.LayerNorm(model.dim, eps=1e-6) if model.pre_norm else nn.Identity()
        self.head = nn.Linear(model.dim, CLASSES)

    def forward(self, pictures):
        x = self.patch_embed(pictures).flatten(2).transpose(1, 2)
        x = self.drop(torch.cat((self.cls_token.expand(x.shape[0], -1, -1), x), dim=1) + self.pos_embed)
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x)[:, 0])


def batches(size, device, augments):
    """CIFAR-like pictures, where the model is and without end; `augments`: cropped and flipped a batch at a time."""
    data = torch.randint(0, 256, (5000 if device == "cpu" else 50000, 3, IMAGE, IMAGE), dtype=torch.uint8).to(device)
    labels = torch.randint(0, CLASSES, (len(data),)).to(device)
    while True:
        for rows in torch.randperm(len(data), device=device).split(size):
            if len(rows) < size:
                continue
            pictures = (data[rows].float() / 255 - 0.5) / 0.25
            if not augments:
                yield pictures, labels[rows]
                continue
            pictures = F.pad(pictures, (4, 4, 4, 4), mode="reflect")
            top, left = torch.randint(0, 9, (2,)).tolist()
            pictures = pictures[:, :, top : top + IMAGE, left : left + IMAGE]
            if torch.rand(()) < 0.5:
                pictures = pictures.flip(3)
            yield pictures, labels[rows]


def train(options):
    fused = options.attention == "sdpa"
    bf16 = options.precision == "bf16"
    torch.manual_seed(1)
    kind = MODELS[options.model]
    model = ViT(kind, fused).to(options.device)
    optimizer = kind.optimizer(model.parameters())
    criterion = nn.CrossEntropyLoss()
    seconds, steps, step, last, counted = 0.0, 0, 0, 0.0, FIRST_STEP
    # A graphics card works off a queue: only when it is waited for is a step known to be done.
    together = 1 if options.device == "cpu" else 50
    for pictures, labels in batches(options.batch_size, options.device, kind.augments):
        with torch.autocast(options.device, dtype=torch.bfloat16) if bf16 else contextlib.nullcontext():
            loss = criterion(model(pictures), labels)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step < FIRST_STEP or (step - FIRST_STEP) % together:
            continue
        if options.device != "cpu":
            torch.cuda.synchronize()
        now = time.perf_counter()
        if step > FIRST_STEP:
            seconds += now - last
            steps += step - counted
        last, counted = now, step
        if seconds >= options.seconds and steps >= 3:
            break
    if not torch.isfinite(loss):
        raise RuntimeError("the loss is not a finite number")
    return steps * options.batch_size / seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=tuple(MODELS), default="base", help="as the preset of this name")
    parser.add_argument("--threads", type=int, default=0, help="torch.set_num_threads; 0: as torch comes")
    parser.add_argument("--precision", choices=("fp32", "bf16"), default="fp32", help="bf16: autocast")
    parser.add_argument("--attention", choices=("explicit", "sdpa"), default="explicit")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    if options.attention == "sdpa" and not hasattr(F, "scaled_dot_product_attention"):
        sys.exit("this torch has no scaled_dot_product_attention")
    if options.threads > 0:
        torch.set_num_threads(options.threads)
    try:
        images_per_second = train(options)
    except RuntimeError as error:
        sys.exit(f"this torch cannot train it so: {str(error).splitlines()[0]}")
    print(
        json.dumps(
            {
                "images_per_second": images_per_second,
                "precision": options.precision,
                "attention": options.attention,
                "threads": torch.get_num_threads(),
                "torch": torch.__version__,
                "library_path": os.environ.get("LD_LIBRARY_PATH", ""),
            }
        )
    )


if __name__ == "__main__":
    main()
