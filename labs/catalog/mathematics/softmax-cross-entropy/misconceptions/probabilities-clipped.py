"""Probabilities are kept away from 0 by a small number

A small number is added to the softmax, or the softmax is cut off there, so that its logarithm stays finite. The
loss then has a ceiling: with $10^{-12}$ no mistake can cost more than 27.6, while here it should cost
thousands, and the loss no longer fits its own gradient. Work with logarithms all the way and there is nothing
to cut off.
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
    p = np.exp(shifted)
    p = p / p.sum(axis=1, keepdims=True)
    log_p = np.log(np.clip(p, 1e-12, 1.0))

    counts = targets != ignore_index
    y = np.where(counts, targets, 0)
    q = (1 - smoothing) * np.eye(classes, dtype=logits.dtype)[y] + smoothing / classes

    w = np.ones(classes, dtype=logits.dtype) if weight is None else weight
    q = q * w * counts[:, None]

    total = np.where(counts, w[y], 0).sum()
    if total == 0:
        return 0.0, np.zeros_like(logits)

    loss = -(q * log_p).sum() / total

    dlogits = (p * q.sum(axis=1, keepdims=True) - q) / total
    return loss, dlogits
