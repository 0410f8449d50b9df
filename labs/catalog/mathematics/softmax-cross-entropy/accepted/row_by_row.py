"""One row after the other

The sum over the rows is a loop, and a row that does not count is skipped with `continue`. The logarithm of the
sum comes from `np.logaddexp.reduce`, which subtracts the maximum itself. Loss and gradient are collected as
sums and divided by the total weight at the end, so both belong to the same mean.
"""

import numpy as np


def cross_entropy(logits, targets, weight=None, ignore_index=-100, smoothing=0.0):
    n, c = logits.shape
    z = logits.astype(np.float64)
    loss, total, grad = 0.0, 0.0, np.zeros((n, c))
    for i in range(n):
        y = int(targets[i])
        if y == ignore_index:
            continue
        log_p = z[i] - np.logaddexp.reduce(z[i])
        share = np.full(c, smoothing / c)
        share[y] += 1 - smoothing
        if weight is not None:
            share = share * weight
        loss -= share @ log_p
        grad[i] = share.sum() * np.exp(log_p) - share
        total += 1.0 if weight is None else float(weight[y])
    if total:
        loss, grad = loss / total, grad / total
    return float(loss), grad.astype(logits.dtype)
