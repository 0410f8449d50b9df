"""A loop over batches and rows, and two operands at a time

Python walks through the batches and the rows; each row of the result is a weighted sum of B's rows. Named
indices are taken two operands at a time: a letter is summed as soon as nothing further on needs it, which keeps
the arrays small.
"""

import numpy as np


def matmul(A, B):
    (*a, n, k), (*b, rows, m) = A.shape, B.shape
    if k != rows:
        raise ValueError(f"{k} != {rows}")
    batch = np.broadcast_shapes(tuple(a), tuple(b))
    A, B = np.broadcast_to(A, (*batch, n, k)), np.broadcast_to(B, (*batch, k, m))
    C = np.empty((*batch, n, m), dtype=A.dtype)
    for where in np.ndindex(*batch):
        for i in range(n):
            C[where][i] = np.sum(A[where][i][:, None] * B[where], axis=0)
    return C


def without_repeats(x, word):
    """Keep only the diagonal of letters that stand twice."""
    letters = "".join(sorted(set(word)))
    for letter in letters:
        places = [i for i, c in enumerate(word) if c == letter]
        if len({x.shape[i] for i in places}) > 1:
            raise ValueError(f"{letter} has several sizes")
    sizes = [x.shape[word.index(c)] for c in letters]
    strides = [sum(s for s, w in zip(x.strides, word) if w == c) for c in letters]
    return np.lib.stride_tricks.as_strided(x, sizes, strides, writeable=False), letters


def summed(x, word, keep):
    gone = tuple(i for i, c in enumerate(word) if c not in keep)
    return x.sum(axis=gone), "".join(c for c in word if c in keep)


def pair(one, other):
    (x, v), (y, w) = one, other
    both = "".join(sorted({*v, *w}))
    x = x[tuple(slice(None) if c in v else None for c in both)]
    y = y[tuple(slice(None) if c in w else None for c in both)]
    return x * y, both


def einsum_lite(spec, *ops):
    left, out = spec.split("->")
    words = left.split(",")
    parts = [without_repeats(x, word) for x, word in zip(ops, words)]
    (done, *others), later = parts, words[1:]
    done = summed(*done, "".join(later) + out)
    for other in others:
        later = later[1:]
        done = summed(*pair(done, other), "".join(later) + out)
    x, word = done
    return np.array(np.transpose(x, [word.index(c) for c in out]))
