"""db has the shape [1, o] instead of [o]

The sum keeps the batch axes with size 1. It broadcasts without complaint in `b - lr * db`, and turns a bias
`[o]` into `[1, o]` there. A gradient has exactly the shape of what it belongs to.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ W).reshape(X.shape)

    dW = rows_dy.T @ rows_x

    db = rows_dy.sum(axis=0, keepdims=True)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
