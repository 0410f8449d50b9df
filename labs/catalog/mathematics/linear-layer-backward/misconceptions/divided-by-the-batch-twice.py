"""The weights and the bias get the mean of their gradients

dW and db are divided by the number of rows. Many texts write them so, where the loss is a mean and dY is the
gradient of *one row's* loss. Here dY is the gradient of $L$ itself: if $L$ is a mean, dY already carries the
$1/N$. The layer does not know what is done with its output, so it only sums.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ W).reshape(X.shape)

    dW = rows_dy.T @ rows_x / len(rows_x)

    db = rows_dy.mean(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
