"""The gradients of a linear layer, and of a trace. All arrays are floats; results have the dtype of X."""

import numpy as np


def linear_backward(dY: np.ndarray, X: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of a scalar L with respect to X, W and b, where Y = X W^T + b and dY is the gradient of L for Y.

    dY [..., o]: the dots stand for any number of batch axes, the same in X and dY; also none
    X [..., i]
    W [o, i]

    Returns dX [..., i], dW [o, i] and db [o].
    """
    raise NotImplementedError


def d_trace_quad(X: np.ndarray, A: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The gradients of tr(X^T A X) with respect to X and A.

    X [n, m]
    A [n, n], of any entries: it need not be symmetric

    Returns dX [n, m] and dA [n, n].
    """
    raise NotImplementedError
