r"""The logarithm is taken of a probability that is already 0

Your code computes the softmax and then its logarithm. A class that lies 800 below the best has a probability of
$e^{-800}$, which no float can hold: it becomes 0, and its logarithm $-\infty$. The logarithm of the softmax
needs no such detour: it is $z - \log \sum e^{z}$, where the large numbers are subtracted instead of divided.
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
    log_p = np.log(p)

    counts = targets != ignore_index
    y = np.where(counts, targets, 0)
    q = (1 - smoothing) * np.eye(classes, dtype=logits.dtype)[y] + smoothing / classes

    w = np.ones(classes, dtype=logits.dtype) if weight is None else weight
    q = q * w * counts[:, None]

    total = np.where(counts, w[y], 0).sum()
    if total == 0:
        return 0.0, np.zeros_like(logits)

    loss = -(q * log_p).sum() / total

    dlogits = (np.exp(log_p) * q.sum(axis=1, keepdims=True) - q) / total
    return loss, dlogits
