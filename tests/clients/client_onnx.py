# SPDX-License-Identifier: GPL-3.0-or-later
"""Exported ONNX files in onnx's checker and in ONNX Runtime."""
import json
import os

import numpy
import onnx
import onnxruntime
from common import Client, in_batches, noise_picture

client = Client(__doc__)
for name, run, spec in client.models():
    pictures, expected = client.tensors(name)
    path = client.export(name, run, "onnx")
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    opset = model.opset_import[0].version
    client.check(f"onnx, {name}: checker", opset == 17 and model.ir_version == 8, f"opset {opset}")
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    client.check(f"onnx, {name}: the batch is open", isinstance(session.get_inputs()[0].shape[0], str))
    found = in_batches(lambda batch: session.run(["logits"], {"pixel_values": batch})[0], pictures)
    client.same_logits(f"onnx, {name}: ONNX Runtime", expected, found)

    if spec["family"] == "cnn":
        continue
    path = client.export(name + "-attention", run, "onnx", "--with-attention")
    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    picture = os.path.join(client.work, "noise.png")
    pixels = noise_picture(picture, spec["image_size"])
    logits, attention = client.explain(run, picture)
    metadata = onnx.load(path).metadata_props[0].value
    info = json.loads(metadata)
    mean, deviation = (numpy.array(info[key], numpy.float32).reshape(3, 1, 1) for key in ("mean", "std"))
    answer = session.run(None, {"pixel_values": ((pixels - mean) / deviation)[None]})
    names = [output.name for output in session.get_outputs()]
    maps = [answer[names.index(f"attention_{i}")][0] for i in range(spec["depth"])]
    client.same_logits(f"onnx, {name}: a picture file", logits, answer[names.index("logits")])
    client.same_attention(f"onnx, {name}: attention", attention, numpy.stack(maps))
client.end()
