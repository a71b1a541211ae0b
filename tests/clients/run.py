# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every client, or those named, and says how many checks passed. Called by scripts/test-clients."""
import argparse
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CLIENTS = ["safetensors", "timm", "transformers", "loader", "onnx", "torchscript"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saccade", required=True, help="the program saccade-cli")
    parser.add_argument("--work", required=True, help="a folder for models and exports")
    parser.add_argument("--data", default="shapes", help="shapes, or a folder of CIFAR-10")
    parser.add_argument("--model", action="append", default=[], metavar="NAME=RUN", help="one more, of the same data")
    parser.add_argument("clients", nargs="*", metavar="CLIENT", help=", ".join(CLIENTS))
    options = parser.parse_args()
    unknown = set(options.clients) - set(CLIENTS)
    if unknown:
        sys.exit(f"saccade: there is no client {', '.join(sorted(unknown))}; there are {', '.join(CLIENTS)}")
    work, saccade = os.path.abspath(options.work), os.path.abspath(options.saccade)
    extra = [word for model in options.model for word in ("--model", model)]
    prepare = [sys.executable, os.path.join(HERE, "prepare.py"), "--saccade", saccade, "--work", work]
    if subprocess.run([*prepare, "--data", options.data, *extra], check=False).returncode != 0:
        sys.exit("saccade: the models could not be made.")
    passed = failed = 0
    for name in options.clients or CLIENTS:
        print(f"== {name}", flush=True)
        command = [sys.executable, os.path.join(HERE, f"client_{name}.py"), "--saccade", saccade, "--work", work]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            lines = []
            for line in process.stdout:
                print(line, end="", flush=True)
                lines.append(line)
        counts = re.match(r"(\d+) passed, (\d+) failed", lines[-1]) if lines else None
        if counts:
            passed, failed = passed + int(counts[1]), failed + int(counts[2])
        else:  # it broke off
            failed += 1
            print(f"FAIL {name}: ended with {process.returncode} before its end")
    print(f"clients: {passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
