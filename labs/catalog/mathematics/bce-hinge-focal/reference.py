"""Binary cross-entropy, hinge losses and focal loss, each with its gradient. N rows, C classes."""

import numpy as np

# -log σ(z) = log(1 + exp(-z)) = softplus(-z), and -log(1 - σ(z)) = softplus(z). Both without overflow:
# softplus(x) = max(x, 0) + log(1 + exp(-|x|))


def softplus(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


# σ(x) = softplus'(x); 1 - σ(x) = σ(-x)


def sigmoid(x: np.ndarray) -> np.ndarray:
    small = np.exp(-np.abs(x))  # in (0, 1]
    return np.where(x >= 0, 1, small) / (1 + small)


# l = w y softplus(-z) + (1 - y) softplus(z)
# l' = (1 - y) σ(z) - w y σ(-z)


def bce_logits(z: np.ndarray, y: np.ndarray, pos_weight: float = 1.0) -> tuple[float, np.ndarray]:
    loss = pos_weight * y * softplus(-z) + (1 - y) * softplus(z)  # [...]
    slope = (1 - y) * sigmoid(z) - pos_weight * y * sigmoid(-z)  # [...]
    return loss.mean(), slope / loss.size


# l = max(0, 1 - t s), l' = -t where the margin is not reached


def hinge(s: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    t = (2 * y - 1).astype(s.dtype)  # [...], -1 or 1
    short = 1 - t * s  # [...], how far from the margin
    slope = np.where(short > 0, -t, 0)  # [...]
    return np.maximum(short, 0).mean(), slope / s.size


# l_n = Σ_{j ≠ y} max(0, margin + s_j - s_y)
# Each wrong class that comes too close is pushed down by 1, and pushes the right one up by 1.


def multiclass_hinge(scores: np.ndarray, y: np.ndarray, margin: float = 1.0) -> tuple[float, np.ndarray]:
    rows = np.arange(len(scores))  # [N]
    short = margin + scores - scores[rows, y][:, None]  # [N, C]
    short[rows, y] = 0  # the right class is no rival of its own
    slope = (short > 0).astype(scores.dtype)  # [N, C]
    slope[rows, y] = -slope.sum(axis=1)
    return np.maximum(short, 0).sum() / len(scores), slope / len(scores)


# With m = t z the right answer has the probability p = σ(m), and 1 - p = σ(-m):
# l = -a (1 - p)^γ log p
# dl/dm = a (1 - p)^γ (γ p log p - (1 - p)), by the product rule with dp/dm = p (1 - p); dl/dz = t dl/dm


def focal(z: np.ndarray, y: np.ndarray, alpha: float = 0.25, gamma: float = 2.0) -> tuple[float, np.ndarray]:
    t = (2 * y - 1).astype(z.dtype)  # [...], -1 or 1
    a = np.where(y == 1, alpha, 1 - alpha).astype(z.dtype)  # [...]
    log_p = -softplus(-t * z)  # [...]
    p, rest = sigmoid(t * z), sigmoid(-t * z)  # [...], they sum to 1
    loss = -a * rest**gamma * log_p  # [...]
    slope = t * a * rest**gamma * (gamma * p * log_p - rest)  # [...]
    return loss.mean(), slope / loss.size
