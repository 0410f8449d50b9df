"""Two plain losses, mixed

With smoothing ε the loss is (1 - ε) times the usual one plus ε times its mean over all classes as targets. Each
is computed by picking from the log-probabilities, with no one-hot matrix, and the gradient is put together from
p by subtracting at the picked places.
"""

import numpy as np


def cross_entropy(logits, targets, weight=None, ignore_index=-100, smoothing=0.0):
    rows = np.flatnonzero(targets != ignore_index)
    grad = np.zeros(logits.shape, logits.dtype)
    if len(rows) == 0:
        return 0.0, grad
    z, y = logits[rows], targets[rows]
    w = np.ones(z.shape[1], z.dtype) if weight is None else np.asarray(weight)
    e = np.exp(z - z.max(1, keepdims=True))
    log_p = z - z.max(1, keepdims=True) - np.log(e.sum(1, keepdims=True))
    p = e / e.sum(1, keepdims=True)
    here = np.arange(len(rows))
    sharp = -(w[y] * log_p[here, y]).sum()
    even = -(log_p @ w).sum() / z.shape[1]
    total = w[y].sum()

    pull_sharp = p * w[y][:, None]
    pull_sharp[here, y] -= w[y]
    pull_even = (p * w.sum() - w) / z.shape[1]
    grad[rows] = ((1 - smoothing) * pull_sharp + smoothing * pull_even) / total
    return ((1 - smoothing) * sharp + smoothing * even) / total, grad
