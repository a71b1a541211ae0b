# SPDX-License-Identifier: GPL-3.0-or-later
"""Hugging Face folders of models that transformers does not know: by the loader that is in them, and by the lines of
their README.md."""
import importlib.util
import os
import re
import sys

import torch
from common import Client, in_batches


def loader_in(folder):
    spec = importlib.util.spec_from_file_location("saccade_model", os.path.join(folder, "saccade_model.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


client = Client(__doc__)
for name, run, spec in client.models():
    pictures, expected = client.tensors(name)
    folder = client.export(name, run, "huggingface")
    if not os.path.exists(os.path.join(folder, "saccade_model.py")):
        continue  # that of transformers
    model, _ = loader_in(folder).load(folder)
    with torch.no_grad():
        found = in_batches(lambda batch: model(torch.from_numpy(batch)).numpy(), pictures)
    client.same_logits(f"loader, {name}", expected, found)
    with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
        code = re.findall(r"```python\n(.*?)```", file.read(), re.DOTALL)
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.modules.pop("saccade_model", None)
    exec(code[0], {})  # written by the program itself
    sys.path.remove(folder)
    client.check(f"loader, {name}: the lines of its README.md", True)
client.end()
