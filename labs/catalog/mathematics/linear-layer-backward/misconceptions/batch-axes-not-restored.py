"""dX comes back as a list of rows

The batch axes were flattened into one, which is a good way to do it, and dX stayed that way: `[N, i]` for an X
of `[B, T, i]`. Give it the shape of X again at the end.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = rows_dy @ W

    dW = rows_dy.T @ rows_x

    db = rows_dy.sum(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
