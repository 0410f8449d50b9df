r"""Valid, but the smoothing goes to the other classes alone; this lab spreads it over all

The right class keeps $1 - \varepsilon$, and $\varepsilon$ is shared by the $C - 1$ others. Some texts define it
so. In the paper and in PyTorch all $C$ classes share it, so the right one ends at $1 - \varepsilon +
\varepsilon / C$. The two are the same method with another $\varepsilon$.
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
    onehot = np.eye(classes, dtype=logits.dtype)[y]
    q = (1 - smoothing) * onehot + (1 - onehot) * (smoothing / (classes - 1))

    w = np.ones(classes, dtype=logits.dtype) if weight is None else weight
    q = q * w * counts[:, None]

    total = np.where(counts, w[y], 0).sum()
    if total == 0:
        return 0.0, np.zeros_like(logits)

    loss = -(q * log_p).sum() / total

    dlogits = (np.exp(log_p) * q.sum(axis=1, keepdims=True) - q) / total
    return loss, dlogits
