"""The result is float64 whatever came in

Your gradients are collected in arrays made by `np.zeros(shape)`, which are float64. A gradient has the dtype of
what it belongs to; with float32 it would otherwise take twice the memory, and a float32 weight would turn into
a float64 one at its first update. Make the array with the dtype of X.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ W).reshape(X.shape)

    dW = np.zeros(W.shape)
    for row_dy, row_x in zip(rows_dy, rows_x):
        dW += np.outer(row_dy, row_x)

    db = rows_dy.sum(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
