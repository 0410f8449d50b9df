"""The bias gets the mean of its gradients

db is averaged over the rows. The bias is added to every row, so what arrives there adds up. If the loss is a
mean over the batch, the $1/N$ is already inside dY; a second one makes the bias learn $N$ times too slowly.
"""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows_x = X.reshape(-1, X.shape[-1])
    rows_dy = dY.reshape(-1, dY.shape[-1])

    dX = (rows_dy @ W).reshape(X.shape)

    dW = rows_dy.T @ rows_x

    db = rows_dy.mean(axis=0)
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dX = (A + A.T) @ X

    dA = X @ X.T
    return dX, dA
