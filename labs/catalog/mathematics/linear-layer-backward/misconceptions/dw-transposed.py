"""Valid, but for weights stored as [in, out]; this lab stores them as [out, in]

Your dW is `[i, o]`: the gradient of $Y = X W + b$, where $W$ is stored the other way round. Here, as in
`nn.Linear`, the layer computes $X W^T + b$ with $W$ of shape `[o, i]`. A gradient always has the shape of what
it belongs to, so that it can be subtracted from it.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ W).reshape(X.shape)

    dW = rows_x.T @ rows_dy

    db = rows_dy.sum(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
