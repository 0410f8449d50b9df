"""Every place by its number

The elements' places in memory are computed as a grid of numbers, `start + i * step`, by one small function.
Views are made from it through `torch.as_strided` with an explicit offset; whether a tensor flattens is read off
the places themselves, and the overlap is added with `index_add_`.
"""

from itertools import accumulate, product
from operator import mul

import torch


def places(x):
    ranges = [range(0, n * s, s) if s else [0] * n for n, s in zip(x.shape, x.stride())]
    return [x.storage_offset() + sum(steps) for steps in product(*ranges)]


def view(x, *axes):
    sizes, steps = zip(*axes)
    return torch.as_strided(x, sizes, steps, x.storage_offset())


def strides_of(shape):
    return list(accumulate([1, *shape[:0:-1]], mul))[::-1]


def offset_of(x, index):
    step = torch.tensor(x.stride())
    return int(x.storage_offset() + (step * torch.tensor(index)).sum())


def transposed(x):
    return view(x, (x.size(1), x.stride(1)), (x.size(0), x.stride(0)))


def diagonal(x):
    return view(x, (min(x.size(0), x.size(1)), x.stride(0) + x.stride(1)))


def repeated(x, n):
    return view(x, (n, 0), (x.size(0), x.stride(0)))


def windows(x, size):
    return view(x, (x.size(0) - size + 1, x.stride(0)), (size, x.stride(0)))


def patches(x, p):
    (h, w), (s, t) = x.size(), x.stride()
    return view(x, (h // p, s * p), (w // p, t * p), (p, s), (p, t))


def split_heads(x, h):
    d = x.size(2) // h
    return view(x, (x.size(0), x.stride(0)), (h, x.stride(2) * d), (x.size(1), x.stride(1)), (d, x.stride(2)))


def flattens(x):
    where = places(x)
    return len({after - before for before, after in zip(where, where[1:])}) <= 1


def outer(a, b):
    return a.reshape(*a.shape, 1) * b.reshape(*b.shape[:-1], 1, b.size(-1))


def weighted_windows(x, w):
    copied = windows(x, w.size(0)).clone()
    copied *= w
    return copied


def overlap_add(w):
    n, k = w.shape
    at = torch.arange(n)[:, None] + torch.arange(k)
    return torch.zeros(n + k - 1, dtype=w.dtype).index_add_(0, at.reshape(-1), w.reshape(-1))
