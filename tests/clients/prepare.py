# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains a small model of every kind that export tells apart, and writes down what each says of the first 1,000 test
pictures: the figures that the clients are compared with."""
import argparse
import json
import os
import subprocess
import sys

SMALL = {"dim": 48, "depth": 3, "heads": 3, "patch_size": 4, "mlp_ratio": 2}
KINDS = {
    "vit": {},
    "vit-relu-sincos": {"activation": "relu", "positions": "sincos"},
    "vit-mean": {"pooling": "mean"},
    "vit-post-registers": {"norm_order": "post", "registers": 3},
    "hybrid": {"family": "hybrid", "registers": 2},
    "cnn": {"family": "cnn", "dim": 16, "depth": 3},
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saccade", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--data", default="shapes")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--model", action="append", default=[], metavar="NAME=RUN", help="one more, of the same data")
    options = parser.parse_args()

    def call(*arguments):
        done = subprocess.run([options.saccade, *arguments], stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"saccade-cli {' '.join(arguments)}: exit code {done.returncode}")
        return done.stdout

    runs = dict(entry.split("=", 1) for entry in options.model)
    for name, changes in KINDS.items():
        runs[name] = os.path.join(options.work, "runs", name)
        if os.path.exists(os.path.join(runs[name], "checkpoints", "best.safetensors")):
            continue
        os.makedirs(options.work, exist_ok=True)
        spec = os.path.join(options.work, name + ".json")
        with open(spec, "w", encoding="utf-8") as file:
            length = {"epochs": 1} if options.data == "shapes" else {"minutes": 0.3}
            json.dump({"model": {**SMALL, **changes}, "train": {**length, "batch_size": 64}}, file)
        call("train", "--data", options.data, "--spec", spec, "--seed", "1", "--out", runs[name])
    models = []
    for name, run in runs.items():
        call("eval", "--model", run, "--data", options.data, "--json", "--tensor-count", str(options.count), "--tensors",
             os.path.join(options.work, "tensors", name))
        models.append({"name": name, "run": run, "model": json.loads(call("info", "--model", run, "--json"))["model"]})
    with open(os.path.join(options.work, "models.json"), "w", encoding="utf-8") as file:
        json.dump(models, file, indent=2)


if __name__ == "__main__":
    main()
