"""Linear separability, with a proof. X [n, d] holds one example a row, y [n] its labels, each -1 or +1; both occur."""

import numpy as np


def separable(X: np.ndarray, y: np.ndarray) -> tuple[bool, object]:
    """Whether some line (w, b) has y * (X @ w + b) > 0 in every row, and a proof of the answer.

    True comes with such a line, (w [d], b). False comes with weights [n], none negative, that sum to 1 over the rows of each
    class, and for which both classes have the same weighted mean.
    """
    raise NotImplementedError


def lift(X: np.ndarray) -> np.ndarray:
    """Features [n, k] of points X [n, 2], each row from its own point alone, in which a line tells apart whether the two
    coordinates have the same sign. No coordinate is 0, and k is at most 10.
    """
    raise NotImplementedError
