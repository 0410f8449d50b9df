"""A sum of outer products, and axes moved by transposing

The same product read another way: each column of A times the matching row of B is a whole matrix, and the
results are added up. For named indices the axes are put in order one operand at a time: diagonals first, then a
transpose, then axes of size 1 where a letter is missing.
"""

import numpy as np


def matmul(A, B):
    if A.shape[-1] != B.shape[-2]:
        raise ValueError("inner sizes differ")
    batch = np.broadcast_shapes(A.shape[:-2], B.shape[:-2])
    C = np.zeros((*batch, A.shape[-2], B.shape[-1]), dtype=np.result_type(A, B))
    for k in range(A.shape[-1]):
        C += A[..., :, k, None] * B[..., k, None, :]
    return C


def in_order(x, word, letters):
    for letter in dict.fromkeys(word):
        while word.count(letter) > 1:
            first = word.index(letter)
            second = word.index(letter, first + 1)
            if x.shape[first] != x.shape[second]:
                raise ValueError(f"{letter} has two sizes")
            x = np.diagonal(x, axis1=first, axis2=second)  # the diagonal becomes the last axis
            word = word[:first] + word[first + 1 : second] + word[second + 1 :] + letter
    x = x.transpose([word.index(letter) for letter in letters if letter in word])
    return np.expand_dims(x, [i for i, letter in enumerate(letters) if letter not in word])


def einsum_lite(spec, *ops):
    left, out = spec.split("->")
    letters = out + "".join(dict.fromkeys(c for c in left if c not in out + ","))
    total = None
    for word, x in zip(left.split(","), ops):
        x = in_order(x, word, letters)
        total = x.copy() if total is None else total * x
    for _ in range(len(letters) - len(out)):
        total = np.add.reduce(total, axis=-1)
    return total
