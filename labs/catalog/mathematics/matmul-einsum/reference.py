"""The matrix product and sums of products by named indices, from multiplications and sums of whole arrays."""

import math

import numpy as np

# C_ij = Σ_k A_ik B_kj: lay out one product for each (i, k, j), then add up over k


def matmul(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    if A.shape[-1] != B.shape[-2]:
        raise ValueError("A has to have as many columns as B has rows")
    products = A[..., :, :, None] * B[..., None, :, :]  # [..., n, k, 1] * [..., 1, k, m] -> [..., n, k, m]
    return products.sum(axis=-2)  # [..., n, m]


# C_out = Σ_summed Π_operands: give every letter an axis of its own, multiply, add up over the letters that are not kept


def einsum_lite(spec: str, *ops: np.ndarray) -> np.ndarray:
    left, out = spec.split("->")
    words = left.split(",")
    size = sizes(words, ops)
    summed = sorted(set(size) - set(out))
    letters = [*out, *summed]

    # one index array a letter, long on the letter's own axis and of size 1 on all others
    index = dict(zip(letters, np.ix_(*(np.arange(size[letter]) for letter in letters))))
    # x[index i, index j] is x on axes i and j, with size 1 elsewhere; x[index i, index i] is its diagonal on axis i
    spread = [x[tuple(index[letter] for letter in word)] for word, x in zip(words, ops)]
    return math.prod(spread).sum(axis=tuple(range(len(out), len(letters))))


def sizes(words: list[str], ops: tuple[np.ndarray, ...]) -> dict[str, int]:
    """What size each letter stands for."""
    found: dict[str, int] = {}
    for word, x in zip(words, ops):
        for letter, n in zip(word, x.shape):
            if found.setdefault(letter, n) != n:
                raise ValueError(f"{letter} would be {found[letter]} and {n}")
    return found
