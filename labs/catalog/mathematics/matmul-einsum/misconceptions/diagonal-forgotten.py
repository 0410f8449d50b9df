r"""A letter that stands twice in one word does not take the diagonal

For `"ii->i"` your code adds up each row: it treats the second $i$ as an index of its own and sums it away.
Both positions carry the *same* letter, so they always have the same value: entries $x_{00}, x_{11}, \dots$
and no others.
"""

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
    ops = [each_letter_once(x, word) for x, word in zip(ops, left.split(","))]
    left = ",".join("".join(dict.fromkeys(word)) for word in left.split(","))
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


def each_letter_once(x, word):
    repeated = [i for i, letter in enumerate(word) if letter in word[:i]]
    return x.sum(axis=tuple(repeated))
