"""The matrix product with batches, and sums of products by named indices, without NumPy's own products."""

import numpy as np


def matmul(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    """The matrix product over the last two axes.

    A [..., n, k], B [..., k, m] -> [..., n, m]. The axes before the last two broadcast. Raises `ValueError` where the
    two k differ, also where one of them is 1.
    """
    raise NotImplementedError


def einsum_lite(spec: str, *ops: np.ndarray) -> np.ndarray:
    """The sum of products that `spec` describes, such as "ij,jk->ik".

    spec: for each operand a word with one lower-case letter an axis, commas between them; then "->" and the letters of
    the result, each at most once. A letter missing there is summed over; one that stands twice in a word takes the diagonal.
    Raises `ValueError` where a letter would stand for two different sizes.
    """
    raise NotImplementedError
