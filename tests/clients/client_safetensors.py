# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports in Python's safetensors, and crafted files: what the format allows is opened, all else is refused. Where
Python's reader judges otherwise, that is printed and counts for nothing: the format's rules do."""
import json
import os
import struct
import subprocess

import numpy
import safetensors.numpy
from common import BAD_INPUT, Client

client = Client(__doc__)
for name, run, _ in client.models():
    for form in ("safetensors", "huggingface"):
        path = client.export(name, run, form)
        path = path if os.path.isfile(path) else os.path.join(path, "model.safetensors")
        ours = safetensors.numpy.load_file(path)
        client.check(f"safetensors, {name}, {form}", all(numpy.isfinite(x).all() for x in ours.values()),
                     f"{len(ours)} tensors, {sum(x.size for x in ours.values())} numbers")

name, run, _ = next(client.models())
with open(client.export(name, run, "safetensors"), "rb") as file:
    whole = file.read()
length = struct.unpack("<Q", whole[:8])[0]
header, data = json.loads(whole[8 : 8 + length]), whole[8 + length :]
first, second = sorted((key for key in header if key != "__metadata__"), key=lambda key: header[key]["data_offsets"])[:2]


def packed(text, body=data, size=None):
    text = text if isinstance(text, bytes) else text.encode()
    return struct.pack("<Q", len(text) if size is None else size) + text + body


def changed(key, field, value):
    """The header with one field of one tensor changed."""
    return packed(json.dumps({**header, key: {**header[key], field: value}}))


def without(*keys):
    return {key: value for key, value in header.items() if key not in keys}


def narrow(dtype, code):
    """The same tensors in another type of number."""
    body, entries, offset = b"", {"__metadata__": header["__metadata__"]}, 0
    for key in sorted(without("__metadata__"), key=lambda key: header[key]["data_offsets"]):
        begin, end = header[key]["data_offsets"]
        part = numpy.frombuffer(data[begin:end], numpy.float32).astype(dtype).tobytes()
        entries[key] = {"dtype": code, "shape": header[key]["shape"], "data_offsets": [offset, offset + len(part)]}
        body, offset = body + part, offset + len(part)
    return packed(json.dumps(entries), body)


text = json.dumps(header)
begin, end = header[first]["data_offsets"]
shape = header[first]["shape"]
last = max((key for key in header if key != "__metadata__"), key=lambda key: header[key]["data_offsets"])
ACCEPTED = {
    "as written": whole,
    "without padding": packed(text),
    "padded with many spaces": packed(text + " " * 4096),
    "spaces between": packed(json.dumps(header, indent=4)),
    "a space in front": packed(" " + text),
    "entries in another order": packed(json.dumps(dict(reversed(header.items())))),
    "fields in another order": packed(json.dumps(
        {key: dict(reversed(value.items())) if key != "__metadata__" else value for key, value in header.items()})),
    "names with escapes": packed(text.replace('"head.weight"', '"\\u0068ead.weight"')),
    "more metadata": packed(json.dumps({**header, "__metadata__": {**header["__metadata__"], "note": "ü"}})),
    "fp64": narrow(numpy.float64, "F64"),
    "fp16": narrow(numpy.float16, "F16"),
}
REFUSED = {
    "nothing": b"",
    "seven bytes": whole[:7],
    "a length alone": whole[:8],
    "half the header": whole[: 8 + length // 2],
    "half the data": whole[: 8 + length + len(data) // 2],
    "a byte too few": whole[:-1],
    "a byte too many": whole + b"\0",
    "a header longer than the file": packed(text, size=len(whole)),
    "a header of 2^63 bytes": packed(text, size=1 << 63),
    "a header of 100,000,001 bytes": packed(text, size=100_000_001),
    "a header of no bytes": struct.pack("<Q", 0) + data,
    "a list": packed("[]"),
    "a word": packed("\"header\""),
    "no JSON": packed(b"\xff" * 64),
    "JSON that does not end": packed(text[:-1]),
    "a comment": packed("/* */" + text),
    "a zero byte": packed(text + "\0"),
    "a tensor twice": packed(text[:-1] + f', "{first}": {json.dumps(header[first])}}}'),
    "a field twice": packed(text.replace('"dtype"', '"dtype": "F32", "dtype"', 1)),
    "metadata of numbers": packed(json.dumps({**header, "__metadata__": {"step": 1}})),
    "metadata that is a list": packed(json.dumps({**header, "__metadata__": []})),
    "nested without end": packed('{"a":' * 100_000 + "1" + "}" * 100_000),
    "no dtype": packed(json.dumps({**header, first: {"shape": shape, "data_offsets": [begin, end]}})),
    "no shape": packed(json.dumps({**header, first: {"dtype": "F32", "data_offsets": [begin, end]}})),
    "no offsets": packed(json.dumps({**header, first: {"dtype": "F32", "shape": shape}})),
    "a dtype that is none": changed(first, "dtype", "F31"),
    "a dtype of another size": changed(first, "dtype", "F16"),
    "a dtype that is a number": changed(first, "dtype", 32),
    "whole numbers for weights": changed(first, "dtype", "I32"),
    "a shape below zero": changed(first, "shape", [-1, *shape[1:]]),
    "a shape with a fraction": changed(first, "shape", [1.5, *shape[1:]]),
    "a shape whose product overflows": changed(first, "shape", [1 << 40, 1 << 40]),
    "a shape of another size": changed(first, "shape", [*shape, 2]),
    "a shape turned around": changed(last, "shape", list(reversed([*header[last]["shape"], 1]))),
    "offsets the other way": changed(first, "data_offsets", [end, begin]),
    "three offsets": changed(first, "data_offsets", [begin, end, end]),
    "an offset below zero": changed(first, "data_offsets", [-4, end]),
    "an overlap": changed(second, "data_offsets", [begin, begin + header[second]["data_offsets"][1] - end]),
    "a hole": packed(json.dumps(without(second))),
    "data behind the last tensor": packed(json.dumps(without(last))),
    "a tensor missing": packed(json.dumps(without(first)), data),
    "a name that is another": packed(text.replace('"head.bias"', '"tail.bias"')),
}


def pythons(path):
    try:
        safetensors.numpy.load_file(path)
        return True
    except Exception:  # pylint: disable=broad-except
        return False


folder = os.path.join(client.work, "crafted")
os.makedirs(folder, exist_ok=True)
path = os.path.join(folder, "crafted.safetensors")
for valid, files in ((True, ACCEPTED), (False, REFUSED)):
    for name, content in files.items():
        with open(path, "wb") as file:
            file.write(content)
        done = subprocess.run([client.saccade, "info", "--model", path], capture_output=True, text=True, check=False)
        fine = done.returncode == (0 if valid else BAD_INPUT) and (valid or path in done.stderr)
        client.check(f"crafted, {'opened' if valid else 'refused'}: {name}", fine, done.stderr.strip()[:200])
        if pythons(path) != valid:
            print(f"     Python's safetensors {safetensors.__version__} would {'refuse' if valid else 'open'} it")
client.end()
