#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures `saccade-cli bench` and python_step.py in turn and says what Saccade gains over Python on this machine.
Python runs in whichever of its own settings (BLAS, threads, attention) is its best: a first pass finds it. Called by
scripts/bench."""
import argparse
import glob
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys

STEP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "python_step.py")
PATIENCE = 600  # seconds for a start and the first steps on a busy machine
BATCH_SIZES = {"base": 128, "article": 64}


def say(text):
    print(text, file=sys.stderr, flush=True)


class Python:
    """One way of running python_step.py."""

    def __init__(self, options, blas, library_path, threads, attention, precision):
        self.options = options
        self.library_path = library_path
        self.arguments = ["--threads", str(threads), "--attention", attention, "--precision", precision]
        self.arguments += ["--device", options.device, "--batch-size", str(options.batch_size)]
        self.arguments += ["--model", options.preset]
        words = "torch's own threads" if threads == 0 else f"{threads} thread{'s' if threads > 1 else ''}"
        where = "" if options.device != "cpu" else f", BLAS {blas}, {words}"
        self.name = f"{precision}{where}, {attention} attention"

    def run(self, seconds):
        """Its JSON, or a sentence that says why there is none."""
        environment = dict(os.environ)
        environment.pop("LD_LIBRARY_PATH", None)
        if self.library_path:
            environment["LD_LIBRARY_PATH"] = self.library_path
        command = [self.options.python, STEP, "--seconds", str(seconds), *self.arguments]
        try:
            done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE + seconds)
        except subprocess.TimeoutExpired:
            return f"took longer than {PATIENCE} s to start"
        if done.returncode != 0:
            return (done.stderr.strip().splitlines() or ["no word of why"])[-1]
        return json.loads(done.stdout)


def blas_choices(installed_path):
    """(name, LD_LIBRARY_PATH): as installed, and each OpenBLAS that is there beside it."""
    choices = [("as installed", installed_path)]
    for folder in sorted(glob.glob("/usr/lib/*/openblas-*/")):
        link = os.path.join(os.path.dirname(folder.rstrip("/")), "libblas.so.3")
        ours = os.path.join(folder, "libblas.so.3")
        if os.path.exists(ours) and (installed_path or os.path.realpath(link) != os.path.realpath(ours)):
            choices.append((os.path.basename(folder.rstrip("/")), folder.rstrip("/")))
    return choices


def settings_of_python(options, precision):
    """All that are worth a trial. On a card neither BLAS nor threads matter."""
    if options.device == "cpu":
        places = itertools.product(blas_choices(options.python_library_path), sorted({0, 1, os.cpu_count()}))
    else:
        places = [(("as installed", options.python_library_path), 0)]
    return [
        Python(options, blas, path, threads, attention, precision)
        for (blas, path), threads in places
        for attention in ("explicit", "sdpa")
    ]


def choose(options, precision):
    """Tries every setting: (the fastest one or None, {name: images/s or a sentence})."""
    tried, best, best_rate = {}, None, 0.0
    for setting in settings_of_python(options, precision):
        result = setting.run(options.choose_seconds)
        rate = result["images_per_second"] if isinstance(result, dict) else result
        tried[setting.name] = rate
        say(f"  Python {setting.name}: " + (f"{rate:.1f} images/s" if isinstance(rate, float) else rate))
        if isinstance(rate, float) and rate > best_rate:
            best, best_rate = setting, rate
    return best, tried


def bench(options):
    command = [options.saccade, "bench", "--json", "--rounds", "1", "--seconds", str(options.seconds)]
    command += ["--device", options.device, "--batch-size", str(options.batch_size), "--preset", options.preset]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"saccade: {' '.join(command)} ended with {done.returncode}")
    return json.loads(done.stdout)


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, AttributeError, KeyError):
        return platform.platform()


def measure(options, settings):
    """A list, one entry a round, of {name: figure}."""
    rounds = []
    for number in range(1, options.rounds + 1):
        ours = bench(options)
        figures = {"saccade": ours, "fp32": ours["fp32_images_per_second"], "mixed": ours["mixed_images_per_second"]}
        for name, setting in settings.items():
            result = setting.run(options.seconds) if setting else None
            figures[name] = result["images_per_second"] if isinstance(result, dict) else None
            if isinstance(result, str):
                say(f"  {name}: {result}")
        figures["share_mixed"] = ours["share_of_ceiling_mixed"]
        rounds.append(figures)
        say(
            f"  round {number} of {options.rounds}: "
            + ", ".join(f"{key} {value:.1f}" for key, value in figures.items() if isinstance(value, float))
        )
    return rounds


def median_of(rounds, figure):
    """Over the rounds in which `figure` is known; None where it is in none."""
    values = [value for value in map(figure, rounds) if value is not None]
    return statistics.median(values) if values else None


def ratio(over, under):
    return lambda figures: figures[over] / figures[under] if figures[over] and figures[under] else None


RATIOS = (
    ("fp32 over Python's best fp32", ratio("fp32", "python_fp32")),
    ("mixed over Python's best fp32", ratio("mixed", "python_fp32")),
    ("mixed over Python's own bf16", ratio("mixed", "python_bf16")),
    ("mixed, share of the bf16 GEMM ceiling", lambda figures: figures["share_mixed"]),
)
# Of each ratio, with the preset base; None: of interest alone.
TARGETS = {"cpu": (1.8, 3.5, 1.2, 0.60), "cuda": (None, None, 1.3, None)}


def verdict_on(value, target):
    if value is None:
        return "not measured"
    if target is None:
        return ""
    return "met" if value >= target else "short of"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saccade", required=True, help="the program saccade-cli")
    parser.add_argument("--python", default="/usr/bin/python3", help="a Python that has torch")
    parser.add_argument("--python-library-path", default="", help="its LD_LIBRARY_PATH where nothing is changed")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="where both train")
    parser.add_argument("--preset", choices=tuple(BATCH_SIZES), default="base", help="what both train")
    parser.add_argument("--batch-size", type=int, help="128, of article 64; on cuda 512")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5.0, help="each measurement lasts")
    parser.add_argument("--choose-seconds", type=float, default=2.0, help="each trial of a setting of Python lasts")
    parser.add_argument("--json", metavar="FILE", help="write everything measured here")
    options = parser.parse_args()

    if options.batch_size is None:
        options.batch_size = BATCH_SIZES[options.preset] if options.device == "cpu" else 512
    load_before = os.getloadavg()[0]
    say("Python's best settings:")
    fp32, tried_fp32 = choose(options, "fp32")
    if fp32 is None:
        sys.exit("saccade: Python could not train in fp32 in any setting.")
    bf16, tried_bf16 = choose(options, "bf16")
    say("Saccade and Python in turn:")
    settings = {"python_fp32": fp32}
    if options.device == "cpu":
        settings["python_fp32_as_installed"] = Python(
            options, "as installed", options.python_library_path, 0, "explicit", "fp32"
        )
    settings["python_bf16"] = bf16
    rounds = measure(options, settings)
    ours = rounds[-1]["saccade"]
    print(f"{system()}, {processor()}, {os.cpu_count()} cores, load {load_before:.1f} before")
    print(
        f"Saccade: LibTorch {ours['libtorch']} on {ours['device']}, {ours['blas']}, {ours['threads']} threads, "
        f"{options.preset} in batches of {options.batch_size}"
    )
    print(f"Python's best fp32: {fp32.name}")
    print(f"Python's best bf16: {bf16.name if bf16 else 'none; ' + next(iter(tried_bf16.values()))}\n")
    print(f"{'images/s, median of the rounds':40} {'':>8}")
    medians = {}
    for name in ("fp32", "mixed", *settings):
        medians[name] = median_of(rounds, lambda figures, name=name: figures[name])
        print(f"  {name.replace('_', ' '):38} " + (f"{medians[name]:8.1f}" if medians[name] else "       –"))
    print(f"\n{'':40} {'measured':>8}  target")
    results = []
    targets = TARGETS[options.device] if options.preset == "base" else [None] * len(RATIOS)
    for (name, figure), target in zip(RATIOS, targets):
        value = median_of(rounds, figure)
        verdict = verdict_on(value, target)
        results.append({"name": name, "measured": value, "target": target, "verdict": verdict})
        measured = "–" if value is None else f"{value:.2f}"
        wanted = "–" if target is None else f"{target:.2f}"
        print(f"  {name:38} {measured:>8}  {wanted:>6}  {verdict}")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(
                {
                    "system": system(),
                    "processor": processor(),
                    "cores": os.cpu_count(),
                    "preset": options.preset,
                    "load": [load_before, os.getloadavg()[0]],
                    "python_tried": {**tried_fp32, **tried_bf16},
                    "python_best_fp32": fp32.name,
                    "python_best_bf16": bf16.name if bf16 else None,
                    "medians": medians,
                    "targets": results,
                    "rounds": rounds,
                },
                file,
                indent=2,
            )
            file.write("\n")


if __name__ == "__main__":
    main()
