# SPDX-License-Identifier: GPL-3.0-or-later
"""Hugging Face folders in transformers and, by the lines of their README.md, in timm; models of transformers in
Saccade."""
import contextlib
import io
import os
import re
import shutil

import numpy
import torch
import transformers
from common import Client, in_batches, noise_picture
from transformers import Dinov2Config, Dinov2Model, ViTConfig, ViTForImageClassification, ViTModel

client = Client(__doc__)
picture = os.path.join(client.work, "noise.png")


def lively(model, seed=0):
    torch.manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.05)
    return model.eval()


def readme_code(folder):
    with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
        return re.findall(r"```python\n(.*?)```", file.read(), re.DOTALL)


for name, run, spec in client.models():
    pictures, expected = client.tensors(name)
    folder = client.export(name, run, "huggingface")
    if os.path.exists(os.path.join(folder, "saccade_model.py")):
        continue  # that of client_loader.py
    model = ViTForImageClassification.from_pretrained(folder, attn_implementation="eager").eval()
    with torch.no_grad():
        found = in_batches(lambda batch: model(torch.from_numpy(batch)).logits.numpy(), pictures)
    client.same_logits(f"transformers {transformers.__version__}, {name}", expected, found)

    noise_picture(picture, spec["image_size"])
    logits, attention = client.explain(run, picture)
    os.chdir(folder)
    shutil.copy(picture, "picture.png")
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(readme_code(folder)[0], names)  # written by the program itself
    answer = names["answer"]
    client.same_logits(f"transformers, {name}: the lines of README.md", logits, answer.logits.numpy())
    client.same_attention(f"transformers, {name}: attention", attention, torch.cat(answer.attentions).numpy())
    names = {}
    exec(readme_code(folder)[1], names)
    with torch.no_grad():
        found = in_batches(lambda batch: names["model"](torch.from_numpy(batch)).numpy(), pictures)
    client.same_logits(f"transformers, {name}: the lines for timm", expected, found)

    again = os.path.join(client.work, "exports", "again", name)
    model.save_pretrained(again, safe_serialization=True)
    shutil.copy("preprocessor_config.json", again)
    logits_again, attention_again = client.explain(again, picture)
    client.same_logits(f"transformers, {name}: saved by it, opened again", logits, logits_again)
    client.same_attention(f"transformers, {name}: saved by it, attention", attention, attention_again)

# Written out, attention is put out by every version.
eager = {"attn_implementation": "eager"}
tiny = {"hidden_size": 192, "num_hidden_layers": 12, "num_attention_heads": 3, "intermediate_size": 768, **eager}
small = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 128,
         "image_size": 48, "patch_size": 8, **eager}
STRANGERS = {
    "ViTForImageClassification, ViT-Ti/16": ViTForImageClassification(ViTConfig(**tiny, num_labels=1000)),
    "ViTForImageClassification, relu, no bias of query, key and value":
        ViTForImageClassification(ViTConfig(**small, num_labels=5, hidden_act="relu", qkv_bias=False)),
    "ViTModel": ViTModel(ViTConfig(**small)),
    "Dinov2Model": Dinov2Model(Dinov2Config(hidden_size=64, num_hidden_layers=2, num_attention_heads=4, mlp_ratio=2,
                                            image_size=56, patch_size=14, layerscale_value=0.5, **eager)),
}
for name, model in STRANGERS.items():
    folder = os.path.join(client.work, "exports", "strangers")
    shutil.rmtree(folder, ignore_errors=True)
    lively(model).save_pretrained(folder, safe_serialization=True)
    pixels = (noise_picture(picture, model.config.image_size) - 0.5) / 0.5
    with torch.no_grad():
        answer = model(torch.from_numpy(pixels[None]), output_attentions=True)
    expected = answer.logits if "logits" in answer else answer.last_hidden_state[:, 0]
    logits, attention = client.explain(folder, picture)
    client.same_logits(f"of transformers, {name}", expected.numpy(), logits)
    client.same_attention(f"of transformers, {name}: attention", torch.cat(answer.attentions).numpy(), attention)

folder = os.path.join(client.work, "exports", "refused")
ViTModel(ViTConfig(**small, hidden_act="gelu_new")).save_pretrained(folder, safe_serialization=True)
client.refused("of transformers, refused: GELU by tanh", "hidden_act", folder)
client.end()
