# SPDX-License-Identifier: GPL-3.0-or-later
"""What the clients share: how the program is called, how numbers are compared, how a check is counted."""
import argparse
import json
import os
import subprocess
import sys

import numpy

LOGITS = 1e-4  # largest difference of a logit
ATTENTION = 1e-5  # largest difference of an attention weight
BAD_INPUT = 3  # the program's exit code


class Client:
    """One program that reads what Saccade writes, or writes what Saccade reads."""

    def __init__(self, description):
        parser = argparse.ArgumentParser(description=description)
        parser.add_argument("--saccade", required=True, help="the program saccade-cli")
        parser.add_argument("--work", required=True, help="the folder that prepare.py filled")
        options = parser.parse_args()
        self.saccade = options.saccade
        self.work = options.work
        self.passed = self.failed = 0

    def check(self, name, fine, detail=""):
        self.passed += bool(fine)
        self.failed += not fine
        print(f"{'ok  ' if fine else 'FAIL'} {name}" + (f": {detail}" if detail else ""), flush=True)
        return fine

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(self.failed > 0)

    def call(self, *arguments, code=0):
        """What it prints; ends the client where the exit code is another."""
        done = subprocess.run([self.saccade, *map(str, arguments)], capture_output=True, text=True, check=False)
        if done.returncode != code:
            sys.exit(f"saccade-cli {' '.join(map(str, arguments))}: exit code {done.returncode}: {done.stderr}")
        return done.stdout

    def refused(self, name, word, *arguments):
        """Checks that a model is refused as bad input, by a sentence with this word."""
        command = [self.saccade, "info", "--model", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.check(name, done.returncode == BAD_INPUT and word in done.stderr, done.stderr.strip())

    def models(self):
        """The prepared models: (name, folder of the run, what config.json says of its shape)."""
        with open(os.path.join(self.work, "models.json"), encoding="utf-8") as file:
            for entry in json.load(file):
                yield entry["name"], entry["run"], entry["model"]

    def tensors(self, name):
        """(pixel_values, logits) of the prepared pictures."""
        folder = os.path.join(self.work, "tensors", name)
        return tuple(numpy.load(os.path.join(folder, part + ".npy")) for part in ("pixel_values", "logits"))

    def export(self, name, run, form, *options):
        """The path that was written; what reading it back showed is a check of its own."""
        out = os.path.join(self.work, "exports", form, name)
        result = json.loads(self.call("export", "--model", run, "--format", form, "--out", out, "--json", *options))
        back = result["check"]
        if back is not None:
            self.check(f"{form}, {name}: read back", back["same_class"] == back["pictures"], json.dumps(back))
        return result["path"]

    def same_logits(self, name, expected, found):
        difference = float(numpy.abs(expected - found).max())
        same = int((expected.argmax(1) == found.argmax(1)).sum())
        fine = expected.shape == found.shape and difference < LOGITS and same == len(expected)
        self.check(name, fine, f"logits within {difference:.1e}, the same class {same} of {len(expected)}")

    def same_attention(self, name, expected, found):
        """Both (layers, …, N, N)."""
        fine = expected.shape == found.shape
        difference = float(numpy.abs(expected - found).max()) if fine else None
        self.check(name, fine and difference < ATTENTION, f"{found.shape}, within {difference}")

    def explain(self, model, picture, *options):
        """(logits, attention (layers, heads, N, N)) that the program finds for a picture file."""
        out = os.path.join(self.work, "explained")
        self.call("explain", "--model", model, "--image", picture, "--method", "head-mean", "--full", "--out", out,
                  *options)
        with open(os.path.join(out, "explanation.json"), encoding="utf-8") as file:
            logits = numpy.array([json.load(file)["logits"]], dtype=numpy.float32)
        return logits, numpy.load(os.path.join(out, "attention.npy"))


def in_batches(function, pictures, size=100):
    return numpy.concatenate([function(pictures[i : i + size]) for i in range(0, len(pictures), size)])


def noise_picture(path, side, seed=0):
    """Writes a square PNG of random bytes and returns it, (3, side, side) in 0..1."""
    from PIL import Image

    bytes_ = numpy.random.default_rng(seed).integers(0, 256, (side, side, 3), dtype=numpy.uint8)
    Image.fromarray(bytes_).save(path)
    return (bytes_.astype(numpy.float32) / 255).transpose(2, 0, 1)
