"""The gradient forgets the smoothing

The loss is smoothed, the gradient still pulls towards the sharp target. It is $p - q$ with the *smoothed* $q$,
and therefore 0 where the model says exactly $q$, not where it is certain. Without that, smoothing has no effect
on training.
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

    sharp = np.eye(classes, dtype=logits.dtype)[y] * w * counts[:, None]
    dlogits = (np.exp(log_p) * sharp.sum(axis=1, keepdims=True) - sharp) / total
    return loss, dlogits
