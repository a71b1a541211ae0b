#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains the model of Saccade's preset `base` in Python, the way it is usually written, and prints one line of
JSON with its images/s. What Saccade's own figures are compared with; see compare_with_python.py."""
import argparse
import contextlib
import json
import os
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

IMAGE, PATCH, CLASSES = 32, 4, 10
DIM, DEPTH, HEADS, MLP_RATIO = 192, 6, 3, 4
FIRST_STEP = 5  # as in Saccade's own measurement: what comes before is the start


class Attention(nn.Module):
    def __init__(self, fused):
        super().__init__()
        self.fused = fused
        self.qkv = nn.Linear(DIM, 3 * DIM)
        self.proj = nn.Linear(DIM, DIM)

    def forward(self, x):
        batch, tokens, _ = x.shape
        qkv = self.qkv(x).reshape(batch, tokens, 3, HEADS, DIM // HEADS).permute(2, 0, 3, 1, 4)
        q, k, v = qkv.unbind(0)
        if self.fused:
            x = F.scaled_dot_product_attention(q, k, v)
        else:
            scores = (q @ k.transpose(-2, -1)) * (DIM // HEADS) ** -0.5
            x = scores.softmax(dim=-1) @ v
        return self.proj(x.transpose(1, 2).reshape(batch, tokens, DIM))


class Block(nn.Module):
    def __init__(self, fused):
        super().__init__()
        self.norm1 = nn.LayerNorm(DIM, eps=1e-6)
        self.attn = Attention(fused)
        self.norm2 = nn.LayerNorm(DIM, eps=1e-6)
        self.fc1 = nn.Linear(DIM, MLP_RATIO * DIM)
        self.fc2 = nn.Linear(MLP_RATIO * DIM, DIM)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.fc2(F.gelu(self.fc1(self.norm2(x))))


class ViT(nn.Module):
    def __init__(self, fused):
        super().__init__()
        patches = (IMAGE // PATCH) ** 2
        self.patch_embed = nn.Conv2d(3, DIM, kernel_size=PATCH, stride=PATCH)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, DIM))
        self.pos_embed = nn.Parameter(torch.randn(1, patches + 1, DIM) * 0.02)
        self.blocks = nn.ModuleList(Block(fused) for _ in range(DEPTH))
        self.norm = nn.LayerNorm(DIM, eps=1e-6)
        self.head = nn.Linear(DIM, CLASSES)

    def forward(self, pictures):
        x = self.patch_embed(pictures).flatten(2).transpose(1, 2)
        x = torch.cat((self.cls_token.expand(x.shape[0], -1, -1), x), dim=1) + self.pos_embed
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x)[:, 0])


def batches(size, device):
    """CIFAR-like pictures, cropped and flipped a batch at a time where the model is, without end."""
    data = torch.randint(0, 256, (5000 if device == "cpu" else 50000, 3, IMAGE, IMAGE), dtype=torch.uint8).to(device)
    labels = torch.randint(0, CLASSES, (len(data),)).to(device)
    while True:
        for rows in torch.randperm(len(data), device=device).split(size):
            if len(rows) < size:
                continue
            pictures = (data[rows].float() / 255 - 0.5) / 0.25
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
    model = ViT(fused).to(options.device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.05)
    criterion = nn.CrossEntropyLoss()
    seconds, steps, step, last, counted = 0.0, 0, 0, 0.0, FIRST_STEP
    # A graphics card works off a queue: only when it is waited for is a step known to be done.
    together = 1 if options.device == "cpu" else 50
    for pictures, labels in batches(options.batch_size, options.device):
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
