"""Softmax cross-entropy with class weights, ignored rows and label smoothing. N rows, C classes."""

import numpy as np


def cross_entropy(
    logits: np.ndarray,
    targets: np.ndarray,
    weight: np.ndarray | None = None,
    ignore_index: int = -100,
    smoothing: float = 0.0,
) -> tuple[float, np.ndarray]:
    classes = logits.shape[1]

    # log p = z - log Σ exp(z), the same for z and for z minus its row's maximum, whose exp cannot overflow
    shifted = logits - logits.max(axis=1, keepdims=True)  # [N, C], at most 0
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # [N, C]

    # q = (1 - ε) onehot(y) + ε / C: what the model should say
    counts = targets != ignore_index  # [N], of bool
    y = np.where(counts, targets, 0)  # [N]: a row that does not count gets some class, so that it can be looked up
    q = (1 - smoothing) * np.eye(classes, dtype=logits.dtype)[y] + smoothing / classes  # [N, C]

    # Each class enters with its weight, each row that does not count with 0.
    w = np.ones(classes, dtype=logits.dtype) if weight is None else weight  # [C]
    q = q * w * counts[:, None]  # [N, C]

    # The mean is over the weights of the right classes. No row counts: nothing to learn, so 0 and no 0 / 0.
    total = np.where(counts, w[y], 0).sum()
    if total == 0:
        return 0.0, np.zeros_like(logits)

    # L = -Σ q log p / total
    loss = -(q * log_p).sum() / total

    # ∂L/∂z = (p Σ_c q_c - q) / total; without weights Σ_c q_c is 1 and this is the famous p - q
    dlogits = (np.exp(log_p) * q.sum(axis=1, keepdims=True) - q) / total  # [N, C]
    return loss, dlogits
