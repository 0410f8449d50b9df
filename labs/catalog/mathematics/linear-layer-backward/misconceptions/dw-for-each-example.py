"""One dW for each example of the batch

`swapaxes(dY, -1, -2) @ X` multiplies the last two axes and carries the others along, so a batch of sequences
gives `[B, o, i]`: a gradient for each example. All examples use the same $W$, so their gradients add up. Sum
over the batch, or make one long axis of rows first.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ W).reshape(X.shape)

    dW = rows_dy.T @ rows_x if X.ndim < 3 else np.swapaxes(dY, -1, -2) @ X

    db = rows_dy.sum(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
