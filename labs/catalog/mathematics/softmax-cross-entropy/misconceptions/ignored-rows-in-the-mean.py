"""Ignored rows still count in the mean

Rows marked with `ignore_index` add 0 to the sum, but the sum is divided by *all* rows. The more padding a batch
holds, the smaller its loss and its gradient become. Divide by the rows that count.
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

    total = w[targets[counts]].sum() + int((~counts).sum())
    if total == 0:
        return 0.0, np.zeros_like(logits)

    loss = -(q * log_p).sum() / total

    dlogits = (np.exp(log_p) * q.sum(axis=1, keepdims=True) - q) / total
    return loss, dlogits
