"""tensordot over all batch axes

`tensordot` sums over as many axes as one names, so the batch is contracted where it stands and nothing is
reshaped. The trace is done once for each half of A: its symmetric part counts twice, the rest of it drops out.
"""

import numpy as np


def linear_backward(dY, X, W):
    batch = list(range(X.ndim - 1))
    return np.tensordot(dY, W, axes=1), np.tensordot(dY, X, axes=(batch, batch)), np.sum(dY, axis=tuple(batch))


def d_trace_quad(X, A):
    symmetric = (A + np.transpose(A)) / 2
    return 2 * np.dot(symmetric, X), np.inner(X, X)
