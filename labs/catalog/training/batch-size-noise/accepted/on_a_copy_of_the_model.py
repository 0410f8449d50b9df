"""On a copy of the model

A copy may be treated as one likes: `backward` fills the copy's gradients, and the model under training never notices.
The full gradient needs one copy only, since `backward` adds up. The noise is written with the variance that has n - 1
below the line, which makes the factor for drawing without replacement 1 - B/n.
"""

import copy
import math
import random

import torch


def epoch(n, size, generator):
    order = list(range(n))
    random.Random(int(torch.randint(2**62, (), generator=generator))).shuffle(order)
    count = math.ceil(n / size)
    return [torch.tensor(order[k * size : (k + 1) * size]) for k in range(count)]


def collected(twin):
    parts = []
    for p in twin.parameters():
        if p.requires_grad:
            parts += p.grad.reshape(-1).tolist()
    return torch.tensor(parts, dtype=next(twin.parameters()).dtype)


def clean_copy(model):
    twin = copy.deepcopy(model)
    twin.zero_grad()
    return twin


def gradient(model, loss_fn, X, y):
    twin = clean_copy(model)
    loss_fn(twin(X), y).backward()
    return collected(twin)


def full_gradient(model, loss_fn, X, y, batches):
    twin = clean_copy(model)
    n = sum(map(len, batches))
    for rows in batches:
        (loss_fn(twin(X[rows]), y[rows]) * len(rows) / n).backward()
    return collected(twin)


def squared(v):
    return float(torch.dot(v, v))


def expected_noise(model, loss_fn, X, y, size):
    n = len(X)
    full = gradient(model, loss_fn, X, y)
    distances = [squared(gradient(model, loss_fn, X[[i]], y[[i]]) - full) for i in range(n)]
    return sum(distances) / (n - 1) / size * (1 - size / n)


def measured_noise(model, loss_fn, X, y, batches):
    full = gradient(model, loss_fn, X, y)
    return sum(squared(gradient(model, loss_fn, X[rows], y[rows]) - full) for rows in batches) / len(batches)


def noise_scale(small, big, b, B):
    x = sum(small.tolist()) / len(small)
    z = sum(big.tolist()) / len(big)
    noise = b * B * (x - z) / (B - b)
    signal = x - noise / b
    return signal, noise, noise / signal
