"""Every negative target is ignored, and no other

Rows are left out where the target is below 0. That is how they are often marked, but here `ignore_index` says
which: it may be 255, or a class whose rows are not to count. Compare with the argument.
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

    counts = targets >= 0
    y = np.where(counts, targets, 0) % classes
    q = (1 - smoothing) * np.eye(classes, dtype=logits.dtype)[y] + smoothing / classes

    w = np.ones(classes, dtype=logits.dtype) if weight is None else weight
    q = q * w * counts[:, None]

    total = np.where(counts, w[y], 0).sum()
    if total == 0:
        return 0.0, np.zeros_like(logits)

    loss = -(q * log_p).sum() / total

    dlogits = (np.exp(log_p) * q.sum(axis=1, keepdims=True) - q) / total
    return loss, dlogits
