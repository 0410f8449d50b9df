"""Twelve puzzles on views and strides. Element [i, j, ...] of x lies at offset + i * stride[0] + j * stride[1] + ..."""

from torch import Tensor


def strides_of(shape: list[int]) -> list[int]:
    # One step along an axis passes over all elements of the axes behind it.
    strides, passed = [], 1
    for size in reversed(shape):
        strides.insert(0, passed)
        passed *= size
    return strides


def offset_of(x: Tensor, index: list[int]) -> int:
    return x.storage_offset() + sum(i * s for i, s in zip(index, x.stride()))


def transposed(x: Tensor) -> Tensor:
    # One step down in the result is one step to the right in x.
    (n, m), (down, right) = x.shape, x.stride()
    return x.as_strided((m, n), (right, down))


def diagonal(x: Tensor) -> Tensor:
    # One step is a step down and a step to the right at once.
    return x.as_strided((min(x.shape),), (sum(x.stride()),))


def repeated(x: Tensor, n: int) -> Tensor:
    # A step to the next row goes nowhere.
    return x.as_strided((n, *x.shape), (0, *x.stride()))


def windows(x: Tensor, size: int) -> Tensor:
    # A step down and a step to the right are the same step in x.
    (n,), (step,) = x.shape, x.stride()
    return x.as_strided((n - size + 1, size), (step, step))


def patches(x: Tensor, p: int) -> Tensor:
    # From patch to patch it is p steps, within a patch one.
    (height, width), (down, right) = x.shape, x.stride()
    return x.as_strided((height // p, width // p, p, p), (p * down, p * right, down, right))


def split_heads(x: Tensor, h: int) -> Tensor:
    # The axis of features is cut in two: from head to head it is d steps, within a head one.
    (batch, length, features), (example, position, feature) = x.shape, x.stride()
    d = features // h
    return x.as_strided((batch, h, length, d), (example, d * feature, position, feature))


def flattens(x: Tensor) -> bool:
    # At the end of an axis the next step of the axis in front must go on at the same distance. An axis of size 1 is
    # never stepped along, so its stride says nothing.
    axes = [(size, stride) for size, stride in zip(x.shape, x.stride()) if size > 1]
    return all(front == size * step for (_, front), (size, step) in zip(axes, axes[1:]))


def outer(a: Tensor, b: Tensor) -> Tensor:
    # Axes of size 1 are stretched: [..., n, 1] times [..., 1, m]
    return a.unsqueeze(-1) * b.unsqueeze(-2)


def weighted_windows(x: Tensor, w: Tensor) -> Tensor:
    # The product is a new tensor. Multiplied in place, elements that windows share would be multiplied many times.
    return windows(x, len(w)) * w


def overlap_add(w: Tensor) -> Tensor:
    # Column j of w belongs to the places from j on; columns do not overlap themselves, so each is added whole.
    n, k = w.shape
    total = w.new_zeros(n + k - 1)
    for j in range(k):
        total[j : j + n] += w[:, j]
    return total
