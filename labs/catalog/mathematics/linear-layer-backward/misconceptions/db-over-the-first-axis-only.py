"""The bias is summed over the first axis only

`dY.sum(axis=0)` is right for a batch of vectors. With sequences it leaves `[T, o]`, one bias for each position,
but the layer has one bias for all of them. Sum over every axis but the last.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ W).reshape(X.shape)

    dW = rows_dy.T @ rows_x

    db = dY.sum(axis=0) if dY.ndim > 1 else dY.copy()
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
