"""A reshape is used where a transposition is meant

`dY.reshape(o, -1)` has the shape of the transposed matrix and other contents: it cuts the numbers, in the order
in which they lie in memory, into new rows. Each output then collects gradients of all outputs. Make it `[N, o]`
first, and then transpose.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ W).reshape(X.shape)

    dW = rows_dy.reshape(rows_dy.shape[1], -1) @ rows_x

    db = rows_dy.sum(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
