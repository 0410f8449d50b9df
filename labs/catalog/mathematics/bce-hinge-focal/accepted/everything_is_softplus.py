"""One curve for three losses

`np.logaddexp(0, x)` is log(1 + exp(x)) without overflow. Cross-entropy and focal loss are both built from it,
and the sigmoid is the exponential of minus another one, so no branch is needed anywhere. The hinges are written
with `clip` and a mask of rivals.
"""

import numpy as np


def log_sigmoid(x):
    return -np.logaddexp(np.zeros_like(x), -x)


def bce_logits(z, y, pos_weight=1.0):
    yes, no = log_sigmoid(z), log_sigmoid(-z)
    weight = 1 + (pos_weight - 1) * y
    loss = -np.mean(pos_weight * y * yes + (1 - y) * no)
    return loss, (weight * np.exp(yes) - pos_weight * y) / z.size


def hinge(s, y):
    sign = np.where(y > 0, 1, -1).astype(s.dtype)
    missing = np.clip(1 - sign * s, 0, None)
    return missing.sum() / missing.size, -sign * np.sign(missing) / s.size


def multiclass_hinge(scores, y, margin=1.0):
    n, c = scores.shape
    right = np.arange(c) == y[:, None]
    own = scores[right][:, None]
    missing = np.where(right, 0, np.clip(scores - own + margin, 0, None))
    pushed = np.sign(missing)
    gradient = pushed - right * pushed.sum(axis=1, keepdims=True)
    return missing.sum(axis=1).mean(), (gradient / n).astype(scores.dtype)


def focal(z, y, alpha=0.25, gamma=2.0):
    sign = np.where(y > 0, 1, -1).astype(z.dtype)
    share = np.where(y > 0, alpha, 1 - alpha).astype(z.dtype)
    log_p, log_rest = log_sigmoid(sign * z), log_sigmoid(-sign * z)
    factor = share * np.exp(gamma * log_rest)
    slope = sign * factor * (gamma * np.exp(log_p) * log_p - np.exp(log_rest))
    return -(factor * log_p).mean(), slope / z.size
