r"""dA is the wrong one of the two products

$X^T X$ is `[m, m]`: it compares the columns of X. The gradient of A has the shape of A, `[n, n]`, and compares
the rows: $A_{bc}$ is multiplied by $\sum_a X_{ba} X_{ca}$.
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
    dX = (A + A.T) @ X

    dA = X.T @ X
    return dX, dA
