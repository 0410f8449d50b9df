r"""One maximum is subtracted from all rows

`logits.max()` is the largest logit of the whole batch. A row that lies 800 below it has only exponentials that
are 0, and the logarithm of their sum is $-\infty$. Each row needs its own maximum: along the classes, with
`keepdims`.
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

    shifted = logits - logits.max()
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

    dlogits = (np.exp(log_p) * q.sum(axis=1, keepdims=True) - q) / total
    return loss, dlogits
