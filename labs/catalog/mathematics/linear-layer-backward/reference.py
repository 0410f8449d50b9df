"""The backward pass of Y = X W^T + b, and the gradients of tr(X^T A X). i inputs, o outputs, N rows in all."""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    # The layer treats every row alike, whatever the batch axes are: make one axis of them.
    rows_x = X.reshape(-1, X.shape[-1])  # [N, i]
    rows_dy = dY.reshape(-1, dY.shape[-1])  # [N, o]

    # Y_no = Σ_i X_ni W_oi + b_o, so X_ni reaches every Y_no, with slope W_oi: dX_ni = Σ_o dY_no W_oi
    dX = (rows_dy @ W).reshape(X.shape)  # [..., i]

    # W_oi reaches Y_no for every row n, with slope X_ni: dW_oi = Σ_n dY_no X_ni
    dW = rows_dy.T @ rows_x  # [o, i]

    # b_o reaches Y_no for every row n, with slope 1: db_o = Σ_n dY_no
    db = rows_dy.sum(axis=0)  # [o]
    return dX, dW, db


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    # tr(X^T A X) = Σ_abc X_ba A_bc X_ca. X stands there twice; the product rule takes one at a time:
    # the right X gives A^T X, the left one A X.
    dX = (A + A.T) @ X  # [n, m]

    # A_bc is multiplied by Σ_a X_ba X_ca
    dA = X @ X.T  # [n, n]
    return dX, dA
