"""The right class is pulled once, not once for each rival

The right class gets $-1$ if anyone violates the margin. It stands in *every* violation, so it gets minus their
number. Each row of the gradient must sum to 0.
"""

import numpy as np


def softplus(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def sigmoid(x: np.ndarray) -> np.ndarray:
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, small) / (1 + small)


def bce_logits(z: np.ndarray, y: np.ndarray, pos_weight: float = 1.0) -> tuple[float, np.ndarray]:
    loss = pos_weight * y * softplus(-z) + (1 - y) * softplus(z)
    slope = (1 - y) * sigmoid(z) - pos_weight * y * sigmoid(-z)
    return loss.mean(), slope / loss.size


def hinge(s: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    t = (2 * y - 1).astype(s.dtype)
    short = 1 - t * s
    slope = np.where(short > 0, -t, 0)
    return np.maximum(short, 0).mean(), slope / s.size


def multiclass_hinge(scores: np.ndarray, y: np.ndarray, margin: float = 1.0) -> tuple[float, np.ndarray]:
    rows = np.arange(len(scores))
    short = margin + scores - scores[rows, y][:, None]
    short[rows, y] = 0
    slope = (short > 0).astype(scores.dtype)
    slope[rows, y] = -slope.max(axis=1)
    return np.maximum(short, 0).sum() / len(scores), slope / len(scores)


def focal(z: np.ndarray, y: np.ndarray, alpha: float = 0.25, gamma: float = 2.0) -> tuple[float, np.ndarray]:
    t = (2 * y - 1).astype(z.dtype)
    a = np.where(y == 1, alpha, 1 - alpha).astype(z.dtype)
    log_p = -softplus(-t * z)
    p, rest = sigmoid(t * z), sigmoid(-t * z)
    loss = -a * rest**gamma * log_p
    slope = t * a * rest**gamma * (gamma * p * log_p - rest)
    return loss.mean(), slope / loss.size
