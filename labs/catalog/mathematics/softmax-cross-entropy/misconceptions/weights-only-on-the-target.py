"""The gradient weights only the target, not the probabilities

In the gradient only the part of the right class carries the weight: it is $p - w q$. The weight is a factor of
the row's whole loss, so it is one of the whole row: $w (p - q)$. A gradient of logits sums to 0 along each row,
since a number added to all logits changes nothing; yours does not.
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

    dlogits = (np.exp(log_p) * counts[:, None] - q) / total
    return loss, dlogits
