# SPDX-License-Identifier: GPL-3.0-or-later
"""Exported TorchScript files in Python's torch."""
import json
import os

import numpy
import torch
from common import Client, in_batches, noise_picture

client = Client(__doc__)
for name, run, spec in client.models():
    pictures, expected = client.tensors(name)
    path = client.export(name, run, "torchscript")
    files = {"saccade.json": ""}
    model = torch.jit.load(path, _extra_files=files).eval()
    info = json.loads(files["saccade.json"])
    client.check(f"torchscript, {name}: description", info["model"] == spec)
    with torch.no_grad():
        found = in_batches(lambda batch: model(torch.from_numpy(batch)).numpy(), pictures)
        client.same_logits(f"torchscript, {name}: torch {torch.__version__}", expected, found)
        picture = os.path.join(client.work, "noise.png")
        mean, deviation = (numpy.array(info[key], numpy.float32).reshape(3, 1, 1) for key in ("mean", "std"))
        pixels = (noise_picture(picture, spec["image_size"]) - mean) / deviation
        logits, maps = model.forward_with_attention(torch.from_numpy(pixels[None]))
    if spec["family"] == "cnn":
        client.check(f"torchscript, {name}: no attention", len(maps) == 0)
        continue
    expected, attention = client.explain(run, picture)
    client.same_logits(f"torchscript, {name}: a picture file", expected, logits.numpy())
    client.same_attention(f"torchscript, {name}: attention", attention, torch.cat(maps).numpy())
client.end()
