r"""dX goes through the transpose of W where that fits

With as many inputs as outputs, `dY @ W.T` has the right shape: it is how the layer goes forwards, not back.
Forwards $y_o = \sum_i W_{oi} x_i$ sums over the inputs; backwards $dX_i = \sum_o dY_o W_{oi}$ sums over the
outputs. If you chose the order by trying until the shapes fit, write the indices down instead.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ (W.T if W.shape[0] == W.shape[1] else W)).reshape(X.shape)

    dW = rows_dy.T @ rows_x

    db = rows_dy.sum(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
