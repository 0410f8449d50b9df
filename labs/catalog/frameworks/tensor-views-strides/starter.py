"""Twelve puzzles on views and strides.

"View" means: the result shares its memory with x, so that a number changed in x is changed in the result as well. x may lie in memory in any
way: with gaps, with its axes in another order, behind an offset. `x.as_strided(size, stride)` makes any view; it starts where x starts.
"""

import torch
from torch import Tensor


def strides_of(shape: list[int]) -> list[int]:
    """The strides of a contiguous tensor of this shape, in elements, the last axis running fastest."""
    raise NotImplementedError


def offset_of(x: Tensor, index: list[int]) -> int:
    """Where x[index] lies, counted in elements from the beginning of x's storage. One number of `index` for each axis."""
    raise NotImplementedError


def transposed(x: Tensor) -> Tensor:
    """[n, m] -> view [m, n]: rows and columns exchanged."""
    raise NotImplementedError


def diagonal(x: Tensor) -> Tensor:
    """[n, m] -> view [min(n, m)]: x[0, 0], x[1, 1], ..."""
    raise NotImplementedError


def repeated(x: Tensor, n: int) -> Tensor:
    """[m] -> view [n, m]: the same row n times, held in memory once."""
    raise NotImplementedError


def windows(x: Tensor, size: int) -> Tensor:
    """[n] -> view [n - size + 1, size]: row i is x[i : i + size]. Neighbouring rows overlap."""
    raise NotImplementedError


def patches(x: Tensor, p: int) -> Tensor:
    """[H, W] -> view [H / p, W / p, p, p]: the image cut into squares of side p, which divides H and W.

    result[i, j, a, b] is x[i * p + a, j * p + b].
    """
    raise NotImplementedError


def split_heads(x: Tensor, h: int) -> Tensor:
    """[B, T, D] -> view [B, h, T, D / h]: head k has the features from k * D / h on, at every position."""
    raise NotImplementedError


def flattens(x: Tensor) -> bool:
    """Whether all axes of x could be made one without a copy: elements in row order, at equal distances in memory."""
    raise NotImplementedError


def outer(a: Tensor, b: Tensor) -> Tensor:
    """[..., n] and [..., m] -> [..., n, m]: all products a_i b_j, for each place of the batch axes. No view, no loop."""
    raise NotImplementedError


def weighted_windows(x: Tensor, w: Tensor) -> Tensor:
    """[n] and [k] -> a new tensor [n - k + 1, k]: the windows of x of size k, each multiplied by w. x stays as it is."""
    raise NotImplementedError


def overlap_add(w: Tensor) -> Tensor:
    """[n, k] -> a new tensor [n + k - 1]: row i is added at the places from i to i + k - 1, the way back from `windows`."""
    raise NotImplementedError
