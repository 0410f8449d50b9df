"""The diagonal step is computed from the shape

You step by m + 1 elements. That holds for a contiguous matrix of m columns. In general a step along the
diagonal is a step down and a step to the right: the sum of both strides.
"""

from torch import Tensor


def strides_of(shape: list[int]) -> list[int]:
    strides, passed = [], 1
    for size in reversed(shape):
        strides.insert(0, passed)
        passed *= size
    return strides


def offset_of(x: Tensor, index: list[int]) -> int:
    return x.storage_offset() + sum(i * s for i, s in zip(index, x.stride()))


def transposed(x: Tensor) -> Tensor:
    (n, m), (down, right) = x.shape, x.stride()
    return x.as_strided((m, n), (right, down))


def diagonal(x: Tensor) -> Tensor:
    return x.as_strided((min(x.shape),), (x.shape[1] + 1,))


def repeated(x: Tensor, n: int) -> Tensor:
    return x.as_strided((n, *x.shape), (0, *x.stride()))


def windows(x: Tensor, size: int) -> Tensor:
    (n,), (step,) = x.shape, x.stride()
    return x.as_strided((n - size + 1, size), (step, step))


def patches(x: Tensor, p: int) -> Tensor:
    (height, width), (down, right) = x.shape, x.stride()
    return x.as_strided((height // p, width // p, p, p), (p * down, p * right, down, right))


def split_heads(x: Tensor, h: int) -> Tensor:
    (batch, length, features), (example, position, feature) = x.shape, x.stride()
    d = features // h
    return x.as_strided((batch, h, length, d), (example, d * feature, position, feature))


def flattens(x: Tensor) -> bool:
    axes = [(size, stride) for size, stride in zip(x.shape, x.stride()) if size > 1]
    return all(front == size * step for (_, front), (size, step) in zip(axes, axes[1:]))


def outer(a: Tensor, b: Tensor) -> Tensor:
    return a.unsqueeze(-1) * b.unsqueeze(-2)


def weighted_windows(x: Tensor, w: Tensor) -> Tensor:
    return windows(x, len(w)) * w


def overlap_add(w: Tensor) -> Tensor:
    n, k = w.shape
    total = w.new_zeros(n + k - 1)
    for j in range(k):
        total[j : j + n] += w[:, j]
    return total
