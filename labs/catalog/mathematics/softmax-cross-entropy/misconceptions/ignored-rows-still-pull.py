"""Ignored rows have a gradient

The loss leaves the marked rows out, the gradient does not: there each of them is trained towards a class that
was only looked up to have some index. The gradient of a row that adds nothing to the loss is 0.
"""

import numpy as np


def cross_entropy(
    logits: np.ndarray,
    targets: np.ndarray,
    weight: np.ndarray | None = None,
    ignore_index: int = -100,
    smoothing: float = 0.0,
) -> tuple[float, np.ndarray]:
    classes = logits.shape[1]

    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))

    counts = targets != ignore_index
    y = np.where(counts, targets, 0)
    q = (1 - smoothing) * np.eye(classes, dtype=logits.dtype)[y] + smoothing / classes

    w = np.ones(classes, dtype=logits.dtype) if weight is None else weight
    q = q * w * counts[:, None]

    total = np.where(counts, w[y], 0).sum()
    if total == 0:
        return 0.0, np.zeros_like(logits)

    loss = -(q * log_p).sum() / total

    full = ((1 - smoothing) * np.eye(classes, dtype=logits.dtype)[y] + smoothing / classes) * w
    dlogits = (np.exp(log_p) * full.sum(axis=1, keepdims=True) - full) / total
    return loss, dlogits
