"""One row at a time

For a single row dW is an outer product: the column of what arrived times the row of what went in. The batch
adds these up. The trace is a sum over the columns of X of the quadratic form xᵀAx, so it is done column by
column too.
"""

import numpy as np


def linear_backward(dY, X, W):
    dX, dW, db = np.empty_like(X), np.zeros_like(W), np.zeros(len(W), W.dtype)
    for place in np.ndindex(X.shape[:-1]):
        g, x = dY[place], X[place]
        dX[place] = W.T @ g
        dW += np.outer(g, x)
        db += g
    return dX, dW, db


def d_trace_quad(X, A):
    dX, dA = np.zeros_like(X), np.zeros_like(A)
    for column in range(X.shape[1]):
        x = X[:, column]
        dX[:, column] = A @ x + x @ A
        dA += x[:, None] * x[None, :]
    return dX, dA
