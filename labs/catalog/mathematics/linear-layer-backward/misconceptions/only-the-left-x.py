"""The right X is taken for a constant

Your dX is $A X$: the contribution of $X^T$ at the left end. The $X$ at the right end contributes $A^T X$, and
the two add up.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ W).reshape(X.shape)

    dW = rows_dy.T @ rows_x

    db = rows_dy.sum(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = A @ X

    dA = X @ X.T
    return dX, dA
