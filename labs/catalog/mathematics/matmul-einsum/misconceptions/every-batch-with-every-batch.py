"""Valid, but this is np.dot; the lab asks for np.matmul

Each matrix of the first batch was multiplied with *each* of the second, so `[b, n, k]` and `[c, k, m]` become
`[b, n, c, m]`. That is what `np.dot` and `np.tensordot` do. This lab pairs batches one to one and repeats
those of size 1, as `np.matmul`, `torch.matmul` and `@` do.
"""

import math

import numpy as np

# C_ij = Σ_k A_ik B_kj: lay out one product for each (i, k, j), then add up over k


def matmul(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    if A.shape[-1] != B.shape[-2]:
        raise ValueError("A has to have as many columns as B has rows")
    first, second = A.shape[:-1], (*B.shape[:-2], B.shape[-1])
    rows = A.reshape(-1, A.shape[-1])
    columns = np.moveaxis(B, -2, 0).reshape(B.shape[-2], -1)
    return (rows[:, :, None] * columns[None]).sum(axis=1).reshape(*first, *second)


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
