#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attribution methods once more, in float64 and from the papers, for the program's own to be compared with.

Reads a JSON file: a list of cases, each with "spec" (as in run.json), "weights" (name → shape and numbers),
"picture" (3·S·S normalised numbers), "requests" (method, layer, head, query, class, against, fuse, discard, each but the
first may be null). Prints a list of lists of maps, each a list of numbers."""
import collections
import json
import math
import sys

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


class Model:
    """A forward pass by formulas over named weights, that keeps what the methods look at."""

    def __init__(self, spec, weights):
        self.spec = spec
        self.w = {name: torch.tensor(t["data"]).reshape(t["shape"]) for name, t in weights.items()}
        self.cnn = spec["family"] == "cnn"
        self.has_cls = spec["pooling"] == "cls"
        self.prefix = (1 if self.has_cls else 0) + spec["registers"]
        self.side = spec["image_size"] // spec["patch_size"]

    def bend(self, x):
        return F.gelu(x) if self.spec["activation"] == "gelu" else F.relu(x)

    def linear(self, name, x):
        return x @ self.w[name + ".weight"].T + self.w[name + ".bias"]

    def norm(self, name, x):
        centred = x - x.mean(-1, keepdim=True)
        variance = centred.pow(2).mean(-1, keepdim=True)
        return centred / torch.sqrt(variance + self.spec["norm_epsilon"]) * self.w[name + ".weight"] + self.w[
            name + ".bias"]

    def __call__(self, pictures):
        self.attention, self.values, self.read, self.stages = [], [], [], []
        return self.convolutions(pictures) if self.cnn else self.transformer(pictures)

    def convolutions(self, x):
        def batch_norm(name, y):
            return F.batch_norm(y, self.w[name + ".running_mean"], self.w[name + ".running_var"],
                                self.w[name + ".weight"], self.w[name + ".bias"], False, 0.0,
                                self.spec["norm_epsilon"])

        x = self.bend(batch_norm("stem.bn", F.conv2d(x, self.w["stem.conv.weight"], padding=1)))
        for stage in range(self.spec["depth"]):
            name = f"stages.{stage}."
            x = F.max_pool2d(F.conv2d(x, self.w[name + "down.conv.weight"], padding=1), 2)
            x = self.bend(batch_norm(name + "down.bn", x))
            y = F.conv2d(x, self.w[name + "block.conv.weight"], padding=1)
            x = x + self.bend(batch_norm(name + "block.bn", y))
            self.stages.append(x)
        return self.linear("head", x.mean((2, 3)))

    def embed(self, x):
        if self.spec["family"] == "hybrid":
            stage = 0
            while x.shape[2] > self.side:
                name = f"patch_embed.backbone.{stage}."
                x = F.conv2d(x, self.w[name + "conv.weight"], stride=2, padding=1)
                x = self.bend(self.norm(name + "norm", x.movedim(1, -1))).movedim(-1, 1)
                stage += 1
        weight, bias = self.w["patch_embed.proj.weight"], self.w["patch_embed.proj.bias"]
        x = F.conv2d(x, weight, bias, stride=weight.shape[2]).flatten(2).transpose(1, 2)
        if not self.has_cls:
            x = x + self.w["pos_embed"]
        else:
            cls = self.w["cls_token"].expand(x.shape[0], -1, -1)
            x = torch.cat([cls, x], 1) + self.w["pos_embed"]
        if self.spec["registers"]:
            behind = 1 if self.has_cls else 0
            registers = self.w["reg_token"].expand(x.shape[0], -1, -1)
            x = torch.cat([x[:, :behind], registers, x[:, behind:]], 1)
        return x

    def attend(self, name, x):
        self.read.append(x)
        heads = self.spec["heads"]
        width = self.spec["dim"] // heads
        q, k, v = (t.reshape(*x.shape[:2], heads, width).transpose(1, 2)
                   for t in self.linear(name + "qkv", x).chunk(3, -1))
        a = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(width), -1)
        self.attention.append(a)
        self.values.append(v)
        return self.linear(name + "proj", (a @ v).transpose(1, 2).reshape(x.shape))

    def transformer(self, pictures):
        def feed(name, y):
            return self.linear(name + "mlp.fc2", self.bend(self.linear(name + "mlp.fc1", y)))

        x = self.embed(pictures)
        for layer in range(self.spec["depth"]):
            name = f"blocks.{layer}."
            if self.spec["norm_order"] == "pre":
                x = x + self.attend(name + "attn.", self.norm(name + "norm1", x))
                x = x + feed(name, self.norm(name + "norm2", x))
            else:
                x = self.norm(name + "norm1", x + self.attend(name + "attn.", x))
                x = self.norm(name + "norm2", x + feed(name, x))
        if self.spec["norm_order"] == "pre":
            x = self.norm("norm", x)
        return self.linear("head", x[:, 0] if self.has_cls else x[:, self.prefix:].mean(1))


def cells_of(spec):
    if spec["family"] != "cnn":
        return spec["image_size"] // spec["patch_size"]
    return 8 if spec["image_size"] % 8 == 0 else spec["image_size"] >> spec["depth"]


def by_cell(pixels, cells):
    """(S, S) → (cells, cells, pixels of the cell)."""
    size = pixels.shape[0] // cells
    return pixels.unfold(0, size, size).unfold(1, size, size).reshape(cells, cells, -1)


def fused(a, how):
    """(heads, N, N) → (N, N)."""
    return {"mean": a.mean(0), "max": a.max(0).values, "min": a.min(0).values}[how]


def discarded(a, share, has_cls):
    a = a.clone()
    first = 1 if has_cls else 0
    count = int(share * (a.shape[1] - first))
    lowest = torch.argsort(a[:, first:], dim=1, stable=True)[:, :count] + first
    return a.scatter(1, lowest, 0.0)


def residual(a):
    a = a + torch.eye(a.shape[0])
    return a / a.sum(1, keepdim=True)


def max_flow(capacity, source, sink):
    """Edmonds and Karp 1972: shortest ways first. capacity: node → node → number."""
    left = collections.defaultdict(lambda: collections.defaultdict(float))
    for a, row in capacity.items():
        for b, value in row.items():
            left[a][b] += value
            left[b][a] += 0.0
    total = 0.0
    while True:
        before = {source: None}
        queue = collections.deque([source])
        while queue and sink not in before:
            node = queue.popleft()
            for other, value in left[node].items():
                if value > 1e-14 and other not in before:
                    before[other] = node
                    queue.append(other)
        if sink not in before:
            return total
        way, node = [], sink
        while before[node] is not None:
            way.append((before[node], node))
            node = before[node]
        pushed = min(left[a][b] for a, b in way)
        for a, b in way:
            left[a][b] -= pushed
            left[b][a] += pushed
        total += pushed


class Methods:
    def __init__(self, case):
        self.model = Model(case["spec"], case["weights"])
        self.spec = case["spec"]
        side = self.spec["image_size"]
        self.picture = torch.tensor(case["picture"]).reshape(1, 3, side, side)

    def answer(self, request):
        self.request = request
        method = request["method"]
        picture = self.picture.clone().requires_grad_(True)
        self.logits = self.model(picture)[0]
        self.input = picture
        self.chosen = request["class"] if request["class"] is not None else int(self.logits.argmax())
        self.last = request["layer"] if request["layer"] is not None else self.spec["depth"] - 1
        self.a = [a[0] for a in self.model.attention]
        return getattr(self, method.replace("-", "_"))().detach().flatten().tolist()

    def seen(self, matrix):
        query, prefix = self.request["query"], self.model.prefix
        if query is not None:
            row = matrix[query]
        else:
            row = matrix[0] if self.model.has_cls else matrix[prefix:].mean(0)
        return row[prefix:]

    def gradients(self, of, chosen=None):
        chosen = self.chosen if chosen is None else chosen
        return [g[0] for g in torch.autograd.grad(self.logits[chosen], of, retain_graph=True)]

    def attention(self):
        return self.seen(self.a[self.last][self.request["head"]])

    def head_mean(self):
        return self.seen(fused(self.a[self.last], "mean"))

    def head_max(self):
        return self.seen(fused(self.a[self.last], "max"))

    def head_min(self):
        return self.seen(fused(self.a[self.last], "min"))

    def value_weighted(self):
        head = self.request["head"]
        v = self.model.values[self.last][0, head]
        width = v.shape[1]
        output = self.model.w[f"blocks.{self.last}.attn.proj.weight"][:, head * width:(head + 1) * width]
        return self.seen(self.a[self.last][head] * torch.linalg.norm(v @ output.T, dim=1)[None, :])

    def gradient_attention(self):
        gradient = self.gradients([self.model.attention[self.last]])[0]
        return self.seen((self.a[self.last] * gradient)[self.request["head"]])

    def layers(self, matrices):
        share = self.request["discard"] or 0.0
        return [residual(discarded(m, share, self.model.has_cls)) for m in matrices[:self.last + 1]]

    def rolled(self, matrices):
        result = torch.eye(matrices[0].shape[0])
        for m in self.layers(matrices):
            result = m @ result
        return self.seen(result)

    def rollout(self):
        return self.rolled([fused(a, self.request["fuse"] or "mean") for a in self.a])

    def gradient_rollout(self):
        gradients = self.gradients(self.model.attention)
        return self.rolled([F.relu((a * g).mean(0)) for a, g in zip(self.a, gradients)])

    def flow(self):
        layers = self.layers([fused(a, self.request["fuse"] or "mean") for a in self.a])
        tokens, prefix = layers[0].shape[0], self.model.prefix
        capacity = collections.defaultdict(dict)
        for number, layer in enumerate(layers):
            for i in range(tokens):
                for j in range(tokens):
                    capacity[number + 1, i][number, j] = float(layer[i, j])
        source = (len(layers), self.request["query"] or 0)
        if self.request["query"] is None and not self.model.has_cls:
            source = "all"
            capacity[source] = {(len(layers), i): 1 / (tokens - prefix) for i in range(prefix, tokens)}
        return torch.tensor([max_flow(capacity, source, (0, j)) for j in range(prefix, tokens)])

    def relevance_of(self, chosen):
        gradients = self.gradients(self.model.attention, chosen)
        result = torch.eye(self.a[0].shape[1])
        for a, g in list(zip(self.a, gradients))[:self.last + 1]:
            result = result + F.relu(g * a).mean(0) @ result
        return self.seen(result)

    def relevance(self):
        return self.relevance_of(self.chosen)

    def contrast(self):
        return self.relevance_of(self.chosen) - self.relevance_of(self.request["against"])

    def grad_cam(self):
        if self.model.cnn:
            activation = self.model.stages[self.last]
            gradient = self.gradients([activation])[0].flatten(1).T
            activation = activation[0].flatten(1).T
        else:
            activation = self.model.read[self.last]
            gradient = self.gradients([activation])[0][self.model.prefix:]
            activation = activation[0, self.model.prefix:]
        return F.relu(activation @ gradient.mean(0))

    def occlusion(self):
        cells = cells_of(self.spec)
        size = self.spec["image_size"] // cells
        whole = torch.softmax(self.logits, 0)[self.chosen].detach()
        hidden = []
        for row in range(cells):
            for column in range(cells):
                picture = self.picture.clone()
                picture[:, :, row * size:(row + 1) * size, column * size:(column + 1) * size] = 0
                hidden.append(picture)
        with torch.no_grad():
            return whole - torch.softmax(self.model(torch.cat(hidden)), 1)[:, self.chosen]

    def gradient(self):
        strongest = self.gradients([self.input])[0].abs().max(0).values
        return by_cell(strongest, cells_of(self.spec)).mean(-1)

    def integrated_gradients(self, steps=64):
        way = (torch.arange(steps) + 0.5) / steps
        pictures = (way.view(-1, 1, 1, 1) * self.picture).requires_grad_(True)
        gradient = torch.autograd.grad(self.model(pictures)[:, self.chosen].sum(), pictures)[0].mean(0)
        return by_cell((self.picture[0] * gradient).sum(0), cells_of(self.spec)).sum(-1)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    answers = []
    for case in cases:
        methods = Methods(case)
        answers.append([methods.answer(request) for request in case["requests"]])
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
